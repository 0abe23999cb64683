import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import { indexStatements } from '../search/indexStatements.ts'
import { digits, words } from './cells.ts'
import { compare, stored, upsertAll } from './changes.ts'
import { needed, optional, type Row, readRows } from './columns.ts'
import { bad, good } from './fault.ts'
import { type KnownPoint, madeStations, type NamedTown } from './madeStations.ts'
import { type ImportInput, noPlan, type Plan } from './plan.ts'
import { defaultStatements } from './stationDefaults.ts'
import {
  areaDocuments,
  areasOf,
  areasOfTowns,
  type NameColumns,
  type PointColumns,
  pointsOfTowns,
  stationDocuments,
} from './stationSearch.ts'
import { townNameEn, townSpelling } from './townName.ts'
import { twice } from './twice.ts'

/** Nine digits; the statistical twelve that end in 000 are the same town. */
export function townCode(cell: string) {
  const long = digits(12)(cell)
  if (!long.ok) return digits(9)(cell)
  return long.value.endsWith('000') ? good(long.value.slice(0, 9)) : bad('digits', { count: 9 })
}

export const townColumns = {
  code: needed(
    ['code', '行政区划代码', '代码', '区划代码', '乡镇代码', '乡镇街道代码', 'townCode'],
    townCode,
  ),
  name: needed(['name', '名称', '乡镇名称', '乡镇街道', '乡镇街道名称', 'townName'], words(60)),
  nameEn: optional(['nameEn', '英文名称', '英文名', 'englishName'], words(120), ''),
  pinyin: optional(['pinyin', '拼音'], words(200), ''),
}

const ignored = [
  'areaCode',
  'provinceCode',
  'cityCode',
  '区县代码',
  '县级代码',
  '省级代码',
  '市级代码',
  '省代码',
  '市代码',
]

type TownRow = Record<keyof NameColumns | 'code', string>

/** Brings the towns up to date by their code; makes stations for those without one where asked. */
export async function planTowns({
  ctx,
  bytes,
  area,
  makeStations,
  atOnce = 5_000,
  progress,
}: ImportInput): Promise<Plan> {
  const read = readRows(bytes, townColumns, ignored)
  const { faults, notes } = read
  const list = area ? read.rows.filter(({ code }) => code.startsWith(area)) : read.rows
  faults.push(...twice(list, 'code', ({ code }) => code))
  if (area && list.length === 0 && faults.length === 0)
    faults.push({ line: 0, column: 'code', code: 'no-row-of-area', about: { area } })
  const [before, known, catalogue] = await ctx.db.batch([
    stored<TownRow>(
      ctx.db,
      'town',
      'code',
      list.map(({ code }) => code),
    ),
    rows<KnownPoint>(ctx.db, sql`SELECT slug, code, kind, town_code AS townCode FROM service_point`),
    rows<{ code: string }>(ctx.db, sql`SELECT code FROM matter LIMIT 1`),
  ])
  if (makeStations && catalogue.length === 0) faults.push({ line: 0, column: '', code: 'no-catalogue' })
  if (faults.length) return noPlan(faults, notes)

  const old = new Map(before.map((row) => [row.code, row]))
  const wanted = list.map((row, i) => {
    if (i % 5000 === 0) progress?.({ zh: '核对', en: 'checking' }, i, list.length)
    return townRow(row, old.get(row.code))
  })
  const towns = compare(wanted, old, ({ code }) => code)
  const made = makeStations
    ? madeStations(
        list.map((row, i) => named(row, wanted[i]?.pinyin)),
        known,
        ctx.clock.now(),
      )
    : []
  const renamed = towns.write.flatMap(({ code }) => (old.has(code) ? [code] : []))
  const byCode = new Map(wanted.map((row) => [row.code, row]))
  const documents = await documentsOf(ctx, renamed, byCode)
  const together = (stations: typeof made) => [
    ...upsertAll(ctx.db, 'service_point', 'id', stations),
    ...defaultStatements(
      ctx.db,
      stations.map(({ id }) => id),
      dayOf(ctx.clock.now()),
    ),
    ...indexStatements(ctx.db, 'station', stationDocuments(stations, byCode, [])),
  ]
  const parts = Array.from({ length: Math.ceil(made.length / atOnce) }, (_, i) =>
    made.slice(i * atOnce, (i + 1) * atOnce),
  )
  const first = parts[0] ?? []
  const later = parts.slice(1).map((part) => ({
    statements: () => together(part),
    tallies: { service_point: { new: part.length, changed: 0, same: 0 } },
  }))
  return {
    faults,
    notes,
    tallies: {
      town: towns.tally,
      ...(makeStations && {
        service_point: { new: made.length, changed: 0, same: list.length - made.length },
      }),
    },
    statements: [
      ...upsertAll(ctx.db, 'town', 'code', towns.write),
      ...indexStatements(ctx.db, 'station', documents.station),
      ...indexStatements(ctx.db, 'area', documents.area),
      ...together(first),
    ],
    later,
  }
}

/** A name that is new gets a new spelling; columns the file does not have stay as they are. */
function townRow(row: Row<typeof townColumns>, old: TownRow | undefined): TownRow {
  const { code, name, nameEn, pinyin } = row
  const stays = old?.name_zh === name
  const spelling = stays && pinyin === undefined ? old : townSpelling(name, pinyin ?? '')
  const english = nameEn ?? (stays ? old.name_en : '')
  return {
    code,
    name_zh: name,
    name_en: english || townNameEn(name, pinyin ?? ''),
    pinyin: spelling.pinyin,
    initials: spelling.initials,
  }
}

function named({ code, name, pinyin = '' }: Row<typeof townColumns>, spelled = ''): NamedTown {
  return { code, name, said: pinyin, pinyin: spelled }
}

/** Stations and areas are found by their town's name too, so they are written again when it changes. */
async function documentsOf(
  ctx: ImportInput['ctx'],
  codes: string[],
  wanted: ReadonlyMap<string, NameColumns>,
) {
  if (codes.length === 0) return { station: [], area: [] }
  const [points, inTowns, all] = await ctx.db.batch([
    pointsOfTowns<PointColumns>(ctx.db, codes),
    areasOfTowns(ctx.db, codes),
    rows<TownRow>(ctx.db, sql`SELECT code, name_zh, name_en, pinyin, initials FROM town`),
  ])
  const towns = new Map([...all.map((row) => [row.code, row] as const), ...wanted])
  const [served] = await ctx.db.batch([
    areasOf(
      ctx.db,
      points.map(({ id }) => id),
    ),
  ])
  return { station: stationDocuments(points, towns, served), area: areaDocuments(towns, inTowns) }
}
