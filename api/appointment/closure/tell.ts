import { sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { DAY, dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { messageFor, voidWaiting } from '../../notification/enqueue.ts'
import { textableOf } from '../change.ts'
import { type BookingRow, nearestFree, type SlotRow } from '../query.ts'
import { type BookingRules, readRules, rulesOn } from '../rules.ts'
import type { Change } from '../schedule/change.ts'
import { matterNames } from '../visit.ts'
import { loudAt } from '../waiting/offerEnds.ts'
import { putNotice, untold } from './query.ts'

/** Bookings told in one batch. */
const page = 20
/** New times named in a message. */
const timesNamed = 3

/** What is said where nobody said why. */
const noReason = { zh: '窗口时间调整', en: 'counter hours have changed' }

/**
 * When a message about this visit may go out, ms: not in the quiet hours of the rules, unless the visit is within a day,
 * when not knowing is worse than being woken.
 */
export const tellAt = (now: number, startsAt: number, rules: BookingRules): number =>
  startsAt - now <= DAY ? now : loudAt(now, rules)

/**
 * Tells some of those whose visit is hit and who have not been told: a message with the nearest free times where there
 * is a mobile number, no reminder any more, and a new version, so that a calendar file says it is off. Whoever cannot be
 * texted is noted, to be telephoned. Each visit is told of once, whoever runs this and however often. Answers how many
 * were told, and whether there may be more.
 */
export async function tellSome(ctx: Ctx, change: Change) {
  const [found, ruleRows] = await ctx.db.batch([
    untold(ctx, change.span, change.id, page),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const [first, ...rest] = found.map((row) => nearestFree(ctx, row))
  if (!first) return { told: 0, more: false }
  const free = await ctx.db.batch([first, ...rest])
  const rules = readRules(ruleRows)
  const each = await Promise.all(found.map((row, i) => noticeOf(ctx, change, row, free[i] ?? [], rules)))
  const told = await writeNotices(ctx, each)
  ctx.after(() => ctx.wake(told.flatMap(({ wake }) => wake)))
  return { told: told.length, more: found.length === page || told.length < found.length }
}

/** What telling one person takes: the statements of a batch, and the message that may go at once. */
export interface Notice {
  statements: BatchItem<'sqlite'>[]
  wake: string[]
}

/** Writes all in one batch; where one booking has just changed, one by one, and that one is left for the next round. */
export async function writeNotices(ctx: Ctx, notices: Notice[]): Promise<Notice[]> {
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
  for (const notice of notices) done.push(...(await writeNotices(ctx, [notice])))
  return done
}

async function noticeOf(
  ctx: Ctx,
  { id: changeId, reason }: Change,
  row: BookingRow,
  free: readonly SlotRow[],
  rules: BookingRules,
): Promise<Notice> {
  const { reference } = row
  const now = ctx.clock.now()
  const leaf = await quietLeaf(ctx, {
    action: 'appointment.closed',
    subject: reference,
    facts: { station: row.slug, startsAt: toIso(row.startsAt) },
  })
  const phone = await textableOf(ctx, row)
  const notBefore = tellAt(now, row.startsAt, rules)
  const nearest = free.slice(0, timesNamed).map(({ startsAt }) => startsAt)
  const message =
    phone === null
      ? null
      : await messageFor(ctx, {
          template: 'appointment.closed',
          locale: row.locale,
          reference,
          phone,
          notBefore,
          data: {
            startsAt: toIso(row.startsAt),
            pointName: { zh: row.pointZh, en: row.pointEn },
            matterName: matterNames(row),
            reference,
            address: { zh: row.addressZh, en: row.addressEn },
            phone: row.pointPhone,
            reason: reason.zh ? reason : noReason,
            nearest: nearest.sort((a, b) => a - b).map(toIso),
          },
        })
  const statements = [
    putNotice(ctx, changeId, row, { at: message?.at ?? now, texted: message !== null }),
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
  return { statements, wake: message && notBefore <= now ? [message.id] : [] }
}
