import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { messageFor, voidWaiting } from '../../notification/enqueue.ts'
import type { Text } from '../../shared/text.ts'
import { textableOf } from '../change.ts'
import { type BookingRow, nearestFree, type SlotRow } from '../query.ts'
import { matterNames } from '../visit.ts'
import { putNotice, type Span, untold } from './query.ts'

/** Bookings told in one batch. */
const page = 20
/** New times named in a message. */
const timesNamed = 3

/**
 * Tells some of those whose visit is hit and who have not been told: a message with the nearest free times where there
 * is a mobile number, no reminder any more, and a new version, so that a calendar file says it is off. Each booking is
 * told once, whoever runs this and however often. Answers how many were told, and whether there may be more.
 */
export async function tellSome(ctx: Ctx, closureId: string, span: Span, reason: Text) {
  const [found] = await ctx.db.batch([untold(ctx, span, closureId, page)])
  const [first, ...rest] = found.map((row) => nearestFree(ctx, row))
  if (!first) return { told: 0, more: false }
  const free = await ctx.db.batch([first, ...rest])
  const each = await Promise.all(
    found.map((row, i) => noticeOf(ctx, { closureId, row, reason, free: free[i] ?? [] })),
  )
  const told = await writeAll(ctx, each)
  ctx.after(() => ctx.wake(told.flatMap(({ wake }) => wake)))
  return { told: told.length, more: found.length === page || told.length < found.length }
}

type Notice = Awaited<ReturnType<typeof noticeOf>>

/** All in one batch; where one booking has just changed, one by one, and that one is left for the next round. */
async function writeAll(ctx: Ctx, notices: Notice[]): Promise<Notice[]> {
  const [first, ...rest] = notices.flatMap(({ statements }) => statements)
  if (!first) return []
  try {
    await ctx.db.batch([first, ...rest])
    return notices
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    if (notices.length === 1) return []
  }
  const done: Notice[] = []
  for (const notice of notices) done.push(...(await writeAll(ctx, [notice])))
  return done
}

async function noticeOf(
  ctx: Ctx,
  { closureId, row, reason, free }: { closureId: string; row: BookingRow; reason: Text; free: SlotRow[] },
) {
  const { reference } = row
  const now = ctx.clock.now()
  const leaf = await quietLeaf(ctx, {
    action: 'appointment.closed',
    subject: reference,
    facts: { station: row.slug, startsAt: toIso(row.startsAt) },
  })
  const phone = await textableOf(ctx, row)
  const nearest = free.slice(0, timesNamed).map(({ startsAt }) => startsAt)
  const message =
    phone === null
      ? null
      : await messageFor(ctx, {
          template: 'appointment.closed',
          locale: row.locale,
          reference,
          phone,
          data: {
            startsAt: toIso(row.startsAt),
            pointName: { zh: row.pointZh, en: row.pointEn },
            matterName: matterNames(row),
            reference,
            address: { zh: row.addressZh, en: row.addressEn },
            phone: row.pointPhone,
            reason,
            nearest: nearest.sort((a, b) => a - b).map(toIso),
          },
        })
  const statements = [
    putNotice(ctx, closureId, row.id),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE booking SET version = version + 1, updated_at = ${now}
          WHERE id = ${row.id} AND version = ${row.version} AND state = 'booked'`,
    ),
    guard(ctx.db),
    leaf.statement,
    voidWaiting(ctx, reference, 'appointment.reminder'),
    ...(message ? [message.statement] : []),
  ]
  return { statements, wake: message ? [message.id] : [] }
}
