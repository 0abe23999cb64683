import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { counterView } from './counter/seat.ts'
import { expectedOf, visitsOf } from './findBooking.ts'
import { groupsToday, lookedAt } from './groups.ts'
import { hoursToday, isOpenNow } from './hours.ts'
import { undoWithin } from './moves.ts'
import { orderOf } from './order.ts'
import { ownPoint } from './ownPoint.ts'
import {
  counterWhere,
  pointBySlug,
  pointIdOf,
  queueDays,
  streaksOf,
  type TicketRow,
  ticketWhere,
} from './query.ts'
import { queueRulesOn, readQueueRules } from './rules.ts'
import type { StaffQueue } from './staffSchema.ts'
import { canUndo, ticketView } from './ticketView.ts'

/** Visits that have not come yet are shown so far; the rest is a number. */
const expectedMost = 30

/** The waiting list is counted so far: the screen asks every quarter of a minute, and more is just "more". */
const listMost = 100

/** Statement: how many wait for a place here, and how many of them have an offer; one more than `listMost` is enough. */
const waitingCounts = (ctx: Ctx, slug: string) =>
  rows<{ waiting: number; offered: number }>(
    ctx.db,
    sql`SELECT count(*) AS waiting,
          count((SELECT 1 FROM hold h WHERE h.waiting_id = l.waiting_id AND h.state = 'offered')) AS offered
        FROM (SELECT DISTINCT waiting_id FROM waiting_point WHERE service_point_id = ${pointIdOf(slug)}
          LIMIT ${listMost + 1}) l`,
  )

/** Statement: the ticket on which whoever asks pressed something within the time in which it can be taken back. */
const lastPressed = (ctx: Ctx, slug: string, now: number) =>
  ticketWhere(
    ctx,
    sql`(t.id, t.version) = (SELECT ticket_id, version FROM ticket_click
          WHERE staff = ${ctx.actor.kind === 'staff' ? ctx.actor.id : ''} AND at >= ${now - undoWithin}
          ORDER BY at DESC LIMIT 1)
        AND t.service_point_id = ${pointIdOf(slug)} AND t.day = ${dayOf(now)}`,
    1,
  )

/**
 * Everything the screen of a counter shows, in one batch: who sits where, whom one has there, who waits in the order in
 * which they will be called, who was set aside or missed, and whose visits are still to come. For staff of the service
 * point. Throws record-not-found, not-allowed.
 */
export async function showQueue({
  ctx,
  input: { slug },
}: {
  ctx: Ctx
  input: { slug: string }
}): Promise<StaffQueue> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const point = pointIdOf(slug)
  const [points, counters, live, visits, days, ruleRows, list, [last], ...hours] = await ctx.db.batch([
    pointBySlug(ctx, slug),
    counterWhere(ctx, sql`p.slug = ${slug}`),
    ticketWhere(
      ctx,
      sql`t.service_point_id = ${point} AND t.day = ${today} AND t.state IN ('waiting', 'called', 'serving', 'parked', 'missed')`,
      400,
    ),
    visitsOf(ctx, slug, today, false),
    queueDays(ctx, point, lookedAt(today)),
    queueRulesOn(ctx, today),
    waitingCounts(ctx, slug),
    lastPressed(ctx, slug, now),
    ...hoursToday(ctx, slug),
  ])
  const { point: where, staff } = ownPoint(ctx, points, 'queue.work')
  const rules = readQueueRules(ruleRows)
  const waiting = live.filter(({ state }) => state === 'waiting')
  const order = orderOf(
    waiting.map((row) => ({ ...row, booked: row.bookingId !== null })),
    streaksOf(days, today),
    rules,
    now,
  )
  const view = (list: readonly TicketRow[]) => Promise.all(list.map((row) => ticketView(ctx, row)))
  const byId = new Map(waiting.map((row) => [row.id, row]))
  const inOrder = await view(order.map(({ id }) => byId.get(id)!))
  const atCounters = await view(live.filter(({ state }) => state === 'called' || state === 'serving'))
  const mine = counters.find(({ staffId }) => staffId === staff)
  return {
    station: { slug: where.slug, name: { zh: where.nameZh, en: where.nameEn } },
    asOf: toIso(now),
    open: isOpenNow(hours, now),
    counters: counters.map((row) => counterView(ctx, row)),
    mine: mine
      ? {
          counter: counterView(ctx, mine),
          ticket: atCounters.find(({ counter }) => counter === mine.number) ?? null,
        }
      : null,
    waiting: inOrder,
    last: last && canUndo(last, now) ? await ticketView(ctx, last) : null,
    atCounters,
    parked: await view(live.filter(({ state }) => state === 'parked')),
    missed: await view(live.filter(({ state }) => state === 'missed')),
    expected: await Promise.all(visits.slice(0, expectedMost).map((row) => expectedOf(ctx, row))),
    expectedMore: Math.max(0, visits.length - expectedMost),
    groups: groupsToday(days, today).map(({ counterGroup, letter, waiting: n, range }) => ({
      counterGroup,
      letter,
      waiting: n,
      range,
    })),
    longestMinutes: Math.max(0, ...inOrder.map(({ waitedMinutes }) => waitedMinutes)),
    doneToday: days.filter(({ day }) => day === today).reduce((sum, { done }) => sum + done, 0),
    waitingList: Math.min(listMost, list[0]?.waiting ?? 0),
    waitingListMore: (list[0]?.waiting ?? 0) > listMost,
    offers: list[0]?.offered ?? 0,
    bookedInRow: rules.bookedInRow,
    callsMost: rules.callsMost,
  }
}
