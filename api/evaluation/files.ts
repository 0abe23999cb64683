import type { CellRow } from './formula/sums.ts'
import { tableText } from './formula/table.ts'
import type { Indicator } from './indicator.ts'
import type { CellRecord, PlaceRow } from './query.ts'

/** The columns of cells.csv. */
export const cellColumns = [
  'period',
  'closed',
  'station',
  'indicator',
  'group',
  'from',
  'to',
  'topped',
  'n',
  'few',
  'correction',
] as const

/** The columns of indicators.csv: a row for each level of each indicator. */
export const indicatorColumns = [
  'code',
  'version',
  'from_period',
  'weight',
  'minimum',
  'k',
  'spread',
  'certainty',
  'name_zh',
  'name_en',
  'level',
  'points',
  'share',
  'level_zh',
  'level_en',
] as const

/** A cell as the formula takes it. */
export const cellOf = (cell: CellRecord): CellRow => ({
  station: cell.station,
  indicator: cell.indicator,
  group: cell.grp,
  from: cell.fromLevel,
  to: cell.toLevel,
  topped: cell.topped < 0 ? null : cell.topped,
  n: cell.n,
})

/** One order for the file, whoever writes it: the published columns, compared as text. */
const fileOrder = (a: string[], b: string[]) => {
  const at = a.findIndex((text, i) => text !== b[i])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}

/** cells.csv, byte for byte. */
export const cellText = (cells: readonly CellRecord[]): string =>
  tableText([
    cellColumns,
    ...cells
      .map((cell) => [
        cell.period,
        cell.closed,
        cell.station,
        cell.indicator,
        cell.grp,
        String(cell.fromLevel),
        String(cell.toLevel),
        cell.topped < 0 ? '' : String(cell.topped),
        String(cell.n),
        String(cell.few),
        cell.objection,
      ])
      .sort(fileOrder),
  ])

/** The columns of stations.csv. */
export const stationColumns = ['station', 'name_zh', 'name_en', 'kind'] as const

/** stations.csv: what the codes of the other files are called today. No part of any hash. */
export const stationText = (places: readonly PlaceRow[]): string =>
  tableText([stationColumns, ...places.map(({ slug, zh, en, kind }) => [slug, zh, en, kind])])

/** indicators.csv, byte for byte. */
export const indicatorText = (indicators: readonly Indicator[]): string =>
  tableText([
    indicatorColumns,
    ...indicators.flatMap((one) =>
      one.levels.map(({ level, points, share, name }) => [
        one.code,
        String(one.version),
        one.fromPeriod,
        String(one.weight),
        String(one.minimum),
        String(one.k),
        String(one.spread),
        one.certainty,
        one.name.zh,
        one.name.en,
        String(level),
        String(points),
        String(share),
        name.zh,
        name.en,
      ]),
    ),
  ])
