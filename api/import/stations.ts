import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { spellingOf } from '../../db/seed/spelling.ts'
import { dayOf } from '../calendar/day.ts'
import { indexStatements } from '../search/indexStatements.ts'
import { compare, stored, upsertAll } from './changes.ts'
import { type Row, readRows } from './columns.ts'
import type { Fault } from './fault.ts'
import { type ImportInput, noPlan, type Plan } from './plan.ts'
import { stationColumns } from './stationColumns.ts'
import { defaultStatements } from './stationDefaults.ts'
import { areasOf, type NameColumns, type PointColumns, stationDocuments } from './stationSearch.ts'
import { freeSlug } from './stationSlug.ts'
import { capital } from './townName.ts'
import { twice } from './twice.ts'

type StationRow = Row<typeof stationColumns>

/** A row of service_point as it is stored. */
type StoredPoint = PointColumns & {
  slug: string
  parent_id: string | null
  directions_zh: string
  directions_en: string
  phone: string
  duty_line_24h: number
  step_free: number
  opens_on_holidays: number
}

interface Known {
  id: string
  code: string
  kind: string
  slug: string
}

/** Brings stations, halls and community rooms up to date by their code; new ones get a page of their own. */
export async function planStations({ ctx, bytes, area, defaults }: ImportInput): Promise<Plan> {
  const read = readRows(bytes, stationColumns)
  const { faults, notes } = read
  const list = area ? read.rows.filter(({ code }) => code.startsWith(area)) : read.rows
  faults.push(...twice(list, 'code', ({ code }) => code), ...twice(list, 'slug', ({ slug }) => slug))
  const [known, before, towns, catalogue] = await ctx.db.batch([
    rows<Known>(ctx.db, sql`SELECT id, code, kind, slug FROM service_point`),
    stored<StoredPoint>(
      ctx.db,
      'service_point',
      'code',
      list.map(({ code }) => code),
    ),
    rows<NameColumns & { code: string }>(
      ctx.db,
      sql`SELECT code, name_zh, name_en, pinyin, initials FROM town`,
    ),
    rows<{ code: string }>(ctx.db, sql`SELECT code FROM matter LIMIT 1`),
  ])
  if (area && list.length === 0 && faults.length === 0)
    faults.push({ line: 0, column: 'code', code: 'no-row-of-area', about: { area } })
  if (defaults && catalogue.length === 0) faults.push({ line: 0, column: '', code: 'no-catalogue' })
  const townOf = new Map(towns.map((town) => [town.code, town]))
  faults.push(...referenceFaults(list, known, townOf))
  if (faults.length) return noPlan(faults, notes)

  const old = new Map(before.map((row) => [row.code, row]))
  const ids = new Map(known.map(({ code, id }) => [code, id]))
  const slugs = new Set([...known.map(({ slug }) => slug), ...list.flatMap(({ slug }) => slug ?? [])])
  const now = ctx.clock.now()
  const idOf = (code: string) => ids.get(code) ?? `sp_${code}`
  const wanted = list.map((row) => pointRow(row, old.get(row.code), idOf, slugs, now))
  const points = compare(wanted, old, ({ code }) => code, ['created_at', 'updated_at'])
  const [areas] = await ctx.db.batch([
    areasOf(
      ctx.db,
      points.write.map(({ id }) => id),
    ),
  ])
  const stations = wanted.filter(({ kind }) => kind === 'station').map(({ id }) => id)
  return {
    faults,
    notes,
    tallies: { service_point: points.tally },
    statements: [
      // Those others belong to come first.
      ...upsertAll(
        ctx.db,
        'service_point',
        'code',
        points.write.sort((a, b) => depth(a) - depth(b)),
        ['id', 'created_at'],
      ),
      ...(defaults ? defaultStatements(ctx.db, stations, dayOf(now)) : []),
      ...indexStatements(ctx.db, 'station', stationDocuments(points.write, townOf, areas)),
    ],
  }
}

const depth = (row: { kind: string; parent_id: string | null }) =>
  row.parent_id === null ? 0 : row.kind === 'room' ? 2 : 1

function referenceFaults(
  list: readonly StationRow[],
  known: readonly Known[],
  towns: ReadonlyMap<string, object>,
) {
  const kinds = new Map([...known, ...list].map(({ code, kind }) => [code, kind]))
  const holders = new Map(known.map(({ slug, code }) => [slug, code]))
  return list.flatMap(({ line, code, slug, townCode, parentCode }) => {
    const found: Fault[] = []
    if (townCode && !towns.has(townCode))
      found.push({ line, column: 'townCode', code: 'unknown-town', found: townCode })
    if (parentCode === code) found.push({ line, column: 'parentCode', code: 'own-parent' })
    else if (parentCode && !kinds.has(parentCode))
      found.push({ line, column: 'parentCode', code: 'unknown-station', found: parentCode })
    else if (parentCode && kinds.get(parentCode) === 'room')
      found.push({ line, column: 'parentCode', code: 'room-parent', found: parentCode })
    const holder = slug ? holders.get(slug) : undefined
    if (slug && holder !== undefined && holder !== code)
      found.push({ line, column: 'slug', code: 'slug-taken', about: { code: holder }, found: slug })
    return found
  })
}

/** What the file says; what it has no column for stays as stored, or begins empty. */
function pointRow(
  row: StationRow,
  old: StoredPoint | undefined,
  idOf: (code: string) => string,
  slugs: Set<string>,
  now: number,
) {
  const stays = old?.name_zh === row.name
  const spelling = stays ? old : spellingOf(row.name)
  return {
    id: idOf(row.code),
    slug: row.slug || (old?.slug ?? newSlug(row, slugs)),
    code: row.code,
    kind: row.kind,
    parent_id:
      row.parentCode === undefined ? (old?.parent_id ?? null) : row.parentCode ? idOf(row.parentCode) : null,
    town_code: row.townCode === undefined ? (old?.town_code ?? null) : row.townCode || null,
    name_zh: row.name,
    name_en: (row.nameEn ?? (stays ? old.name_en : '')) || englishName(row),
    pinyin: spelling.pinyin,
    initials: spelling.initials,
    address_zh: row.address,
    address_en: row.addressEn ?? (old?.address_zh === row.address ? old.address_en : ''),
    directions_zh: row.directions ?? old?.directions_zh ?? '',
    directions_en: row.directionsEn ?? old?.directions_en ?? '',
    phone: row.phone,
    duty_line_24h: row.dutyLine24h ?? Boolean(old?.duty_line_24h),
    step_free: row.stepFree ?? Boolean(old?.step_free),
    opens_on_holidays: row.opensOnHolidays ?? Boolean(old?.opens_on_holidays),
    created_at: now,
    updated_at: now,
  }
}

/** What a name says before its kind: 南桥派出所 is nanqiao. */
function bare(name: string): string {
  return spellingOf(
    name
      .replace(/^.*(公安局|分局)(?=.{3,})/u, '')
      .replace(/(派出所|社区警务室|警务室|办事大厅|服务大厅|大厅)$/u, '') || name,
  ).pinyin
}

const newSlug = ({ name, kind, code }: StationRow, slugs: Set<string>) => {
  const short = bare(name)
  const own = kind === 'station' || !short ? short : `${short}-${kind}`
  return freeSlug([own, `${own}-${code.slice(0, 6)}`, `${own}-${code}`], slugs)
}

const kindNames = { station: 'Police Station', hall: 'Service Hall', room: 'Community Police Room' }

const englishName = ({ name, kind }: StationRow) => `${capital(bare(name)) || name} ${kindNames[kind]}`
