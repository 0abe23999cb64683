import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Weekday } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { CounterGroup } from '../../matter/catalogue.ts'

/** Query: a point's usual week as one JSON text, a window as [weekday, opens, closes, counter]. */
export const storedHours = (pointId: string): SQL =>
  sql`SELECT json_group_array(json_array(weekday, opens, closes, counter_group)) FROM (
    SELECT * FROM opening_hours WHERE service_point_id = ${pointId} ORDER BY weekday, opens, counter_group)`

export type HoursRow = [Weekday, string, string, CounterGroup | '']

/** Query: an officer as one JSON text. */
export const storedOfficer = (id: string): SQL =>
  sql`SELECT json_array(name_zh, name_en, badge, post_zh, post_en, duty_phone, mobile, mobile_public, photo_public,
    pledge_zh, pledge_en) FROM officer WHERE id = ${id}`

/** Query: what a point says of itself, as one JSON text. */
export const storedDetails = (pointId: string): SQL =>
  sql`SELECT json_array(name_zh, name_en, address_zh, address_en, directions_zh, directions_en, phone, step_free,
    chat_name_zh, chat_name_en, chat_url)
    FROM service_point WHERE id = ${pointId}`

/** Name, address and directions in both languages, telephone, whether without steps, the chat group. */
export type Details = [string, string, string, string, string, string, string, number, string, string, string]

/** Statement: the one value of a query. */
export const jsonOf = (ctx: Ctx, query: SQL) =>
  rows<{ json: string | null }>(ctx.db, sql`SELECT (${query}) AS json`)

export interface OfficerRow {
  id: string
  pointId: string
  nameZh: string
  nameEn: string
  badge: string
  postZh: string
  postEn: string
  dutyPhone: string
  mobile: string | null
  mobilePublic: number
  hasPhoto: number
  photoPublic: number
  pledgeZh: string
  pledgeEn: string
  json: string
}

/** Statement: the officers of a point in their order. */
export function officersOf(ctx: Ctx, pointId: string) {
  return rows<OfficerRow>(
    ctx.db,
    sql`SELECT o.id AS id, service_point_id AS pointId, name_zh AS nameZh, name_en AS nameEn, badge, post_zh AS postZh,
          post_en AS postEn, duty_phone AS dutyPhone, CASE mobile_public WHEN 1 THEN mobile END AS mobile,
          mobile_public AS mobilePublic, photo_url IS NOT NULL AS hasPhoto, photo_public AS photoPublic,
          pledge_zh AS pledgeZh, pledge_en AS pledgeEn,
          json_array(name_zh, name_en, badge, post_zh, post_en, duty_phone, mobile, mobile_public, photo_public,
            pledge_zh, pledge_en) AS json
        FROM officer o WHERE service_point_id = ${pointId} ORDER BY sort, id LIMIT 200`,
  )
}

interface ServedRow {
  id: string
  areaZh: string
  areaEn: string
  streetZh: string
  streetEn: string
  officerId: string | null
}

/** Statement: the areas a point answers for, and the officer of each. */
export function servedAreas(ctx: Ctx, pointId: string) {
  return rows<ServedRow>(
    ctx.db,
    sql`SELECT j.id AS id, a.name_zh AS areaZh, a.name_en AS areaEn, j.street_zh AS streetZh, j.street_en AS streetEn,
          j.officer_id AS officerId
        FROM jurisdiction j CROSS JOIN area a ON a.id = j.area_id
        WHERE j.service_point_id = ${pointId} ORDER BY a.id, j.street_zh, j.id LIMIT 200`,
  )
}

/** Statement: the community rooms of a station, with the weekdays somebody is there. */
export function roomsWithDays(ctx: Ctx, pointId: string) {
  return rows<{ slug: string; zh: string; en: string; days: number }>(
    ctx.db,
    sql`SELECT r.slug AS slug, r.name_zh AS zh, r.name_en AS en,
          (SELECT count(DISTINCT weekday) FROM opening_hours h WHERE h.service_point_id = r.id) AS days
        FROM service_point r WHERE r.parent_id = ${pointId} ORDER BY r.slug LIMIT 100`,
  )
}

/** Statement: who may answer for the areas of a point: its officers, and those of its community rooms or its station. */
export function assignableOfficers(ctx: Ctx, { id, parentId }: { id: string; parentId: string | null }) {
  return rows<{ id: string; zh: string; en: string }>(
    ctx.db,
    sql`SELECT o.id AS id, o.name_zh AS zh, o.name_en AS en FROM officer o
        WHERE o.service_point_id IN (SELECT ${id} UNION SELECT ${parentId} UNION SELECT r.id FROM service_point r WHERE r.parent_id = ${id})
        ORDER BY o.service_point_id <> ${id}, o.sort, o.id LIMIT 200`,
  )
}
