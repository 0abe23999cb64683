import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import type { Day, Weekday } from '../calendar/day.ts'
import { type CounterGroup, counterGroups } from '../matter/catalogue.ts'
import type { OverlayRow } from '../matter/overlay.ts'
import { firstFree, type Moment } from './firstFree.ts'

/** The id behind a slug, inside any statement: a page is one batch, so no statement can wait for another. */
export const idOf = (slug: string) => sql`(SELECT id FROM service_point WHERE slug = ${slug})`

export interface PointRow {
  slug: string
  code: string
  kind: 'hall' | 'station' | 'room'
  name_zh: string
  name_en: string
  honour_zh: string
  honour_en: string
  address_zh: string
  address_en: string
  directions_zh: string
  directions_en: string
  phone: string
  duty_line_24h: number
  step_free: number
  opens_on_holidays: number
  chat_url: string
  chat_name_zh: string
  chat_name_en: string
  town_code: string | null
  town_zh: string | null
  town_en: string | null
  parent_slug: string | null
  parent_zh: string | null
  parent_en: string | null
  parent_phone: string | null
  parent_all_day: number | null
}

/** Statement: the service point itself, its town, and the station a room belongs to. */
export function pointRow(db: Db, slug: string) {
  return rows<PointRow>(
    db,
    sql`SELECT sp.slug, sp.code, sp.kind, sp.name_zh, sp.name_en, sp.honour_zh, sp.honour_en, sp.address_zh,
        sp.address_en, sp.directions_zh, sp.directions_en, sp.phone, sp.duty_line_24h, sp.step_free,
        sp.opens_on_holidays, sp.chat_url, sp.chat_name_zh, sp.chat_name_en, t.code AS town_code, t.name_zh AS town_zh, t.name_en AS town_en,
        up.slug AS parent_slug, up.name_zh AS parent_zh, up.name_en AS parent_en, up.phone AS parent_phone,
        up.duty_line_24h AS parent_all_day
      FROM service_point sp LEFT JOIN town t ON t.code = sp.town_code LEFT JOIN service_point up ON up.id = sp.parent_id
      WHERE sp.slug = ${slug}`,
  )
}

export interface RoomRow {
  slug: string
  name_zh: string
  name_en: string
  honour_zh: string
  honour_en: string
  address_zh: string
  address_en: string
  phone: string
  weekday: Weekday | null
  opens: string | null
  closes: string | null
}

/** Statement: a station's community rooms, a row for each window of their week. */
export function roomRows(db: Db, slug: string) {
  return rows<RoomRow>(
    db,
    sql`SELECT r.slug, r.name_zh, r.name_en, r.honour_zh, r.honour_en, r.address_zh, r.address_en, r.phone,
        h.weekday, h.opens, h.closes
      FROM service_point r LEFT JOIN opening_hours h ON h.service_point_id = r.id
      WHERE r.parent_id = ${idOf(slug)} ORDER BY r.slug, h.weekday, h.opens LIMIT 200`,
  )
}

export interface WeeklyRow {
  weekday: Weekday
  opens: string
  closes: string
  counter_group: string
}

/** Statement: the usual week. */
export function weeklyRows(db: Db, slug: string) {
  return rows<WeeklyRow>(
    db,
    sql`SELECT weekday, opens, closes, counter_group FROM opening_hours WHERE service_point_id = ${idOf(slug)}`,
  )
}

export interface SpecialRow {
  day: Day
  opens: string
  closes: string
  counter_group: string
  reason_zh: string
  reason_en: string
}

/** Statement: special hours of a span of days. */
export function specialRows(db: Db, slug: string, from: Day, to: Day) {
  return rows<SpecialRow>(
    db,
    sql`SELECT day, opens, closes, counter_group, reason_zh, reason_en FROM special_hours
      WHERE service_point_id = ${idOf(slug)} AND day BETWEEN ${from} AND ${to}`,
  )
}

export interface ClosureRow {
  id: string
  from_day: Day
  to_day: Day
  counter_group: string
  reason_zh: string
  reason_en: string
}

/** Statement: closures that touch a span of days, the bureau's own included. */
export function closureRows(db: Db, slug: string, from: Day, to: Day) {
  return rows<ClosureRow>(
    db,
    sql`SELECT id, from_day, to_day, counter_group, reason_zh, reason_en FROM closure
      WHERE service_point_id IN (${idOf(slug)}, '*') AND to_day >= ${from} AND from_day <= ${to}`,
  )
}

export interface OfficerRow {
  name_zh: string
  name_en: string
  badge: string
  post_zh: string
  post_en: string
  duty_phone: string
  pledge_zh: string
  pledge_en: string
  mobile: string | null
  photo_url: string | null
}

/** Statement: the officers. What they did not choose to publish never leaves the database. */
export function officerRows(db: Db, slug: string) {
  return rows<OfficerRow>(
    db,
    sql`SELECT name_zh, name_en, badge, post_zh, post_en, duty_phone, pledge_zh, pledge_en,
        CASE mobile_public WHEN 1 THEN mobile END AS mobile, CASE photo_public WHEN 1 THEN photo_url END AS photo_url
      FROM officer WHERE service_point_id = ${idOf(slug)} ORDER BY sort LIMIT 100`,
  )
}

export interface AreaRow {
  id: string
  kind: 'village' | 'community'
  name_zh: string
  name_en: string
  street_zh: string
  street_en: string
  from_number: number | null
  to_number: number | null
  parity: 'odd' | 'even' | null
}

/** Statement: the areas served; an area two officers share is one row. */
export function areaRows(db: Db, slug: string) {
  return rows<AreaRow>(
    db,
    sql`SELECT DISTINCT a.id, a.kind, a.name_zh, a.name_en, j.street_zh, j.street_en, j.from_number, j.to_number, j.parity
      FROM jurisdiction j CROSS JOIN area a ON a.id = j.area_id
      WHERE j.service_point_id = ${idOf(slug)} ORDER BY a.id, j.street_zh LIMIT 200`,
  )
}

export interface OfferRow extends OverlayRow {
  code: string
  name_zh: string
  name_en: string
  bookable: number
  /** Its place among the matters most asked for, 1 first. */
  popular: number | null
  counter: CounterGroup
  audience: 'everyone' | 'foreigners' | 'not-foreigners'
  /** JSON: plain name, fee, time limit of the catalogue. */
  parts: string
}

/** Statement: the matters offered, each with its overlay. */
export function offerRows(db: Db, slug: string) {
  return rows<OfferRow>(
    db,
    sql`SELECT m.code, m.name_zh, m.name_en, m.bookable, m.popular, coalesce(nullif(o.counter_group, ''), m.counter_group) AS counter,
        o.audience, o.promise, o.fee, o.note_zh, o.note_en,
        json_extract(m.content, '$.plainName', '$.fee', '$.timeLimit') AS parts
      FROM matter_offer o CROSS JOIN matter m ON m.code = o.matter_code
      WHERE o.service_point_id = ${idOf(slug)} LIMIT 200`,
  )
}

/** Statement: the counters that handle anything here. */
export function counterRows(db: Db, slug: string) {
  return rows<{ counter: CounterGroup }>(
    db,
    sql`SELECT DISTINCT coalesce(nullif(o.counter_group, ''), m.counter_group) AS counter
      FROM matter_offer o CROSS JOIN matter m ON m.code = o.matter_code
      WHERE o.service_point_id = ${idOf(slug)} LIMIT 20`,
  )
}

/** Statement: the first free place of each counter. */
export function freeRows(db: Db, slug: string, moment: Moment) {
  return rows<{ counter: CounterGroup; starts_at: number | null }>(
    db,
    sql`SELECT g.value AS counter, ${firstFree(idOf(slug), sql`g.value`, moment)} AS starts_at
      FROM json_each(${JSON.stringify(counterGroups)}) g`,
  )
}
