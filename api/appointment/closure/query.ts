import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Day } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { bookingWhere } from '../query.ts'

/** Days of one service point ('*': of all), of one group of counters (absent: of all), that are to be closed. */
export interface Span {
  slug: string
  fromDay: Day
  toDay: Day
  counterGroup?: string
}

/** The slots of a span that have not begun at `now`, as s, by their days' rows, d. */
const slotsOf = ({ slug, fromDay, toDay, counterGroup }: Span, now: number): SQL => sql`
  FROM service_point p
  JOIN slot_day d ON d.service_point_id = p.id AND d.day BETWEEN ${fromDay} AND ${toDay}
    AND (${counterGroup ?? null} IS NULL OR d.counter_group = ${counterGroup ?? null})
  JOIN slot s ON s.service_point_id = d.service_point_id AND s.counter_group = d.counter_group AND s.day = d.day
    AND s.starts_at > ${now}
  WHERE ${slug === '*' ? sql`1` : sql`p.slug = ${slug}`}`

/** Statement: what closing would hit, by day: open slots, and visits booked. */
export function hitByDay(ctx: Ctx, span: Span) {
  return rows<{ day: Day; slots: number; bookings: number }>(
    ctx.db,
    sql`SELECT s.day AS day, sum(s.state = 'open') AS slots,
          sum((SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.state = 'booked')) AS bookings
        ${slotsOf(span, ctx.clock.now())} GROUP BY s.day ORDER BY s.day`,
  )
}

/** Statement: closes so many slots of the span that are still open, and names them. */
export function closeSome(ctx: Ctx, span: Span, most: number) {
  return rows<{ id: string }>(
    ctx.db,
    sql`UPDATE slot SET state = 'closed' WHERE id IN (
          SELECT s.id ${slotsOf(span, ctx.clock.now())} AND s.state = 'open' LIMIT ${most}) RETURNING id`,
  )
}

/** Statement: the counters whose closed slots still hold places, kept or offered. */
export function heldStretches(ctx: Ctx, span: Span, most: number) {
  return rows<{ pointId: string; counterGroup: string; fromDay: Day; toDay: Day }>(
    ctx.db,
    sql`SELECT DISTINCT s.service_point_id AS pointId, s.counter_group AS counterGroup, s.day AS fromDay, s.day AS toDay
        ${slotsOf(span, ctx.clock.now())} AND s.state = 'closed'
          AND EXISTS (SELECT 1 FROM hold h WHERE h.slot_id = s.id AND h.state IN ('kept', 'offered'))
        LIMIT ${most}`,
  )
}

/** Condition: the visit of booking `u`, which begins with slot `s`, covers a closed slot. */
const closedIn = sql`EXISTS (SELECT 1 FROM slot_run r WHERE r.first_id = s.id AND r.starts_at < u.ends_at AND r.state = 'closed')`

/**
 * Statement: some of the bookings of the span that cover a closed slot and whose holders have not been told, of this
 * change or of another that closed the same visit.
 */
export function untold(ctx: Ctx, span: Span, changeId: string, most: number) {
  return bookingWhere(
    ctx,
    sql`b.id IN (
      SELECT u.id FROM (SELECT s.id AS id, s.starts_at AS starts_at ${slotsOf(span, ctx.clock.now())}) s
      JOIN booking u ON u.slot_id = s.id AND u.state = 'booked' AND ${closedIn}
      WHERE NOT EXISTS (SELECT 1 FROM closure_notice n WHERE n.booking_id = u.id
        AND (n.closure_id = ${changeId} OR (n.starts_at = s.starts_at AND n.reopened_at IS NULL)))
      LIMIT ${most})`,
  )
}

/** Statement: some of the bookings of the span whose holders were told that it is closed, and it is not any more. */
export function toldInVain(ctx: Ctx, span: Span, most: number) {
  return bookingWhere(
    ctx,
    sql`b.id IN (
      SELECT u.id FROM (SELECT s.id AS id, s.starts_at AS starts_at ${slotsOf(span, ctx.clock.now())}) s
      JOIN booking u ON u.slot_id = s.id AND u.state = 'booked' AND NOT ${closedIn}
      JOIN closure_notice n ON n.booking_id = u.id AND n.starts_at = s.starts_at AND n.reopened_at IS NULL
      LIMIT ${most})`,
  )
}

/**
 * Statement: this booking's holder is told of this visit, unless they have been: guard it. `at` is the moment of the message,
 * by which what became of it is found.
 */
export function putNotice(
  ctx: Ctx,
  changeId: string,
  { id, startsAt }: { id: string; startsAt: number },
  { at, texted }: { at: number; texted: boolean },
) {
  return exec(
    ctx.db,
    sql`INSERT INTO closure_notice (closure_id, booking_id, told_at, starts_at, texted)
        VALUES (${changeId}, ${id}, ${at}, ${startsAt}, ${texted ? 1 : 0})
        ON CONFLICT DO NOTHING`,
  )
}

/** Statement: the closure of these days, if it is in force. */
export function closureInForce(ctx: Ctx, pointId: string, { fromDay, toDay, counterGroup = '' }: Span) {
  return rows<{ id: string; reasonZh: string; reasonEn: string }>(
    ctx.db,
    sql`SELECT id, reason_zh AS reasonZh, reason_en AS reasonEn FROM closure
        WHERE service_point_id = ${pointId} AND from_day = ${fromDay} AND to_day = ${toDay} AND counter_group = ${counterGroup}
        ORDER BY id LIMIT 1`,
  )
}

/** Statement: how often just these days were closed before. */
export function closedBefore(ctx: Ctx, pointId: string, { fromDay, toDay, counterGroup = '' }: Span) {
  return rows<{ times: number }>(
    ctx.db,
    sql`SELECT count(*) AS times FROM plan_change WHERE service_point_id = ${pointId} AND kind = 'closure'
          AND from_day = ${fromDay} AND to_day = ${toDay} AND counter_group = ${counterGroup}`,
  )
}

export interface ClosureRow {
  id: string
  pointId: string
  fromDay: Day
  toDay: Day
  counterGroup: string
  reasonZh: string
  reasonEn: string
}

/** Statement: a closure in force. */
export function closureById(ctx: Ctx, id: string) {
  return rows<ClosureRow>(
    ctx.db,
    sql`SELECT id, service_point_id AS pointId, from_day AS fromDay, to_day AS toDay, counter_group AS counterGroup,
          reason_zh AS reasonZh, reason_en AS reasonEn FROM closure WHERE id = ${id}`,
  )
}

/** Statement: how many still have the time of which they were told by this change that it is closed. */
export function toldByClosure(ctx: Ctx, changeId: string) {
  return rows<{ people: number }>(
    ctx.db,
    sql`SELECT count(*) AS people FROM closure_notice n JOIN booking b ON b.id = n.booking_id AND b.state = 'booked'
        JOIN slot s ON s.id = b.slot_id AND s.starts_at = n.starts_at AND s.starts_at > ${ctx.clock.now()}
        WHERE n.closure_id = ${changeId} AND n.reopened_at IS NULL`,
  )
}
