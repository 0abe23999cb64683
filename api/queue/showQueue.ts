import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { counterView } from './counter/seat.ts'
import { expectedOf, visitsOf } from './findBooking.ts'
import { groupsToday, lookedAt } from './groups.ts'
import { hoursToday, isOpenNow } from './hours.ts'
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
import { ticketView } from './ticketView.ts'

/** Visits that have not come yet are shown so far; the rest is a number. */
const expectedMost = 30

/** Statement: how many wait for a place here, and how many offers are open. */
const waitingCounts = (ctx: Ctx, slug: string) =>
  rows<{ waiting: number; offered: number }>(
    ctx.db,
    sql`SELECT count(DISTINCT w.id) AS waiting, count(DISTINCT CASE w.state WHEN 'offered' THEN w.id END) AS offered
        FROM waiting_point p JOIN waiting w ON w.id = p.waiting_id WHERE p.service_point_id = ${pointIdOf(slug)}`,
  )

const doneCount = (ctx: Ctx, slug: string, day: string) =>
  rows<{ n: number }>(
    ctx.db,
    sql`SELECT count(*) AS n FROM ticket WHERE service_point_id = ${pointIdOf(slug)} AND day = ${day} AND state = 'done'`,
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
  const [points, counters, live, visits, days, ruleRows, list, done, ...hours] = await ctx.db.batch([
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
    doneCount(ctx, slug, today),
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
    doneToday: done[0]?.n ?? 0,
    waitingList: list[0]?.waiting ?? 0,
    offers: list[0]?.offered ?? 0,
    bookedInRow: rules.bookedInRow,
    callsMost: rules.callsMost,
  }
}
