import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { foundPage, walkedPage } from '../search/find.ts'
import { cursorOf } from '../shared/cursor.ts'
import type { Text } from '../shared/text.ts'
import { areaAnswers } from './areaAnswer.ts'
import { foundAreas, mostParts, oneArea, type PartRow } from './areaQuery.ts'
import { addressed } from './houseNumber.ts'
import { foundPoints, type ItemRow, listedPoints, nearRows } from './listQuery.ts'
import type { Asked } from './narrow.ts'
import type { AreaAnswer, StationItem, StationList, StationQuery } from './schema.ts'
import { type TownRow, townOf, townRows } from './towns.ts'
import { readWeek } from './week.ts'

/** Towns a choice can hold; a bureau with more is searched by words. */
const mostTowns = 100

/**
 * The service points of the bureau: all, narrowed, or found by words; with words (or `area`) also the villages
 * and communities they name, each with who answers for it. A last area that may be cut short is left out. The
 * points of the town that is near stand before the first page.
 */
export async function listStations({ ctx, input }: { ctx: Ctx; input: StationQuery }): Promise<StationList> {
  const { db, clock } = ctx
  const now = clock.now()
  const moment = { today: dayOf(now), now }
  const { words: q, number } = addressed(input.q ?? '')
  const asked = { words: q, number: input.number ?? number }
  const first = !input.cursor
  const none = sql`SELECT 1 WHERE 0`
  const towns = input.with ? townRows(db, mostTowns + 1, null) : rows<TownRow>(db, none)
  const noAreas = rows<PartRow>(db, none)
  if (q) {
    const areas = first ? foundAreas(db, q) : noAreas
    const [found, ...beside] = await db.batch([foundPoints(db, input, q, moment), areas, towns])
    return answer(input, asked, foundPage(found, input.limit), ...beside)
  }
  const area = first && input.area ? oneArea(db, input.area, input.street) : noAreas
  const near = first && input.near ? nearRows(db, input, moment) : rows<ItemRow>(db, none)
  const [listed, parts, townList, nearby] = await db.batch([
    listedPoints(db, input, moment),
    area,
    towns,
    near,
  ])
  const page = walkedPage(listed, input.limit, ({ slug }) => [slug])
  return answer(input, asked, page, parts, townList, nearby)
}

function answer(
  input: StationQuery,
  asked: Asked,
  { items, nextCursor }: { items: ItemRow[]; nextCursor: string | null },
  parts: PartRow[],
  towns: TownRow[],
  near: ItemRow[] = [],
): StationList {
  const whole = parts.length > mostParts ? parts.filter((row) => row.areaId !== parts.at(-1)?.areaId) : parts
  const areas = areaAnswers(
    whole.filter(({ hit }) => hit),
    asked,
  )
  const lastTown = towns.length > mostTowns ? towns[mostTowns - 1] : undefined
  return {
    items: [
      ...near.map((row) => ({ ...itemOf(row, areas), near: true as const })),
      ...items.map((row) => itemOf(row, areas)),
    ],
    nextCursor,
    areas,
    ...(input.with && {
      towns: towns.slice(0, mostTowns).map(townOf),
      townsCursor: lastTown ? cursorOf([lastTown.sort, lastTown.code]) : null,
    }),
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
    ...offerOf(row),
    ...roomOf(row),
  }
}

/** Of a list of community rooms: the days on which somebody is there, and who. */
function roomOf({ week, officers }: ItemRow): Pick<StationItem, 'room'> {
  if (!week || !officers) return {}
  return { room: { week: readWeek(week), officers: JSON.parse(officers) as Text[] } }
}

function offerOf({ offer }: ItemRow): Pick<StationItem, 'audience' | 'nextFree'> {
  if (!offer) return {}
  const [audience, startsAt] = JSON.parse(offer) as [StationItem['audience'], number | null]
  return { audience, nextFree: startsAt ? { day: dayOf(startsAt), startsAt: toIso(startsAt) } : null }
}
