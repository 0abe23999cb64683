import type { Rule } from '../indicator.ts'
import { type ResultRow, scoreIndicator, Z } from './indicatorScore.ts'
import { type CellRow, weighed } from './sums.ts'

/*
 * The formula: from published cells to scores and bands, and nothing else. These files import nothing but each other, so that
 * `npm run recompute` and the Worker run the same lines over the same numbers in the same order.
 */

/** Which formula this is; a change of a single line in this folder is another one. */
export const FORMULA = '2'

/** The indicator without which there is no result of all together. */
const FIRST = 'satisfaction'

/** Points run from the one to the other. */
const LEAST = 0
const MOST = 100

/** One indicator in all together: a place's row of it, and what is usual in it; null where nobody has anything in it. */
interface Part {
  weight: number
  row: ResultRow & { sd: number }
  usual: number | null
}

/**
 * All together: every weighed indicator that anybody has something in, by the same weights for every place. Where a place has
 * too few of one, what is usual stands in, unsure by as much as places differ in it: who was not asked about something is
 * neither better nor worse for it. None without ratings. Made of points in hundredths, as they are published, so that everybody
 * can add it up.
 */
function together(station: string, parts: readonly Part[]): ResultRow {
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
  const counted = parts.flatMap(({ weight, row, usual }) =>
    weight > 0 && usual !== null ? [{ weight, row, usual }] : [],
  )
  const scored = counted.filter(({ row }) => row.score !== null)
  if (!scored.some(({ row }) => row.indicator === FIRST)) return none
  const all = counted.reduce((sum, { weight }) => sum + weight, 0)
  const score = weighed(counted.map(({ weight, row, usual }) => ({ weight, points: row.score ?? usual })))!
  const usual = weighed(counted.map(({ weight, usual: points }) => ({ weight, points })))!
  const variance = counted.reduce((sum, { weight, row }) => sum + ((weight / all) * row.sd) ** 2, 0)
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
 * is the number of indicators it has a score in) and one for each indicator in the order given. Points in hundredths. Cells of other
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
    const parts = scored.map(({ rule, rows }, i) => ({
      weight: rule.weight,
      row: rows.get(station)!,
      usual: usual[i]!.score,
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
