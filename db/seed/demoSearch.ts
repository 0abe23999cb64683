import type { SearchDocument } from '../../api/search/indexStatements.ts'
import { areaFields, rankOf, type SpelledArea, stationFields } from '../../api/station/searchFields.ts'
import type { DemoArea, DemoBureau } from './demo/types.ts'
import { areaSpelling, pointId, townSpelling } from './demoRows.ts'
import { spellingOf } from './spelling.ts'

/** What the demo bureau's service points and areas are found by. */
export function demoDocuments(bureau: DemoBureau): { station: SearchDocument[]; area: SearchDocument[] } {
  const towns = new Map(bureau.towns.map((town) => [town.code, { name: town.name, ...townSpelling(town) }]))
  const spelledArea = (area: DemoArea, streetsOf?: string): SpelledArea[] => {
    const town = towns.get(area.townCode)
    const rows = bureau.jurisdictions.filter(
      (row) => row.areaCode === area.code && (!streetsOf || row.pointSlug === streetsOf),
    )
    const streets = rows.flatMap(({ street }) => (street ? [{ name: street, ...spellingOf(street.zh) }] : []))
    return town ? [{ name: area.name, ...areaSpelling(area), town, streets }] : []
  }
  const areas = new Map(bureau.areas.map((area) => [area.code, area]))
  return {
    station: bureau.points.map((point) => {
      const town = towns.get(point.townCode)
      const served = bureau.jurisdictions
        .filter((row) => row.pointSlug === point.slug)
        .flatMap((row) => areas.get(row.areaCode) ?? [])
      return {
        doc: pointId(point.slug),
        rank: rankOf(point.kind),
        fields: stationFields(
          { ...point, ...spellingOf(point.name.zh) },
          town ? [town] : [],
          served.flatMap((area) => spelledArea(area, point.slug)),
        ),
      }
    }),
    area: bureau.areas.flatMap((area) =>
      spelledArea(area).map((spelled) => ({ doc: area.code, rank: 0, fields: areaFields(spelled) })),
    ),
  }
}
