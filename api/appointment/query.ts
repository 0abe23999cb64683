import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { booking } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import type { Once } from '../intake/once.ts'
import { dayHasFree } from './freeDay.ts'
import { type VisitRow, visitColumns, visitJoins } from './visit.ts'

/** Statement: what opens a booking's reference. */
export function bookingAccess(ctx: Ctx, reference: string) {
  return rows<{ codeHash: string }>(
    ctx.db,
    sql`SELECT code_hash AS codeHash FROM booking WHERE reference = ${reference}`,
  )
}

type Booking = typeof booking.$inferSelect

export type BookingRow = VisitRow &
  Pick<
    Booking,
    | 'id'
    | 'reference'
    | 'codeHash'
    | 'channel'
    | 'state'
    | 'version'
    | 'locale'
    | 'name'
    | 'phone'
    | 'helperName'
    | 'helperPhone'
    | 'createdAt'
    | 'updatedAt'
  >

/** Statement: a booking with its visit. */
export const bookingByReference = (ctx: Ctx, reference: string) =>
  bookingWhere(ctx, sql`b.reference = ${reference}`)

function bookingWhere(ctx: Ctx, condition: SQL) {
  return rows<BookingRow>(
    ctx.db,
    sql`SELECT b.id AS id, b.reference AS reference, b.code_hash AS codeHash, b.channel AS channel, b.state AS state,
          b.version AS version, b.locale AS locale, b.name AS name, b.phone AS phone, b.helper_name AS helperName,
          b.helper_phone AS helperPhone, b.created_at AS createdAt, b.updated_at AS updatedAt, ${visitColumns}
        FROM booking b JOIN slot s ON s.id = b.slot_id JOIN matter m ON m.code = b.matter_code ${visitJoins}
        WHERE ${condition}`,
  )
}

/** Statement: the booking made under an idempotency key, with its visit. */
export function bookingByKey(ctx: Ctx, { operation, keyHash }: Once) {
  return bookingWhere(
    ctx,
    sql`b.reference = (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`,
  )
}

/** Statement: a slot as a visit for a matter; no row when either is unknown. */
export function visitFor(ctx: Ctx, slotId: string, matterCode: string) {
  return rows<VisitRow>(
    ctx.db,
    sql`SELECT ${visitColumns} FROM slot s JOIN matter m ON m.code = ${matterCode} ${visitJoins} WHERE s.id = ${slotId}`,
  )
}

/** Statement: a slot as a visit for the matter of a booking: where it could move to. */
export function visitForBooking(ctx: Ctx, slotId: string, reference: string) {
  return rows<VisitRow>(
    ctx.db,
    sql`SELECT ${visitColumns} FROM booking b JOIN slot s ON s.id = ${slotId} JOIN matter m ON m.code = b.matter_code
        ${visitJoins} WHERE b.reference = ${reference}`,
  )
}

/** Statement: tells an unknown matter from an unknown slot. */
export function matterExists(ctx: Ctx, matterCode: string) {
  return rows<{ bookable: number }>(ctx.db, sql`SELECT bookable FROM matter WHERE code = ${matterCode}`)
}

export interface SlotRow {
  id: string
  startsAt: number
  endsAt: number
  capacity: number
  used: number
}

/** Statement: the nearest times still free at the same counters, a few days either way. */
export function nearestFree(
  ctx: Ctx,
  { pointId, slotGroup, day, startsAt }: Pick<VisitRow, 'pointId' | 'slotGroup' | 'day' | 'startsAt'>,
) {
  const now = ctx.clock.now()
  return rows<SlotRow>(
    ctx.db,
    sql`SELECT id, starts_at AS startsAt, ends_at AS endsAt, cap_public AS capacity, used_public AS used FROM slot
        WHERE service_point_id = ${pointId} AND counter_group = ${slotGroup}
          AND day IN (
            -- The days are put in order first (LIMIT keeps them apart), so that only the nearest are looked into.
            SELECT d.day FROM (
              SELECT * FROM slot_day
              WHERE service_point_id = ${pointId} AND counter_group = ${slotGroup}
                AND day BETWEEN date(${day}, '-14 days') AND date(${day}, '+14 days')
              ORDER BY abs(julianday(day) - julianday(${day})) LIMIT 29) d
            WHERE ${dayHasFree(now)} LIMIT 2)
          AND state = 'open' AND cap_public > used_public AND closes_at > ${now}
        ORDER BY abs(starts_at - ${startsAt}) LIMIT 5`,
  )
}
