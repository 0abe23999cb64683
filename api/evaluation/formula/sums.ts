import type { Rule } from '../indicator.ts'

/** A published cell, as in cells.csv. */
export interface CellRow {
  station: string
  indicator: string
  group: string
  from: number
  to: number
  /** The level a small cell was filled up from; null: none. */
  topped: number | null
  n: number
}

/** Of a cell that was filled up, so many are taken to be of the low levels. */
const LOW_OF_TOPPED = 2

/** Events, their points added up, and the squares of their points. */
export interface Sum {
  n: number
  sum: number
  squares: number
}

export const nothing = (): Sum => ({ n: 0, sum: 0, squares: 0 })
const add = (to: Sum, n: number, mean: number, square: number) => {
  to.n += n
  to.sum += n * mean
  to.squares += n * square
}

/**
 * What one event of the levels from–to is worth on average, and its square. A level has the weight of the square root of its
 * share: where levels are joined the frequent ones were rare, or they would stand alone, so that the joined ones are more
 * alike than their shares. By the plain shares small places came out 3 to 5 points too high, with equal weights as many too
 * low (scripts/bench/ranking).
 */
export function worth({ levels }: Rule, from: number, to: number): { mean: number; square: number } {
  let [weights, mean, square] = [0, 0, 0]
  for (const one of levels) {
    if (one.level < from || one.level > to) continue
    const weight = Math.sqrt(one.share)
    weights += weight
    mean += weight * one.points
    square += weight * one.points * one.points
  }
  return weights > 0 ? { mean: mean / weights, square: square / weights } : { mean: 0, square: 0 }
}

/** Adds a cell to a sum, as what it may be taken to hold. */
export function addCell(rule: Rule, to: Sum, { from, to: last, topped, n }: CellRow): void {
  const low = worth(rule, from, last)
  const ofLow = topped === null ? n : LOW_OF_TOPPED
  add(to, ofLow, low.mean, low.square)
  if (topped === null) return
  const high = worth(rule, topped, topped)
  add(to, n - ofLow, high.mean, high.square)
}

/**
 * The mean of points by weights: points to hundredths, in whole numbers, and so is the mean. null where nothing has a weight.
 */
export function weighed(parts: readonly { weight: number; points: number }[]): number | null {
  let [all, sum] = [0, 0]
  for (const { weight, points } of parts) {
    all += weight
    sum += weight * Math.round(points * 100)
  }
  return all > 0 ? Math.round(sum / all) / 100 : null
}

/** A place with what its cells add up to. */
export interface Place {
  station: string
  all: Sum
  groups: Map<string, Sum>
}
