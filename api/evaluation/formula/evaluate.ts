import type { Rule } from '../indicator.ts'
import { type ResultRow, scoreIndicator, Z } from './indicatorScore.ts'
import type { CellRow } from './sums.ts'

/*
 * The formula: from published cells to scores and bands, and nothing else. These files import nothing but each other, so that
 * `npm run recompute` and the Worker run the same lines over the same numbers in the same order.
 */

/** Which formula this is; a change of a single line in this folder is another one. */
export const FORMULA = '1'

/** The indicator without which there is no result of all together. */
const FIRST = 'satisfaction'

/** Points run from the one to the other. */
const LEAST = 0
const MOST = 100

/** The share of 1 that an indicator has of all together. */
interface Part {
  weight: number
  row: ResultRow & { sd: number }
  usual: number
}

/** All together: the indicators a place has enough events of, by their weights; none without ratings. */
function together(station: string, parts: readonly Part[]): ResultRow {
  const scored = parts.filter(({ row, weight }) => row.score !== null && weight > 0)
  const none: ResultRow = {
    station,
    indicator: '',
    n: 0,
    mean: null,
    score: null,
    low: null,
    high: null,
    band: '',
  }
  if (!scored.some(({ row }) => row.indicator === FIRST)) return none
  const all = scored.reduce((sum, { weight }) => sum + weight, 0)
  let [score, usual, variance] = [0, 0, 0]
  for (const { weight, row, usual: expected } of scored) {
    score += (weight / all) * row.score!
    usual += (weight / all) * expected
    variance += ((weight / all) * row.sd) ** 2
  }
  const reach = Z * Math.sqrt(variance)
  return {
    station,
    indicator: '',
    n: scored.length,
    mean: null,
    score,
    low: Math.max(LEAST, score - reach),
    high: Math.min(MOST, score + reach),
    band: score - reach > usual ? 'A' : score + reach < usual ? 'C' : 'B',
  }
}

/** Points to hundredths: what is stored and published. */
const hundredths = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100)

/**
 * The results of a period out of its published cells: for each station in the order given, the row of all together (its `n`
 * is the number of indicators in it) and one for each indicator in the order given. Points in hundredths. Cells of other
 * stations and indicators count nowhere.
 */
export const evaluate = (
  rules: readonly Rule[],
  cells: readonly CellRow[],
  stations: readonly string[],
): ResultRow[] => evaluateWhole(rules, cells, stations).rows

/** What is usual in an indicator: events in all cells, and points in hundredths; null where there are none. */
export interface Usual {
  indicator: string
  n: number
  score: number | null
}

/** The same, with what is usual in each indicator. */
export function evaluateWhole(
  rules: readonly Rule[],
  cells: readonly CellRow[],
  stations: readonly string[],
): { rows: ResultRow[]; usual: Usual[] } {
  const sorted = [...cells].sort(byName)
  const scored = rules.map((rule) => ({
    rule,
    ...scoreIndicator(
      rule,
      sorted.filter(({ indicator }) => indicator === rule.code),
      stations,
    ),
  }))
  const usual = scored.map(({ rule, rows, usual: points }) => {
    const n = [...rows.values()].reduce((sum, row) => sum + row.n, 0)
    return { indicator: rule.code, n, score: n > 0 ? hundredths(points) : null }
  })
  const rows = stations.flatMap((station) => {
    const parts = scored.map(({ rule, rows, usual }) => ({
      weight: rule.weight,
      row: rows.get(station)!,
      usual,
    }))
    return [together(station, parts), ...parts.map(({ row }) => row)].map((row) => ({
      station: row.station,
      indicator: row.indicator,
      n: row.n,
      mean: hundredths(row.mean),
      score: hundredths(row.score),
      low: hundredths(row.low),
      high: hundredths(row.high),
      band: row.band,
    }))
  })
  return { rows, usual }
}

/** One order for all, so that sums are added up alike whoever recomputes them. */
function byName(a: CellRow, b: CellRow): number {
  const [x, y] = [keyOf(a), keyOf(b)]
  return x < y ? -1 : x > y ? 1 : a.n - b.n
}
const keyOf = ({ station, indicator, group, from, to, topped }: CellRow) =>
  [station, indicator, group, from, to, topped ?? ''].join('\n')
