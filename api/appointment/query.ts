import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { booking } from '../../db/schema/index.ts'
import type { Ctx } from '../context.ts'
import type { Once } from '../intake/once.ts'
import { dayHasFree, runIsFree } from './freeDay.ts'
import { offeredGroup } from './plan.ts'
import {
  codesOf,
  endOfRun,
  firstSlot,
  lengthOf,
  type VisitRow,
  visitColumns,
  visitJoins,
  type Wanted,
} from './visit.ts'

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
    | 'moves'
    | 'exempt'
    | 'outcome'
    | 'phoneConfirmedAt'
    | 'createdAt'
    | 'updatedAt'
  >

/** Statement: a booking with its visit. */
export const bookingByReference = (ctx: Ctx, reference: string) =>
  bookingWhere(ctx, sql`b.reference = ${reference}`)

/** Statement: bookings, as b, with their visits. */
export function bookingWhere(ctx: Ctx, condition: SQL) {
  return rows<BookingRow>(
    ctx.db,
    sql`SELECT b.id AS id, b.reference AS reference, b.code_hash AS codeHash, b.channel AS channel, b.state AS state,
          b.version AS version, b.locale AS locale, b.name AS name, b.phone AS phone, b.helper_name AS helperName,
          b.helper_phone AS helperPhone, b.moves AS moves, b.exempt AS exempt, b.outcome AS outcome,
          b.phone_confirmed_at AS phoneConfirmedAt, b.created_at AS createdAt, b.updated_at AS updatedAt,
          ${visitColumns({
            codes: sql`b.matters`,
            people: sql`b.people`,
            endsAt: sql`b.ends_at`,
            length: lengthOf(sql`b.matters`, sql`b.people`, sql`b.minutes`),
          })}
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

/** Where `firstSlot` says them. */
const ofFirst = { endsAt: sql`run.ends_at`, length: sql`run.length` }

/** Statement: a slot as the first of a visit for these matters; no row when the slot or its first matter is unknown. */
export function visitFor(ctx: Ctx, slotId: string, wanted: Wanted) {
  const [codes, people] = [sql`${codesOf(wanted)}`, sql`${wanted.people}`]
  return rows<VisitRow>(
    ctx.db,
    sql`SELECT ${visitColumns({ codes, people, ...ofFirst })}
        FROM ${firstSlot(sql`${slotId}`, lengthOf(codes, people, wanted.minutes ?? null))}
        JOIN matter m ON m.code = ${wanted.matterCode} ${visitJoins}`,
  )
}

/** Statement: a slot as a visit for the matters of a booking: where it could move to. */
export function visitForBooking(ctx: Ctx, slotId: string, reference: string) {
  const [codes, people] = [sql`b.matters`, sql`b.people`]
  const length = sql`(SELECT coalesce(k.minutes, sum(x.minutes)) * k.people * 60000 FROM booking k JOIN json_each(k.matters) j
    JOIN matter x ON x.code = j.value WHERE k.reference = ${reference})`
  return rows<VisitRow>(
    ctx.db,
    sql`SELECT ${visitColumns({ codes, people, ...ofFirst })}
        FROM ${firstSlot(sql`${slotId}`, length)}
        JOIN booking b ON b.reference = ${reference} JOIN matter m ON m.code = b.matter_code ${visitJoins}`,
  )
}

export interface MatterRow {
  code: string
  bookable: number
  /** Only by itself: nothing can be added to a visit for it. */
  alone: number
}

/** Statement: the matters wanted, as far as they exist. */
export function mattersWanted(ctx: Ctx, wanted: Wanted) {
  return rows<MatterRow>(
    ctx.db,
    sql`SELECT code, bookable, coalesce(content ->> 'alone', 0) AS alone FROM matter
        WHERE code IN (SELECT value FROM json_each(${codesOf(wanted)}))`,
  )
}

/** A matter as a service point offers it: null where it does not. */
export interface MatterAt extends MatterRow {
  nameZh: string
  nameEn: string
  minutes: number
  counterGroup: string
  offered: string | null
}

/** Statement: the matters wanted as they are offered at a service point. */
export function mattersAt(ctx: Ctx, slug: string, wanted: Wanted) {
  return rows<MatterAt>(
    ctx.db,
    sql`SELECT m.code AS code, m.bookable AS bookable, coalesce(m.content ->> 'alone', 0) AS alone, m.name_zh AS nameZh,
          m.name_en AS nameEn, m.minutes AS minutes, ${offeredGroup} AS counterGroup, o.matter_code AS offered
        FROM matter m LEFT JOIN matter_offer o ON o.matter_code = m.code
          AND o.service_point_id = (SELECT id FROM service_point WHERE slug = ${slug})
        WHERE m.code IN (SELECT value FROM json_each(${codesOf(wanted)}))`,
  )
}

export interface SlotRow {
  id: string
  startsAt: number
  endsAt: number
  capacity: number
  used: number
}

/** Statement: the nearest times at which a visit of this length is still free at the same counters, a few days either way. */
export function nearestFree(
  ctx: Ctx,
  {
    pointId,
    slotGroup,
    day,
    startsAt,
    length,
  }: Pick<VisitRow, 'pointId' | 'slotGroup' | 'day' | 'startsAt' | 'length'>,
) {
  const now = ctx.clock.now()
  return rows<SlotRow>(
    ctx.db,
    // The five are found first (LIMIT keeps them apart), so that only their ends are looked for.
    sql`SELECT s.id AS id, s.starts_at AS startsAt, ${endOfRun(sql`${length}`)} AS endsAt, s.cap_public AS capacity,
          s.used_public AS used
        FROM (SELECT s.id FROM slot s
          WHERE s.service_point_id = ${pointId} AND s.counter_group = ${slotGroup}
            AND s.day IN (
              -- The days are put in order first, so that only the nearest are looked into.
              SELECT d.day FROM (
                SELECT * FROM slot_day
                WHERE service_point_id = ${pointId} AND counter_group = ${slotGroup}
                  AND day BETWEEN date(${day}, '-14 days') AND date(${day}, '+14 days')
                ORDER BY abs(julianday(day) - julianday(${day})) LIMIT 29) d
              WHERE ${dayHasFree(now, sql`${length}`)} LIMIT 2)
            AND s.state = 'open' AND s.cap_public > s.used_public AND s.closes_at > ${now}
            AND ${runIsFree(sql`s`, sql`${length}`)}
          ORDER BY abs(s.starts_at - ${startsAt}) LIMIT 5) near JOIN slot s ON s.id = near.id
        ORDER BY abs(s.starts_at - ${startsAt})`,
  )
}
