import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import { searchSql } from '../search/find.ts'
import { normal, wordsOf } from '../search/grams.ts'

/** Condition: row j of jurisdiction is of the whole area, or of a street that holds these words, as people type them. */
export function ofStreet(street: string | undefined): SQL {
  const word = street ? normal(street) : ''
  return sql`(${word} = '' OR j.street_zh = '' OR instr(lower(replace(j.street_zh, ' ', '')), ${word}) > 0
    OR instr(lower(replace(replace(j.street_en, ' ', ''), '-', '')), ${word}) > 0
    OR instr(j.street_pinyin || ' ' || j.street_initials, ${word}) > 0)`
}

export interface PartRow {
  areaId: string
  areaKind: 'village' | 'community'
  areaZh: string
  areaEn: string
  townCode: string
  townZh: string
  townEn: string
  streetZh: string
  streetEn: string
  fromNumber: number | null
  toNumber: number | null
  parity: 'odd' | 'even' | null
  slug: string
  kind: 'hall' | 'station' | 'room'
  nameZh: string
  nameEn: string
  addressZh: string
  addressEn: string
  phone: string
  officerZh: string | null
  officerEn: string | null
  dutyPhone: string | null
  badge: string | null
  streetPinyin: string
  streetInitials: string
  /** JSON of the usual week (`weekOf`), on the first row of each service point alone: the others would read it again. */
  week: string | null
  /** 0 on the row at which the search stopped. */
  hit: 0 | 1
}

/** Scalar: the usual week of a service point as one JSON text. */
export const weekOf = (
  point: SQL,
) => sql`(SELECT json_group_array(json_array(weekday, opens, closes, counter_group))
  FROM opening_hours WHERE service_point_id = ${point})`

const partColumns = sql`a.id AS areaId, a.kind AS areaKind, a.name_zh AS areaZh, a.name_en AS areaEn,
  t.code AS townCode, t.name_zh AS townZh, t.name_en AS townEn, j.street_zh AS streetZh, j.street_en AS streetEn,
  j.from_number AS fromNumber, j.to_number AS toNumber, j.parity AS parity, sp.slug AS slug, sp.kind AS kind,
  sp.name_zh AS nameZh, sp.name_en AS nameEn, sp.address_zh AS addressZh, sp.address_en AS addressEn,
  sp.phone AS phone, o.name_zh AS officerZh, o.name_en AS officerEn, o.duty_phone AS dutyPhone, o.badge AS badge,
  j.street_pinyin AS streetPinyin, j.street_initials AS streetInitials, sp.id AS pointId, j.rowid AS line`

const partJoins = sql`LEFT JOIN town t ON t.code = a.town_code
  LEFT JOIN jurisdiction j ON j.area_id = a.id
  LEFT JOIN service_point sp ON sp.id = j.service_point_id
  LEFT JOIN officer o ON o.id = j.officer_id`

/** Villages and communities shown at most; a wider query is better answered by its stations. */
export const mostAreas = 8

/** The same rows in their order, the first of each service point with its week, as far as areas are shown. */
const withWeeks = (query: SQL) => sql`
  SELECT only.*, CASE WHEN dense_rank() OVER (ORDER BY only.place) <= ${mostAreas}
      AND row_number() OVER (PARTITION BY only.pointId ORDER BY only.place, only.line) = 1
    THEN ${weekOf(sql`only.pointId`)} END AS week
  FROM (${query}) only ORDER BY only.place, only.line`

/** Rows of villages and communities at most: enough for eight that are each split in several streets. */
export const mostParts = 60

/**
 * Statement: the villages and communities the words name, with who answers for each. A town's name alone names
 * none of its villages.
 */
export function foundAreas(db: Db, q: string) {
  const own = sql`lower(a.name_zh || a.pinyin || ' ' || a.initials || ' ' || replace(a.name_en, ' ', '') || ' ' || j.street_zh)`
  const townsOnly = sql`lower(t.name_zh || ' ' || t.pinyin || ' ' || t.initials || ' ' || replace(t.name_en, ' ', ''))`
  const named = wordsOf(q).map((word) => sql`instr(${own}, ${word}) > 0 OR instr(${townsOnly}, ${word}) = 0`)
  const found = searchSql({
    scope: 'area',
    query: q,
    limit: mostParts,
    columns: sql`, ${partColumns}`,
    joins: sql`LEFT JOIN area a ON a.id = p.doc ${partJoins}`,
    where: sql`j.id IS NOT NULL AND (${sql.join(named.length ? named : [sql`0`], sql` OR `)})`,
  })
  return rows<PartRow>(db, withWeeks(found))
}

/** Statement: one village or community, with who answers for it. */
export function oneArea(db: Db, id: string, street: string | undefined) {
  return rows<PartRow>(
    db,
    withWeeks(sql`SELECT ${partColumns}, 1 AS hit, 0 AS place FROM area a ${partJoins}
      WHERE a.id = ${id} AND j.id IS NOT NULL
        AND ${ofStreet(street)}
      ORDER BY j.id LIMIT ${mostParts}`),
  )
}
