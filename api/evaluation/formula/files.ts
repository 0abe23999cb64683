import type { Rule } from '../indicator.ts'
import { evaluateWhole } from './evaluate.ts'
import type { CellRow } from './sums.ts'
import { tableRows, tableText } from './table.ts'

/** What stands for all indicators together, and for what is usual, in results.csv. */
export const allTogether = 'all'
export const usualRow = '*usual'

/** The columns of results.csv. */
export const resultColumns = ['station', 'indicator', 'n', 'mean', 'score', 'low', 'high', 'band'] as const

/** A row of results.csv before it is written: points as they are, or null. */
export type Line = [
  station: string,
  indicator: string,
  n: number,
  mean: number | null,
  score: number | null,
  low: number | null,
  high: number | null,
  band: string,
]

/** The stations that have a cell, in the order they are evaluated and listed in. */
export const stationsOf = (cells: readonly CellRow[]): string[] =>
  [...new Set(cells.map(({ station }) => station))].sort()

/** The rows of results.csv: each station with all together and every indicator, then what is usual. */
export function resultLines(rules: readonly Rule[], cells: readonly CellRow[]): Line[] {
  const { rows, usual } = evaluateWhole(rules, cells, stationsOf(cells))
  return [
    ...rows.map(
      ({ station, indicator, n, mean, score, low, high, band }): Line => [
        station,
        indicator || allTogether,
        n,
        mean,
        score,
        low,
        high,
        band,
      ],
    ),
    ...usual.map(({ indicator, n, score }): Line => [usualRow, indicator, n, null, score, null, null, '']),
  ]
}

const shown = (points: number | null) => (points === null ? '' : points.toFixed(2))

/** results.csv, byte for byte. */
export const resultText = (lines: readonly Line[]): string =>
  tableText([
    resultColumns,
    ...lines.map(([station, indicator, n, mean, score, low, high, band]) => [
      station,
      indicator,
      String(n),
      shown(mean),
      shown(score),
      shown(low),
      shown(high),
      band,
    ]),
  ])

/** The cells out of cells.csv. */
export const cellsIn = (text: string): CellRow[] =>
  tableRows(text).map((row) => ({
    station: row.station ?? '',
    indicator: row.indicator ?? '',
    group: row.group ?? '',
    from: Number(row.from),
    to: Number(row.to),
    topped: row.topped ? Number(row.topped) : null,
    n: Number(row.n),
  }))

/** What the formula needs of the indicators out of indicators.csv, which has a row for each level. */
export function rulesIn(text: string): Rule[] {
  const rules = new Map<string, Rule>()
  for (const row of tableRows(text)) {
    const code = row.code ?? ''
    const rule = rules.get(code) ?? {
      code,
      weight: Number(row.weight),
      minimum: Number(row.minimum),
      spread: Number(row.spread),
      levels: [],
    }
    rules.set(code, rule)
    rule.levels.push({
      level: Number(row.level),
      points: Number(row.points),
      share: Number(row.share),
      name: { zh: row.level_zh ?? '', en: row.level_en ?? '' },
    })
  }
  return [...rules.values()]
}

/** results.csv out of the two other files: all there is to recompute. */
export const recompute = (cells: string, indicators: string): string =>
  resultText(resultLines(rulesIn(indicators), cellsIn(cells)))
