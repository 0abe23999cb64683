import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'

export interface PlaceRow {
  /** The service point that was named, and the station that stands for it: of a room the one it belongs to. */
  id: string
  stationId: string
  slug: string
  zh: string
  en: string
  phone: string
}

const station = sql.raw(
  's.id AS stationId, s.slug AS slug, s.name_zh AS zh, s.name_en AS en, s.phone AS phone',
)
const itsStation = sql.raw(
  `JOIN service_point s ON s.id = CASE p.kind WHEN 'room' THEN coalesce(p.parent_id, p.id) ELSE p.id END`,
)

/** Statement: the service point somebody named by its slug. */
export const pointNamed = ({ db }: Ctx, slug: string | undefined) =>
  rows<PlaceRow>(
    db,
    sql`SELECT p.id AS id, ${station} FROM service_point p ${itsStation} WHERE p.slug = ${slug ?? ''}`,
  )

/** Statement: the service point that a query names by its id. */
export const pointOf = ({ db }: Pick<Ctx, 'db'>, id: SQL) =>
  rows<PlaceRow>(db, sql`SELECT p.id AS id, ${station} FROM service_point p ${itsStation} WHERE p.id = ${id}`)

/** Statement: the station in charge of a village or community, or of a town; that of the area first. */
export const pointOfPlace = (
  { db }: Ctx,
  { area, town }: { area?: string | undefined; town?: string | undefined },
) =>
  rows<PlaceRow & { townCode: string; areaId: string | null }>(
    db,
    sql`SELECT * FROM (
          SELECT p.id AS id, ${station}, a.town_code AS townCode, a.id AS areaId, 0 AS further
          FROM area a JOIN jurisdiction j ON j.area_id = a.id JOIN service_point p ON p.id = j.service_point_id ${itsStation}
          WHERE a.id = ${area ?? ''}
          UNION ALL
          SELECT p.id, ${station}, p.town_code, NULL, 1 FROM service_point p ${itsStation}
          WHERE p.town_code = ${town ?? ''} AND p.kind = 'station')
        ORDER BY further, id LIMIT 1`,
  )

/** Statement: the town of a code, and the area of an id. */
export const placeNames = (
  { db }: Ctx,
  { area, town }: { area?: string | undefined; town?: string | undefined },
) =>
  rows<{ town: 0 | 1; area: 0 | 1 }>(
    db,
    sql`SELECT EXISTS (SELECT 1 FROM town WHERE code = ${town ?? ''}) AS town,
          EXISTS (SELECT 1 FROM area WHERE id = ${area ?? ''}) AS area`,
  )

/** An officer of the public list or an account that goes by a name; `head`: they lead the place. */
export interface NamedRow {
  who: 'officer' | 'staff'
  id: string
  head: 0 | 1
  /** Where they serve; '*': at the bureau. */
  pointId: string
}

/**
 * Statement: who goes by this name or police number, at a service point with its rooms and its station, or (null)
 * anywhere. Both the public list and the accounts are asked: whoever has only one of the two is found as well.
 */
export function officersNamed({ db }: Ctx, named: string, slug: string | undefined) {
  const near = slug
    ? sql`IN (SELECT n.id FROM service_point s JOIN service_point n
            ON n.id = s.id OR n.parent_id = s.id OR n.id = s.parent_id WHERE s.slug = ${slug})`
    : sql`IS NOT NULL`
  return rows<NamedRow>(
    db,
    sql`SELECT 'officer' AS who, o.id AS id, o.post_zh LIKE '%所长%' OR o.post_zh LIKE '%教导员%' OR o.post_zh LIKE '%局长%' OR o.post_zh LIKE '%政委%' OR o.post_zh LIKE '%主任%' AS head,
            o.service_point_id AS pointId FROM officer o
          WHERE ${named} <> '' AND (o.name_zh = ${named} OR lower(o.name_en) = lower(${named}) OR o.badge = ${named})
            AND o.service_point_id ${near}
        UNION
        SELECT 'staff', u.id, g.role = 'chief', g.service_point_id FROM staff_user u JOIN staff_grant g ON g.user_id = u.id
          WHERE ${named} <> '' AND u.name = ${named} AND (g.service_point_id ${near} OR g.service_point_id = '*')
        LIMIT 40`,
  )
}
