import { mostAreas, type PartRow } from './areaQuery.ts'
import { type Asked, narrowed } from './narrow.ts'
import type { AreaAnswer, Part } from './schema.ts'
import { readWeek } from './week.ts'
import type { WeekDay } from './weekSchema.ts'

/**
 * Who answers for a place: the rows of jurisdictions gathered by area, narrowed to the street and the house number where
 * these were said, the same stretch of a point once.
 */
export function areaAnswers(rows: readonly PartRow[], asked: Asked): AreaAnswer[] {
  const weeks = new Map(rows.flatMap(({ slug, week }) => (week ? [[slug, readWeek(week)] as const] : [])))
  const areas = [...Map.groupBy(rows, ({ areaId }) => areaId)].slice(0, mostAreas)
  return areas.map(([id, all]) => {
    const own = narrowed(all, asked)
    const [row] = all as [PartRow, ...PartRow[]]
    const parts: Part[] = []
    for (const each of own.rows) addPart(parts, each, weeks)
    return {
      id,
      kind: row.areaKind,
      name: { zh: row.areaZh, en: row.areaEn },
      town: { code: row.townCode, name: { zh: row.townZh, en: row.townEn } },
      numberListed: own.listed,
      parts: parts.sort(byKind),
    }
  })
}

function addPart(parts: Part[], row: PartRow, weeks: ReadonlyMap<string, WeekDay[]>): void {
  const same = parts.find(
    (part) =>
      part.point.slug === row.slug &&
      (part.street?.zh ?? '') === row.streetZh &&
      part.fromNumber === row.fromNumber &&
      part.toNumber === row.toNumber &&
      part.parity === row.parity,
  )
  const part = same ?? {
    street: row.streetZh ? { zh: row.streetZh, en: row.streetEn } : null,
    fromNumber: row.fromNumber,
    toNumber: row.toNumber,
    parity: row.parity,
    point: {
      slug: row.slug,
      kind: row.kind,
      name: { zh: row.nameZh, en: row.nameEn },
      address: { zh: row.addressZh, en: row.addressEn },
      phone: row.phone,
      week: weeks.get(row.slug) ?? [],
    },
    officers: [],
  }
  if (!same) parts.push(part)
  if (row.officerZh && row.dutyPhone && !part.officers.some(({ name }) => name.zh === row.officerZh)) {
    part.officers.push({
      name: { zh: row.officerZh, en: row.officerEn ?? row.officerZh },
      badge: row.badge ?? '',
      dutyPhone: row.dutyPhone,
    })
  }
}

const order = { station: 0, hall: 1, room: 2 }
const byKind = (a: Part, b: Part) => order[a.point.kind] - order[b.point.kind]
