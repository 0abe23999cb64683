import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { foundPage } from '../search/find.ts'
import { cursorOf } from '../shared/cursor.ts'
import { areaAnswers } from './areaAnswer.ts'
import {
  foundAreas,
  foundPoints,
  type ItemRow,
  listedPoints,
  mostParts,
  oneArea,
  type PartRow,
} from './listQuery.ts'
import type { AreaAnswer, StationItem, StationList, StationQuery } from './schema.ts'
import { type TownRow, townOf, townRows } from './towns.ts'

/**
 * The service points of the bureau: all, narrowed, or found by words; with words (or `area`) also the villages
 * and communities they name, each with who answers for it. A last area that may be cut short is left out.
 */
export async function listStations({ ctx, input }: { ctx: Ctx; input: StationQuery }): Promise<StationList> {
  const { db } = ctx
  const q = input.q?.trim() ?? ''
  const asksArea = !input.cursor
  const townStatement = input.with ? townRows(db, 100, null) : rows<TownRow>(db, sql`SELECT 1 WHERE 0`)
  const noAreas = rows<PartRow>(db, sql`SELECT 1 WHERE 0`)
  if (q) {
    const areas = asksArea ? foundAreas(db, q) : noAreas
    const [found, parts, towns] = await db.batch([foundPoints(db, input, q), areas, townStatement])
    const page = foundPage(found, input.limit)
    return answer(input, page.items, page.nextCursor, parts, towns)
  }
  const area = asksArea && input.area ? oneArea(db, input.area, input.street) : noAreas
  const [listed, parts, towns] = await db.batch([listedPoints(db, input), area, townStatement])
  const items = listed.slice(0, input.limit)
  const last = listed.length > input.limit ? items.at(-1) : undefined
  return answer(input, items, last ? cursorOf([last.slug]) : null, parts, towns)
}

function answer(
  input: StationQuery,
  items: ItemRow[],
  nextCursor: string | null,
  parts: PartRow[],
  towns: TownRow[],
): StationList {
  const whole = parts.length > mostParts ? parts.filter((row) => row.areaId !== parts.at(-1)?.areaId) : parts
  const areas = areaAnswers(whole.filter((row) => row.areaId !== null && row.slug !== null))
  return {
    items: items.map((row) => itemOf(row, areas)),
    nextCursor,
    areas,
    ...(input.with && { towns: towns.map(townOf) }),
  }
}

function itemOf(row: ItemRow, areas: readonly AreaAnswer[]): StationItem {
  const matched = areas.find(({ parts }) => parts.some(({ point }) => point.slug === row.slug))
  return {
    slug: row.slug,
    code: row.code,
    kind: row.kind,
    name: { zh: row.nameZh, en: row.nameEn },
    address: { zh: row.addressZh, en: row.addressEn },
    phone: row.phone,
    dutyLineAllDay: row.allDay === 1,
    stepFree: row.stepFree === 1,
    town: row.townCode ? { code: row.townCode, name: { zh: row.townZh ?? '', en: row.townEn ?? '' } } : null,
    matchedArea: matched?.name ?? null,
  }
}
