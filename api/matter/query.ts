import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import { dayHasFree } from '../appointment/freeDay.ts'
import { type Day, yearOf } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import { counterGroups } from './catalogue.ts'
import type { OverlayRow } from './overlay.ts'
import { type CalendarRow, type HoursRow, weekdaysFor } from './today.ts'

/** What a list needs of a matter; `parts` is the JSON of the members named in `matterColumns`. */
export interface MatterRow {
  code: string
  group_code: string
  bookable: number
  popular: number | null
  name_zh: string
  name_en: string
  summary_zh: string
  summary_en: string
  parts: string
}

export const matterColumns = sql`m.code, m.group_code, m.bookable, m.popular, m.name_zh, m.name_en, m.summary_zh, m.summary_en,
  json_extract(m.content, '$.plainName', '$.audience', '$.booking', '$.fee', '$.timeLimit', '$.channels') AS parts`

/** The most used matters, first rank first. */
export function popularMatters(db: Db, limit: number) {
  return rows<MatterRow>(
    db,
    sql`SELECT ${matterColumns} FROM matter m WHERE m.popular IS NOT NULL ORDER BY m.popular LIMIT ${limit}`,
  )
}

/** The towns in the order the bureau lists them, one more than are shown. */
export function townRows(db: Db) {
  return rows<{ code: string; name_zh: string; name_en: string }>(
    db,
    sql`SELECT code, name_zh, name_en FROM town ORDER BY sort, code LIMIT ${mostTowns + 1}`,
  )
}

/** The year's standing and what is special about one day. */
export function calendarRow(db: Db, day: Day) {
  return rows<CalendarRow>(
    db,
    sql`SELECT y.year, y.status, d.kind, d.name_zh, d.name_en FROM calendar_year y
      LEFT JOIN calendar_day d ON d.day = ${day} WHERE y.year = ${yearOf(day)}`,
  )
}

/** A moment: the day in Shanghai and the instant. */
export interface Moment {
  day: Day
  now: number
}

export interface PointRow extends HoursRow, OverlayRow {
  slug: string
  kind: 'hall' | 'station' | 'room'
  name_zh: string
  name_en: string
  address_zh: string
  address_en: string
  phone: string
  step_free: number
  audience: 'everyone' | 'foreigners' | 'not-foreigners'
  counter: string
  free_day: string | null
  /** A room handles few matters: their names, as a JSON list; empty for the others. */
  offers: string
}

/** The most places of a town one answer names, and the most halls after them. */
export const mostPoints = 8
const mostHalls = 4
/** The most towns in the choice of one; where there are more, the pages lead to the search. */
export const mostTowns = 200

const pointColumns = sql`p.slug, p.kind, p.name_zh, p.name_en, p.address_zh, p.address_en, p.phone, p.step_free, p.opens_on_holidays`

/** The point's rows that decide one day's hours, as JSON. */
const hoursColumns = (day: Day) => sql`
  (SELECT json_group_array(json_object('counter', counter_group, 'weekday', weekday, 'opens', opens, 'closes', closes))
    FROM opening_hours WHERE service_point_id = p.id AND weekday IN (${sql.join(
      weekdaysFor(day).map((weekday) => sql`${weekday}`),
      sql`, `,
    )})) AS weekly,
  (SELECT json_group_array(json_object('counter', counter_group, 'opens', opens, 'closes', closes,
    'reason', json_object('zh', reason_zh, 'en', reason_en)))
    FROM special_hours WHERE service_point_id = p.id AND day = ${day}) AS special,
  (SELECT json_group_array(json_object('counter', counter_group, 'zh', reason_zh, 'en', reason_en)) FROM (
    SELECT counter_group, reason_zh, reason_en FROM closure
      WHERE service_point_id = p.id AND to_day >= ${day} AND from_day <= ${day}
    UNION ALL SELECT counter_group, reason_zh, reason_en FROM closure
      WHERE service_point_id = '*' AND to_day >= ${day} AND from_day <= ${day})) AS closures`

/** The first day on which the public can still take a place at this counter. */
const freeDay = (counter: SQL, { day, now }: Moment) => sql`
  (SELECT d.day FROM slot_day d WHERE d.service_point_id = p.id AND d.counter_group = ${counter} AND d.day >= ${day}
    AND ${dayHasFree(now, sql`0`)} ORDER BY d.day LIMIT 1)`

/**
 * The service points of a town, its station first: hours today, the first free day at any counter, and what
 * a room is for. One more than is shown tells that there are more.
 */
export function pointsOfTown(db: Db, town: string, moment: Moment) {
  const days = counterGroups.map((group) => sql`coalesce(${freeDay(sql`${group}`, moment)}, '9')`)
  return rows<PointRow>(
    db,
    sql`SELECT ${pointColumns}, ${hoursColumns(moment.day)}, nullif(min(${sql.join(days, sql`, `)}), '9') AS free_day,
        CASE p.kind WHEN 'room' THEN (SELECT json_group_array(json_object('zh', m.name_zh, 'en', m.name_en))
          FROM matter_offer o CROSS JOIN matter m ON m.code = o.matter_code WHERE o.service_point_id = p.id) ELSE '[]' END AS offers
      FROM service_point p WHERE p.town_code = ${town}
      ORDER BY CASE p.kind WHEN 'station' THEN 0 WHEN 'room' THEN 1 ELSE 2 END, p.slug LIMIT ${mostPoints + 1}`,
  )
}

/** Statement: the bureau's halls, and whether their doors are open today. */
export function hallRows(db: Db, day: Day) {
  return rows<HoursRow & { slug: string; name_zh: string; name_en: string }>(
    db,
    sql`SELECT p.slug, p.name_zh, p.name_en, p.opens_on_holidays, ${hoursColumns(day)}
      FROM service_point p WHERE p.kind = 'hall' ORDER BY p.slug LIMIT ${mostHalls}`,
  )
}

/**
 * Where a matter is handled: the town's own points, its station first and one more than is shown, then the
 * halls, which serve everyone. However many halls there are, they never push out what is near.
 */
export function pointsOffering(db: Db, code: string, town: string | undefined, moment: Moment) {
  const counter = sql`CASE o.counter_group WHEN '' THEN (SELECT counter_group FROM matter WHERE code = ${code}) ELSE o.counter_group END`
  const points = (where: SQL) => sql`SELECT ${pointColumns}, ${hoursColumns(moment.day)},
      '[]' AS offers, o.promise, o.fee, o.note_zh, o.note_en, o.audience, ${counter} AS counter, ${freeDay(counter, moment)} AS free_day
    FROM service_point p CROSS JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = ${code}
    WHERE ${where}`
  const near = points(sql`p.town_code = ${town ?? ''} AND +p.kind <> 'hall'`)
  return rows<PointRow>(
    db,
    sql`SELECT * FROM (${near} ORDER BY p.kind DESC, p.slug LIMIT ${mostPoints + 1})
      UNION ALL SELECT * FROM (${points(sql`p.kind = 'hall'`)} ORDER BY p.slug LIMIT ${mostHalls})`,
  )
}

/** The matters another one's notes point to, in that order. */
export function relatedMatters(db: Db, code: string) {
  return rows<{ code: string; plain: string }>(
    db,
    sql`SELECT m.code, json_extract(m.content, '$.plainName') AS plain
      FROM matter own CROSS JOIN json_each(own.content, '$.relatedMatters') wanted CROSS JOIN matter m ON m.code = wanted.value
      WHERE own.code = ${code} ORDER BY wanted.key LIMIT 10`,
  )
}

/** One service point and its overlay of a matter; the overlay's columns are null where it is not offered. */
export function stationOffer(db: Db, slug: string, code: string) {
  return rows<Partial<OverlayRow> & { slug: string; name_zh: string; name_en: string; offered: number }>(
    db,
    sql`SELECT p.slug, p.name_zh, p.name_en, o.matter_code IS NOT NULL AS offered, o.promise, o.fee, o.note_zh, o.note_en
      FROM service_point p LEFT JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = ${code}
      WHERE p.slug = ${slug}`,
  )
}

/** A text pair out of two columns. */
export const pair = (zh: string, en: string): Text => ({ zh, en })
