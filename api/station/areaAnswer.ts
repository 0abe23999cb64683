import type { PartRow } from './areaQuery.ts'
import type { AreaAnswer, Part } from './schema.ts'

/** Villages and communities shown at most; a wider query is better answered by its stations. */
const mostAreas = 8

/** Which station is mine: the rows of jurisdictions, gathered by area, the same stretch of a point said once. */
export function areaAnswers(rows: readonly PartRow[]): AreaAnswer[] {
  const areas = new Map<string, AreaAnswer>()
  for (const row of rows) {
    const area = areas.get(row.areaId) ?? {
      id: row.areaId,
      kind: row.areaKind,
      name: { zh: row.areaZh, en: row.areaEn },
      town: { code: row.townCode, name: { zh: row.townZh, en: row.townEn } },
      parts: [],
    }
    areas.set(row.areaId, area)
    addPart(area.parts, row)
  }
  return [...areas.values()].slice(0, mostAreas).map((area) => ({ ...area, parts: area.parts.sort(byKind) }))
}

function addPart(parts: Part[], row: PartRow): void {
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
    },
    officers: [],
  }
  if (!same) parts.push(part)
  if (row.officerZh && row.dutyPhone && !part.officers.some(({ name }) => name.zh === row.officerZh)) {
    part.officers.push({
      name: { zh: row.officerZh, en: row.officerEn ?? row.officerZh },
      dutyPhone: row.dutyPhone,
    })
  }
}

const order = { station: 0, hall: 1, room: 2 }
const byKind = (a: Part, b: Part) => order[a.point.kind] - order[b.point.kind]
