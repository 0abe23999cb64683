import type { Rule } from '../indicator.ts'
import type { Place } from './sums.ts'

/** Rounds in which the usual level of each group and of each place are found beside each other. */
const ROUNDS = 25

/** The level of each group, and how far each place is from it: found in turns, so that neither is taken for the other. */
export function levelsOf(rated: readonly Place[]) {
  const groupLevel = new Map<string, number>()
  const placeLevel = rated.map(() => 0)
  const names = [...new Set(rated.flatMap(({ groups }) => [...groups.keys()]))].sort()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) {
      let [n, sum] = [0, 0]
      for (const [i, { groups }] of rated.entries()) {
        const group = groups.get(name)
        if (!group) continue
        n += group.n
        sum += group.sum - group.n * placeLevel[i]!
      }
      groupLevel.set(name, n > 0 ? sum / n : 0)
    }
    for (const [i, { groups, all }] of rated.entries()) {
      let sum = 0
      for (const [name, group] of groups) sum += group.sum - group.n * groupLevel.get(name)!
      placeLevel[i] = sum / all.n
    }
  }
  return { groupLevel, placeLevel }
}

/** The variance of one event within a place and group. */
export function within(rated: readonly Place[], total: number): number {
  let [squares, cells] = [0, 0]
  for (const { groups } of rated)
    for (const { n, sum, squares: own } of groups.values()) {
      if (n <= 0) continue
      squares += own - (sum * sum) / n
      cells += 1
    }
  return total > cells ? squares / (total - cells) : 0
}

/** The variance of one event by the shares of its levels. */
export function varianceByShares({ levels }: Rule): number {
  let [shares, mean, square] = [0, 0, 0]
  for (const { share, points } of levels) {
    shares += share
    mean += share * points
    square += share * points * points
  }
  return shares > 0 ? square / shares - (mean / shares) ** 2 : 0
}

/** The variance between places, by the method of moments. */
export function betweenOf(
  rated: readonly Place[],
  level: readonly number[],
  variance: number,
  total: number,
): number {
  let [mean, squares, spread] = [0, 0, 0]
  for (const [i, { all }] of rated.entries()) {
    mean += (all.n * level[i]!) / total
    squares += (all.n * all.n) / total
  }
  for (const [i, { all }] of rated.entries()) spread += all.n * (level[i]! - mean) ** 2
  return total > squares ? (spread - (rated.length - 1) * variance) / (total - squares) : 0
}
