import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import type { SearchDocument } from '../search/indexStatements.ts'
import { areaFields, rankOf, type Spelled, type SpelledArea, stationFields } from '../station/searchFields.ts'

export interface NameColumns {
  name_zh: string
  name_en: string
  pinyin: string
  initials: string
}

export interface PointColumns extends NameColumns {
  id: string
  code: string
  kind: 'station' | 'hall' | 'room'
  town_code: string | null
  address_zh: string
  address_en: string
}

/** An area beside one of those who answer for it; `point` is null where nobody does. */
export interface ServedArea extends NameColumns {
  area: string
  town: string
  point: string | null
  streetZh: string
  streetEn: string
  streetPinyin: string
  streetInitials: string
}

const areaColumns = sql.raw(`a.id AS area, a.town_code AS town, a.name_zh, a.name_en, a.pinyin, a.initials,
  j.service_point_id AS point, coalesce(j.street_zh, '') AS streetZh, coalesce(j.street_en, '') AS streetEn,
  coalesce(j.street_pinyin, '') AS streetPinyin, coalesce(j.street_initials, '') AS streetInitials`)

/** The areas these service points (ids) answer for, a row for each street. */
export function areasOf(db: Db, ids: readonly string[]) {
  return rows<ServedArea>(
    db,
    sql`SELECT ${areaColumns} FROM json_each(${JSON.stringify(ids)}) asked
      CROSS JOIN jurisdiction j ON j.service_point_id = asked.value
      CROSS JOIN area a ON a.id = j.area_id`,
  )
}

/** The areas of these towns, a row for each street of each. */
export function areasOfTowns(db: Db, codes: readonly string[]) {
  return rows<ServedArea>(
    db,
    sql`SELECT ${areaColumns} FROM json_each(${JSON.stringify(codes)}) asked
      CROSS JOIN area a ON a.town_code = asked.value
      LEFT JOIN jurisdiction j ON j.area_id = a.id`,
  )
}

/** Statement: the service points of these towns, whole. */
export function pointsOfTowns<T extends PointColumns>(db: Db, codes: readonly string[]) {
  return rows<T>(
    db,
    sql`SELECT sp.* FROM json_each(${JSON.stringify(codes)}) asked
      CROSS JOIN service_point sp ON sp.town_code = asked.value`,
  )
}

/** What these points are found by: their own words, their town's, and those of the areas they answer for. */
export function stationDocuments(
  points: readonly PointColumns[],
  towns: ReadonlyMap<string, NameColumns>,
  areas: readonly ServedArea[],
): SearchDocument[] {
  const served = Map.groupBy(areas, ({ point }) => point)
  return points.map((point) => {
    const town = point.town_code ? towns.get(point.town_code) : undefined
    const address = { zh: point.address_zh, en: point.address_en }
    return {
      doc: point.id,
      rank: rankOf(point.kind),
      fields: stationFields(
        { ...spelled(point), code: point.code, address },
        town ? [spelled(town)] : [],
        spelledAreas(served.get(point.id) ?? [], towns).map(({ spelling }) => spelling),
      ),
    }
  })
}

/** What these areas are found by. */
export function areaDocuments(
  towns: ReadonlyMap<string, NameColumns>,
  areas: readonly ServedArea[],
): SearchDocument[] {
  return spelledAreas(areas, towns).map(({ area, spelling }) => ({
    doc: area,
    rank: 0,
    fields: areaFields(spelling),
  }))
}

function spelledAreas(list: readonly ServedArea[], towns: ReadonlyMap<string, NameColumns>) {
  return [...Map.groupBy(list, ({ area }) => area)].flatMap(
    ([area, rows]): { area: string; spelling: SpelledArea }[] => {
      const [first] = rows
      const town = first && towns.get(first.town)
      if (!first || !town) return []
      const streets = rows
        .filter(({ streetZh }) => streetZh)
        .map(({ streetZh, streetEn, streetPinyin, streetInitials }) => ({
          name: { zh: streetZh, en: streetEn },
          pinyin: streetPinyin,
          initials: streetInitials,
        }))
      return [{ area, spelling: { ...spelled(first), town: spelled(town), streets } }]
    },
  )
}

function spelled({ name_zh, name_en, pinyin, initials }: NameColumns): Spelled {
  return { name: { zh: name_zh, en: name_en }, pinyin, initials }
}
