import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { messageFor, voidWaiting } from '../../notification/enqueue.ts'
import { textableOf } from '../change.ts'
import { remindAtOf } from '../messages.ts'
import type { BookingRow } from '../query.ts'
import { type BookingRules, readRules, rulesOn } from '../rules.ts'
import type { Change } from '../schedule/change.ts'
import { matterNames } from '../visit.ts'
import { toldInVain } from './query.ts'
import { type Notice, tellAt, writeNotices } from './tell.ts'

/** Bookings told in one batch. */
const page = 20

/**
 * Tells some of those who were told that their time is closed, and it is open after all: a message where there is a
 * mobile number, the reminder again, and a new version, so that a calendar file says it is on. Who moved or cancelled
 * meanwhile keeps what they chose. Answers how many were told, and whether there may be more.
 */
export async function tellReopened(ctx: Ctx, { span }: Pick<Change, 'span'>) {
  const [found, ruleRows] = await ctx.db.batch([
    toldInVain(ctx, span, page),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  if (found.length === 0) return { told: 0, more: false }
  const rules = readRules(ruleRows)
  const told = await writeNotices(ctx, await Promise.all(found.map((row) => noticeOf(ctx, row, rules))))
  ctx.after(() => ctx.wake(told.flatMap(({ wake }) => wake)))
  return { told: told.length, more: found.length === page || told.length < found.length }
}

async function noticeOf(ctx: Ctx, row: BookingRow, rules: BookingRules): Promise<Notice> {
  const { reference, locale } = row
  const now = ctx.clock.now()
  const leaf = await quietLeaf(ctx, {
    action: 'appointment.reopened',
    subject: reference,
    facts: { station: row.slug, startsAt: toIso(row.startsAt) },
  })
  const phone = await textableOf(ctx, row)
  const notBefore = tellAt(now, row.startsAt, rules)
  const remindAt = remindAtOf(row, now)
  const data = {
    startsAt: toIso(row.startsAt),
    pointName: { zh: row.pointZh, en: row.pointEn },
    matterName: matterNames(row),
    reference,
    address: { zh: row.addressZh, en: row.addressEn },
    phone: row.pointPhone,
  }
  const message =
    phone &&
    (await messageFor(ctx, { template: 'appointment.reopened', locale, reference, phone, data, notBefore }))
  const reminder =
    phone && remindAt !== null
      ? await messageFor(ctx, {
          template: 'appointment.reminder',
          locale,
          reference,
          phone,
          data,
          notBefore: remindAt,
        })
      : null
  return {
    statements: [
      exec(
        ctx.db,
        sql`UPDATE booking SET version = version + 1, updated_at = ${now}
            WHERE id = ${row.id} AND version = ${row.version} AND state = 'booked'`,
      ),
      guard(ctx.db),
      exec(
        ctx.db,
        sql`UPDATE closure_notice SET reopened_at = ${now} WHERE booking_id = ${row.id} AND reopened_at IS NULL`,
      ),
      leaf.statement,
      voidWaiting(ctx, reference, 'appointment.closed'),
      ...(message ? [message.statement] : []),
      ...(reminder ? [reminder.statement] : []),
    ],
    wake: message && notBefore <= now ? [message.id] : [],
  }
}
