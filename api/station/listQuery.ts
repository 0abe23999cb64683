import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import { mostWalked, searchStatement, type Walked } from '../search/find.ts'
import { readCursor } from '../shared/cursor.ts'
import { ofStreet, weekOf } from './areaQuery.ts'
import { firstFree, type Moment } from './firstFree.ts'
import type { StationQuery } from './schema.ts'

export interface ItemRow {
  slug: string
  code: string
  kind: 'hall' | 'station' | 'room'
  nameZh: string
  nameEn: string
  addressZh: string
  addressEn: string
  phone: string
  allDay: number
  stepFree: number
  townCode: string | null
  townZh: string | null
  townEn: string | null
  /** Where a matter is asked for: JSON of whom it is for and when the first free place begins, or null. */
  offer?: string | null
  /** Of a list of community rooms, JSON: the usual week, and the names of its officers. */
  week?: string | null
  officers?: string | null
}

const itemColumns = sql`sp.slug AS slug, sp.code AS code, sp.kind AS kind, sp.name_zh AS nameZh,
  sp.name_en AS nameEn, sp.address_zh AS addressZh, sp.address_en AS addressEn, sp.phone AS phone,
  sp.duty_line_24h AS allDay, sp.step_free AS stepFree, t.code AS townCode, t.name_zh AS townZh, t.name_en AS townEn`

/** Whom the matter is for here, and its counter's first free place where it is booked: read of listed rows alone. */
function offerColumn(matter: string | undefined, moment: Moment): SQL {
  if (!matter) return sql``
  const free = firstFree(sql`sp.id`, sql`coalesce(nullif(o.counter_group, ''), m.counter_group)`, moment)
  return sql`, (SELECT json_array(o.audience, CASE m.bookable WHEN 1 THEN ${free} END)
    FROM matter_offer o CROSS JOIN matter m ON m.code = o.matter_code
    WHERE o.service_point_id = sp.id AND o.matter_code = ${matter}) AS offer`
}

/** Who is there and when, where only community rooms are listed: read of listed rows alone. */
function roomColumns(kind: StationQuery['kind']): SQL {
  if (kind !== 'room') return sql``
  return sql`, ${weekOf(sql`sp.id`)} AS week, (SELECT json_group_array(json_object('zh', name_zh, 'en', name_en))
    FROM (SELECT name_zh, name_en FROM officer WHERE service_point_id = sp.id ORDER BY sort LIMIT 4)) AS officers`
}

/** A service point of a list, and what the query asks about it. */
const itemOf = ({ matter, kind }: StationQuery, moment: Moment) =>
  sql`${itemColumns}${offerColumn(matter, moment)}${roomColumns(kind)}`

const all = (conditions: SQL[]) => sql.join([sql`1`, ...conditions], sql` AND `)

const offers = (matter: string) =>
  sql`EXISTS (SELECT 1 FROM matter_offer o WHERE o.service_point_id = sp.id AND o.matter_code = ${matter})`

const answersFor = (area: string, street: string | undefined) =>
  sql`SELECT j.service_point_id FROM jurisdiction j WHERE j.area_id = ${area} AND ${ofStreet(street)}`

/** What each hit must meet. The `+` keeps a condition from choosing the index: which one is walked is said apart. */
function conditions({ town, area, street, kind, matter }: StationQuery): SQL[] {
  return [
    ...(town ? [sql`+sp.town_code = ${town}`] : []),
    ...(kind ? [sql`+sp.kind = ${kind}`] : []),
    ...(area ? [sql`+sp.id IN (${answersFor(area, street)})`] : []),
    ...(matter ? [offers(matter)] : []),
  ]
}

/** Statement: the service points the words find, best first; for `foundPage`. */
export function foundPoints(db: Db, query: StationQuery, q: string, moment: Moment) {
  return searchStatement<ItemRow>(db, {
    scope: 'station',
    query: q,
    limit: query.limit,
    cursor: query.cursor,
    columns: sql`, ${itemOf(query, moment)}`,
    joins: sql`LEFT JOIN service_point sp ON sp.id = p.doc LEFT JOIN town t ON t.code = sp.town_code`,
    where: all(conditions(query)),
  })
}

/** A matter at no more points than this is listed from its offers; one at more is met soon enough on a walk. */
const rareOffers = 240

/** The most points of the town that is near. */
const mostNear = 20

/**
 * The first points of the town that is near: its station, its halls, its rooms, that handle the matter. Reads the
 * points of that town alone.
 */
const nearPoints = (query: StationQuery) => sql`SELECT sp.id FROM service_point sp
  WHERE sp.town_code = ${query.near ?? ''} AND ${all(conditions(query))}
  ORDER BY ${byKind}, sp.slug LIMIT ${mostNear}`
const byKind = sql`CASE sp.kind WHEN 'station' THEN 0 WHEN 'hall' THEN 1 ELSE 2 END`

/** Statement: the points of the town that is near, to stand before the first page; `listedPoints` leaves them out. */
export function nearRows(db: Db, query: StationQuery, moment: Moment) {
  return rows<ItemRow>(
    db,
    sql`SELECT ${itemOf(query, moment)}
      FROM (${nearPoints(query)}) p CROSS JOIN service_point sp ON sp.id = p.id
      LEFT JOIN town t ON t.code = sp.town_code ORDER BY ${byKind}, sp.slug`,
  )
}

/**
 * Statement: one more service point than a page, by slug, without words; for `walkedPage`. The narrowest choice is
 * walked: an area's stations, a town's points, a rare matter's offers, else a kind or all by slug.
 */
export function listedPoints(db: Db, query: StationQuery, moment: Moment) {
  const { town, area, street, kind, matter } = query
  const columns = itemOf(query, moment)
  const inTown = sql`LEFT JOIN town t ON t.code = sp.town_code`
  const apart = query.near ? [sql`+sp.id NOT IN (${nearPoints(query)})`] : []
  const meets = all([...conditions(query), ...apart])
  const beyond = sql`sp.slug > ${String(readCursor(query.cursor, 1)?.[0] ?? '')}`
  if (matter && !area && !town) {
    const walk = matterWalk(query, matter, meets, beyond)
    return rows<ItemRow & Walked>(
      db,
      sql`SELECT p.place AS place, p.hit AS hit, ${columns}
        FROM (${walk}) p CROSS JOIN service_point sp ON sp.id = p.id ${inTown} ORDER BY sp.slug`,
    )
  }
  const whole = (from: SQL, where: SQL) =>
    rows<ItemRow & Walked>(
      db,
      sql`SELECT 0 AS place, 1 AS hit, ${columns} FROM ${from} ${inTown}
        WHERE ${where} AND ${meets} ORDER BY sp.slug LIMIT ${query.limit + 1}`,
    )
  const points = sql`service_point sp`
  if (area) {
    const mine = sql`(SELECT DISTINCT * FROM (${answersFor(area, street)})) g`
    return whole(sql`${mine} CROSS JOIN ${points} ON sp.id = g.service_point_id`, sql`+${beyond}`)
  }
  if (town) return whole(points, sql`sp.town_code = ${town} AND ${beyond}`)
  return whole(points, kind ? sql`sp.kind = ${kind} AND ${beyond}` : beyond)
}

/**
 * Where a matter is handled: out of its offers where these are few, else met on a walk by slug, which ends after
 * `mostWalked` points and goes on from there. Only one of the two is read: the other's limit is 0.
 */
function matterWalk({ kind, limit }: StationQuery, matter: string, meets: SQL, beyond: SQL): SQL {
  const rare = sql`(SELECT rare FROM few)`
  const ofKind = kind ? sql`sp.kind = ${kind}` : sql`1`
  return sql`WITH few AS MATERIALIZED (SELECT count(*) <= ${rareOffers} AS rare FROM
      (SELECT 1 FROM matter_offer WHERE matter_code = ${matter} LIMIT ${rareOffers + 1}))
    SELECT * FROM (SELECT sp.id AS id, 0 AS place, 1 AS hit
      FROM matter_offer o CROSS JOIN service_point sp ON sp.id = o.service_point_id
      WHERE o.matter_code = ${matter} AND +${beyond} AND ${meets} ORDER BY sp.slug LIMIT ${limit + 1} * ${rare})
    UNION ALL SELECT * FROM (SELECT sp.id AS id, sp.place AS place, ${meets} AS hit
      FROM (SELECT id, kind, slug, town_code, row_number() OVER () AS place FROM
        (SELECT * FROM service_point sp WHERE ${ofKind} AND ${beyond} ORDER BY sp.slug LIMIT ${mostWalked} * NOT ${rare})) sp
      WHERE hit OR sp.place = ${mostWalked} LIMIT ${limit + 1})`
}
