import type { ResultRow } from '../../../api/evaluation/formula/indicatorScore.ts'
import type { Given } from './quarter.ts'
import { points } from './world.ts'

/** Ways to make a table of stations, ours among them. */
export const tables = {
  ours: 'Ours',
  plain: 'Plain average',
  weighted: 'Average with 50 usual ratings added',
  wilson: 'Wilson lower bound of 4 and 5',
} as const
export type Table = keyof typeof tables

/** What each table gives a station by its ratings; null where it gives none. */
export function scoresOf(
  given: readonly Given[],
  rows: readonly ResultRow[],
): Record<Table, (number | null)[]> {
  const sums = given.map((one) => {
    const counts = [0, 1, 2, 3, 4].map((level) => one.flat().reduce((sum, of) => sum + of[level]!, 0))
    const n = counts.reduce((a, b) => a + b, 0)
    return { n, sum: counts.reduce((a, b, i) => a + b * points[i]!, 0), good: counts[3]! + counts[4]! }
  })
  const rated = sums.filter(({ n }) => n > 0)
  const usual = rated.reduce((mean, { n, sum }) => mean + sum / n / rated.length, 0)
  return {
    ours: rows.map(({ score }) => score),
    plain: sums.map(({ n, sum }) => (n ? sum / n : null)),
    weighted: sums.map(({ n, sum }) => (n ? (sum + 50 * usual) / (n + 50) : null)),
    wilson: sums.map(({ n, good }) => (n ? wilson(good / n, n) : null)),
  }
}

/** The lower end of the 95 % interval of a share. */
export function wilson(share: number, n: number): number {
  const z = 1.96
  const square = (z * z) / n
  return (
    (100 * (share + square / 2 - z * Math.sqrt((share * (1 - share)) / n + square / (4 * n)))) / (1 + square)
  )
}

/** How alike two lists put things in order, from -1 to 1 (Spearman). */
export function orderAlike(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)]
  const middle = (a.length - 1) / 2
  let [both, one, other] = [0, 0, 0]
  for (let i = 0; i < x.length; i += 1) {
    both += (x[i]! - middle) * (y[i]! - middle)
    one += (x[i]! - middle) ** 2
    other += (y[i]! - middle) ** 2
  }
  return both / Math.sqrt(one * other)
}

/** Places in order, those that are equal in the middle of theirs. */
function ranks(list: readonly number[]): number[] {
  const order = list.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value)
  const found = list.map(() => 0)
  for (let first = 0; first < order.length; ) {
    let end = first
    while (end < order.length && order[end]!.value === order[first]!.value) end += 1
    for (let i = first; i < end; i += 1) found[order[i]!.i] = (first + end - 1) / 2
    first = end
  }
  return found
}
