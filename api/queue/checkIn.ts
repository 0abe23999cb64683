import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { type BookingRow, bookingByReference } from '../appointment/query.ts'
import { alsoOf } from '../appointment/visit.ts'
import { dayOf } from '../calendar/day.ts'
import { fullDay } from '../calendar/dayWords.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { noteLookUp } from '../record/lookUp.ts'
import { may } from '../staff/permission.ts'
import { endingWith, readTyped, visitsOf } from './findBooking.ts'
import { hoursToday, isOpenNow } from './hours.ts'
import { issue } from './issue.ts'
import { arrival, type Timing } from './order.ts'
import { ownPoint } from './ownPoint.ts'
import { pointBySlug, type TicketRow, ticketWhere } from './query.ts'
import { queueRulesOn, readQueueRules } from './rules.ts'
import type { CheckedIn } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

/**
 * Gives somebody who booked for today their number: by their reference, by what their receipt's code holds, or by the
 * last four digits of a telephone, which lists the visits they could be. The same booking has the same number, however
 * often it is asked for. For staff of the service point. Throws invalid-input, record-not-found, other-point (for who
 * works at both), booking-cancelled, other-day, booking-over, looked-up-too-often.
 */
export async function checkIn({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { slug: string; text: string }
}): Promise<CheckedIn> {
  const typed = readTyped(input.text)
  if (!typed) throw invalid('/text', 'check-in.unknown')
  const today = dayOf(ctx.clock.now())
  if ('digits' in typed) {
    const [points, visits] = await ctx.db.batch([
      pointBySlug(ctx, input.slug),
      visitsOf(ctx, input.slug, today),
    ])
    const { staff } = ownPoint(ctx, points, 'queue.work')
    await noteLookUp(ctx, staff, [input.slug])
    return { candidates: await endingWith(ctx, visits, typed.digits) }
  }
  const now = ctx.clock.now()
  const [points, found, tickets, rules, ...hours] = await ctx.db.batch([
    pointBySlug(ctx, input.slug),
    bookingByReference(ctx, typed.reference),
    ticketOfBooking(ctx, typed.reference),
    queueRulesOn(ctx, today),
    ...hoursToday(ctx, input.slug),
  ])
  const { point, staff } = ownPoint(ctx, points, 'queue.work')
  const row = bookedHere(ctx, point.id, found[0])
  const { timing, dueAt } = arrival(row.startsAt, now, readQueueRules(rules))
  const answer = async (ticket: TicketRow, again: boolean, when: Timing) => ({
    ticket: await ticketView(ctx, ticket),
    again,
    timing: when,
    outsideHours: !isOpenNow(hours, now),
  })
  const had = (ticket: TicketRow) => answer(ticket, true, ticket.dueAt > row.startsAt ? 'late' : 'on-time')
  if (tickets[0]) return had(tickets[0])
  requireToday(row, today)
  try {
    const { statements } = await issue(ctx, {
      point,
      counterGroup: row.slotGroup,
      booking: row,
      matters: [row.matterCode, ...alsoOf(row).map(({ code }) => code)],
      people: row.people,
      dueAt,
      staff,
    })
    const written = await ctx.db.batch(statements)
    return answer(written[5][0]!, false, timing)
  } catch (error) {
    if (refusalOf(error) !== 'ticket-issued') throw error
    const [[ticket]] = await ctx.db.batch([ticketOfBooking(ctx, typed.reference)])
    return had(ticket!)
  }
}

const ticketOfBooking = (ctx: Ctx, reference: string) =>
  ticketWhere(ctx, sql`t.booking_id = (SELECT id FROM booking WHERE reference = ${reference})`, 1)

/** The booking, if it is at this service point. Throws record-not-found, other-point. */
function bookedHere(ctx: Ctx, pointId: string, row: BookingRow | undefined): BookingRow {
  if (!row) throw new Problem('record-not-found')
  if (row.pointId === pointId) return row
  if (!may(ctx.actor, 'queue.work', row.pointId)) throw new Problem('record-not-found')
  const detail = { zh: `这个预约在${row.pointZh}。`, en: `This booking is at ${row.pointEn}.` }
  throw new Problem('other-point', { detail, extra: { station: row.slug } })
}

/** Throws booking-cancelled, other-day with its day named, booking-over when they were served already. */
function requireToday(row: BookingRow, today: string): void {
  if (row.state === 'cancelled') throw new Problem('booking-cancelled')
  const day = dayOf(row.startsAt)
  if (day !== today) {
    const words = fullDay(day)
    const detail = { zh: `这个预约是${words.zh}的。`, en: `This booking is for ${words.en}.` }
    throw new Problem('other-day', { detail, extra: { day } })
  }
  if (row.outcome === 'served') throw new Problem('booking-over')
}
