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

/** Statement: the id of a service point. */
export function pointBySlug(ctx: Ctx, slug: string) {
  return rows<{ id: string }>(ctx.db, sql`SELECT id FROM service_point WHERE slug = ${slug}`)
}

/** Statement: what closing would hit, by day: open slots, and visits booked. */
export function hitByDay(ctx: Ctx, span: Span) {
  return rows<{ day: Day; slots: number; bookings: number }>(
    ctx.db,
    sql`SELECT s.day AS day, sum(s.state = 'open') AS slots,
          sum((SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.state = 'booked')) AS bookings
        ${slotsOf(span, ctx.clock.now())} GROUP BY s.day ORDER BY s.day`,
  )
}

/** Statement: whether this closure was entered before. */
export function entered(ctx: Ctx, closureId: string) {
  return rows<{ id: string }>(ctx.db, sql`SELECT id FROM closure WHERE id = ${closureId}`)
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

/** Statement: some of the bookings of the span whose holders have not been told of this closure. */
export function untold(ctx: Ctx, span: Span, closureId: string, most: number) {
  return bookingWhere(
    ctx,
    sql`b.id IN (
      SELECT u.id FROM (SELECT s.id AS slot_id ${slotsOf(span, ctx.clock.now())} AND s.state = 'closed') z
      JOIN booking u ON u.slot_id = z.slot_id AND u.state = 'booked'
      WHERE NOT EXISTS (SELECT 1 FROM closure_notice n WHERE n.closure_id = ${closureId} AND n.booking_id = u.id)
      LIMIT ${most})`,
  )
}

/** Statement: this booking's holder is told, unless they have been: guard it. */
export function putNotice(ctx: Ctx, closureId: string, bookingId: string) {
  return exec(
    ctx.db,
    sql`INSERT INTO closure_notice (closure_id, booking_id, told_at) VALUES (${closureId}, ${bookingId}, ${ctx.clock.now()})
        ON CONFLICT DO NOTHING`,
  )
}
