import { addDays, at, dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { messageFor } from '../notification/enqueue.ts'
import type { Locale } from '../shared/text.ts'
import { matterNames, type VisitRow } from './visit.ts'

/** A reminder goes out on the day before, at this time in Shanghai: late enough to matter, never at night. */
const remindTime = '18:00'

/** When a visit's reminder goes out, ms; null when that moment was past at `changedAt`. */
export function remindAtOf({ startsAt }: Pick<VisitRow, 'startsAt'>, changedAt: number): number | null {
  const dayBefore = at(addDays(dayOf(startsAt), -1), remindTime)
  return dayBefore > changedAt ? dayBefore : null
}

/**
 * The messages of a change: one now, and a reminder on the day before unless that has passed. Without a
 * mobile number there is nothing to send to, and the receipt says so.
 */
export async function messagesFor(
  ctx: Ctx,
  template: 'appointment.booked' | 'appointment.moved' | 'appointment.cancelled',
  reference: string,
  visit: VisitRow,
  phone: string | null,
  locale: Locale,
) {
  if (phone === null) return { statements: [], now: [] }
  const data = {
    startsAt: toIso(visit.startsAt),
    pointName: { zh: visit.pointZh, en: visit.pointEn },
    matterName: matterNames(visit),
    reference,
    address: { zh: visit.addressZh, en: visit.addressEn },
    phone: visit.pointPhone,
  }
  const first = await messageFor(ctx, { template, locale, reference, phone, data })
  const remindAt = template === 'appointment.cancelled' ? null : remindAtOf(visit, ctx.clock.now())
  if (remindAt === null) return { statements: [first.statement], now: [first.id] }
  const reminder = await messageFor(ctx, {
    template: 'appointment.reminder',
    locale,
    reference,
    phone,
    data,
    notBefore: remindAt,
  })
  return { statements: [first.statement, reminder.statement], now: [first.id] }
}
