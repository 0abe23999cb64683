import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { addDays, DAY, type Day, dayOf, daysBetween, weekdayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { defaultRules } from '../rules.ts'
import type { Seeker } from './assign.ts'
import type { Ranked } from './order.ts'

/** Counters of one group at one service point, over a span of days. */
export interface Stretch {
  pointId: string
  counterGroup: string
  fromDay: Day
  toDay: Day
}

/** Who stands on the list of some counters, with all that is needed to make them an offer. */
export interface EntryRow extends Omit<Seeker, 'had'>, Ranked {
  pointId: string
  counterGroup: string
  /** What its holder knows it by: of the place on the list, or of the booking to be moved. */
  reference: string
  bookingId: string | null
  state: 'waiting' | 'offered'
  version: number
  lapses: number
  /** 1: has another booking in one of the matters. */
  barred: number
  /** When its last day ends. */
  listEndsAt: number
  /** JSON: first slots of the offers made before. */
  had: string
  locale: 'zh' | 'en'
  /** Sealed, in this table and row. */
  sealedIn: 'waiting' | 'booking'
  sealedRow: string
  phone: string | null
  helperPhone: string | null
  /** JSON array of the names. */
  namesZh: string
  namesEn: string
  slug: string
  pointZh: string
  pointEn: string
  addressZh: string
  addressEn: string
  pointPhone: string
}

/** Entries read of one stretch at most: longer lists at one counter are cut behind the last day that is read whole. */
export const entriesMost = 1000

const names = (column: string) =>
  sql`(SELECT json_group_array(m.${sql.raw(column)}) FROM json_each(w.matters) j JOIN matter m ON m.code = j.value)`

/** What a message to somebody on the list needs, of waiting w, its booking b if it has one, and service point p. */
export const toldColumns = sql`coalesce(b.reference, w.reference) AS reference, w.locale AS locale,
  CASE WHEN b.id IS NULL THEN 'waiting' ELSE 'booking' END AS sealedIn, coalesce(b.id, w.id) AS sealedRow,
  CASE WHEN b.id IS NULL THEN w.phone ELSE b.phone END AS phone,
  CASE WHEN b.id IS NULL THEN w.helper_phone ELSE b.helper_phone END AS helperPhone,
  ${names('name_zh')} AS namesZh, ${names('name_en')} AS namesEn, w.to_day AS toDay, p.slug AS slug,
  p.name_zh AS pointZh, p.name_en AS pointEn, p.address_zh AS addressZh, p.address_en AS addressEn,
  p.phone AS pointPhone`

/** Since when somebody who had a place in the matter stands behind those who had none, by the rules in force. */
const recentSince = (now: number): SQL =>
  sql`${now} - ${DAY} * coalesce((SELECT rules ->> 'recentDays' FROM booking_rule
    WHERE from_day <= ${dayOf(now)} ORDER BY from_day DESC LIMIT 1), ${defaultRules.recentDays})`

/**
 * Statement: who waits at these counters for a visit on some of these days, in the order of the list but for the lot
 * (order.ts); whoever holds the booking to be moved had a place, who gave theirs back had none. Who has an offer already comes first. Somebody who
 * waits at several of them is there once for each;
 * `only` keeps the read short where nothing is to be given. Read the answer with `candidates`.
 */
export function entriesFor(ctx: Ctx, stretches: readonly Stretch[], only: SQL = sql`1`) {
  const now = ctx.clock.now()
  const booked = (key: string) => sql`EXISTS (
    SELECT 1 FROM json_each(w.matters) j CROSS JOIN open_matter om ON om.matter_code = j.value
      AND om.${sql.raw(key)} = w.${sql.raw(key)} AND om.${sql.raw(key)} <> '' WHERE om.booking_id IS NOT w.booking_id)`
  return rows<EntryRow>(
    ctx.db,
    sql`SELECT v.value ->> 'pointId' AS pointId, v.value ->> 'counterGroup' AS counterGroup, w.id AS id,
          w.booking_id AS bookingId, w.state AS state, w.version AS version,
          w.ticket AS ticket, w.minutes AS minutes, w.from_day AS fromDay, w.weekdays AS weekdays,
          w.part AS part, w.before_at AS beforeAt, w.ends_at AS listEndsAt, w.lapses AS lapses, w.joined_day AS joinedDay,
          (SELECT json_group_array(h.slot_id) FROM hold h WHERE h.waiting_id = w.id) AS had,
          EXISTS (SELECT 1 FROM booking r WHERE r.person_key = w.person_key AND r.ends_at > ${recentSince(now)}
            AND r.created_at > ${recentSince(now)} AND r.state <> 'cancelled'
            AND EXISTS (SELECT 1 FROM json_each(r.matters) rj JOIN json_each(w.matters) wj ON wj.value = rj.value)) AS recent,
          ${booked('person_key')} OR ${booked('contact_key')} AS barred,
          ${toldColumns}
        FROM (SELECT value FROM json_each(${JSON.stringify(stretches.map(withWeekdays))}) WHERE ${only}) v
        CROSS JOIN waiting_point l ON l.service_point_id = v.value ->> 'pointId'
          AND l.counter_group = v.value ->> 'counterGroup'
        CROSS JOIN waiting w ON w.id = l.waiting_id
        LEFT JOIN booking b ON b.id = w.booking_id
        JOIN service_point p ON p.id = l.service_point_id
        WHERE (w.state = 'offered' OR (w.state = 'waiting' AND w.ends_at > ${now}))
          AND w.from_day <= v.value ->> 'toDay' AND w.to_day >= v.value ->> 'fromDay'
          AND (w.state = 'offered' OR w.weekdays & (v.value ->> 'weekdays') <> 0)
        ORDER BY w.state = 'waiting', recent, w.joined_day LIMIT ${entriesMost * stretches.length + 1}`,
  )
}

/** The weekdays that a stretch has, bit 0 is Monday: who can come on none of them must not fill the read. */
function withWeekdays(stretch: Stretch) {
  const many = Math.min(7, daysBetween(stretch.fromDay, stretch.toDay) + 1)
  const days = Array.from({ length: many }, (_, n) => weekdayOf(addDays(stretch.fromDay, n)))
  return { ...stretch, weekdays: days.reduce((bits: number, day) => bits | (1 << (day - 1)), 0) }
}

/** Somebody on the list, ready for `order` and `assign`. */
export type Entry = Omit<EntryRow, 'had'> & { had: string[] }

export const entryOf = (row: EntryRow): Entry => ({ ...row, had: JSON.parse(row.had) })

/**
 * Who of the entries read may be offered a place: whoever waits and has no booking in one of the matters by now, other
 * than the one to be moved. Of a list that was cut (`stretches` as asked for), nobody who stands alike with the last.
 */
export function candidates(found: readonly EntryRow[], stretches = 1): Entry[] {
  const cut = found.length > entriesMost * stretches ? found.at(-1) : undefined
  const alike = ({ recent, joinedDay }: EntryRow) => recent === cut?.recent && joinedDay === cut?.joinedDay
  const whole = cut && !found.every(alike) ? found.filter((row) => !alike(row)) : found
  return whole.filter(({ state, barred }) => state === 'waiting' && !barred).map(entryOf)
}

/** A slot of a stretch with its live holds. */
export interface HeldSlot {
  id: string
  day: Day
  startsAt: number
  endsAt: number
  closesAt: number
  open: number
  free: number
  /** JSON array of `Held`. */
  holds: string
}

export interface Held {
  id: string
  state: 'kept' | 'offered'
  waitingId: string | null
  until: number
  endsAt: number
}

/** Statement: the slots of the days of a stretch on which something is held, in order of time. */
export function heldSlots(ctx: Ctx, { pointId, counterGroup, fromDay, toDay }: Stretch) {
  return rows<HeldSlot>(
    ctx.db,
    sql`SELECT s.id AS id, s.day AS day, s.starts_at AS startsAt, s.ends_at AS endsAt, s.closes_at AS closesAt,
          s.state = 'open' AS open, s.cap_public - s.used_public AS free,
          (SELECT json_group_array(json_object('id', h.id, 'state', h.state, 'waitingId', h.waiting_id, 'until', h.until,
              'endsAt', h.ends_at)) FROM hold h WHERE h.slot_id = s.id AND h.state IN ('kept', 'offered')) AS holds
        FROM slot_day d CROSS JOIN slot s ON s.service_point_id = d.service_point_id
          AND s.counter_group = d.counter_group AND s.day = d.day
        WHERE d.service_point_id = ${pointId} AND d.counter_group = ${counterGroup}
          AND d.day BETWEEN ${fromDay} AND ${toDay} AND d.held > 0 ORDER BY d.day, s.starts_at`,
  )
}

/** Condition: something is held in these days. */
export const somethingHeld = ({ pointId, counterGroup, fromDay, toDay }: Stretch): SQL =>
  sql`EXISTS (SELECT 1 FROM slot_day WHERE service_point_id = ${pointId} AND counter_group = ${counterGroup}
    AND day BETWEEN ${fromDay} AND ${toDay} AND held > 0)`

/** Statement: the counters and days where a hold's moment has come. */
export function dueStretches(ctx: Ctx, most: number) {
  return rows<Stretch>(
    ctx.db,
    sql`SELECT DISTINCT s.service_point_id AS pointId, s.counter_group AS counterGroup, s.day AS fromDay, s.day AS toDay
        FROM (SELECT slot_id FROM hold WHERE state IN ('kept', 'offered') AND until <= ${ctx.clock.now()}
          ORDER BY until LIMIT ${most}) d
        JOIN slot s ON s.id = d.slot_id`,
  )
}
