import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import { searchStatement } from '../search/find.ts'
import { normal, wordsOf } from '../search/grams.ts'

/** Condition: row j of jurisdiction is of the whole area, or of a street that holds these words, as people type them. */
export function ofStreet(street: string | undefined): SQL {
  const word = street ? normal(street) : ''
  return sql`(${word} = '' OR j.street_zh = '' OR instr(lower(replace(j.street_zh, ' ', '')), ${word}) > 0
    OR instr(lower(replace(replace(j.street_en, ' ', ''), '-', '')), ${word}) > 0)`
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
  /** 0 on the row at which the search stopped. */
  hit: 0 | 1
}

const partColumns = sql`a.id AS areaId, a.kind AS areaKind, a.name_zh AS areaZh, a.name_en AS areaEn,
  t.code AS townCode, t.name_zh AS townZh, t.name_en AS townEn, j.street_zh AS streetZh, j.street_en AS streetEn,
  j.from_number AS fromNumber, j.to_number AS toNumber, j.parity AS parity, sp.slug AS slug, sp.kind AS kind,
  sp.name_zh AS nameZh, sp.name_en AS nameEn, sp.address_zh AS addressZh, sp.address_en AS addressEn,
  sp.phone AS phone, o.name_zh AS officerZh, o.name_en AS officerEn, o.duty_phone AS dutyPhone`

const partJoins = sql`LEFT JOIN town t ON t.code = a.town_code
  LEFT JOIN jurisdiction j ON j.area_id = a.id
  LEFT JOIN service_point sp ON sp.id = j.service_point_id
  LEFT JOIN officer o ON o.id = j.officer_id`

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
  return searchStatement<PartRow>(db, {
    scope: 'area',
    query: q,
    limit: mostParts,
    columns: sql`, ${partColumns}`,
    joins: sql`LEFT JOIN area a ON a.id = p.doc ${partJoins}`,
    where: sql`j.id IS NOT NULL AND (${sql.join(named.length ? named : [sql`0`], sql` OR `)})`,
  })
}

/** Statement: one village or community, with who answers for it. */
export function oneArea(db: Db, id: string, street: string | undefined) {
  return rows<PartRow>(
    db,
    sql`SELECT ${partColumns}, 1 AS hit FROM area a ${partJoins}
      WHERE a.id = ${id} AND j.id IS NOT NULL
        AND ${ofStreet(street)}
      ORDER BY j.id LIMIT ${mostParts}`,
  )
}
