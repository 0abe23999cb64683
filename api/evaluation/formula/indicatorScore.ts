import type { Rule } from '../indicator.ts'
import { betweenOf, levelsOf, varianceByShares, within } from './spread.ts'
import { addCell, type CellRow, nothing, type Place } from './sums.ts'

/** What came out for one place: of an indicator, or ('') of all together. Points; null: too few to say. */
export interface ResultRow {
  station: string
  indicator: string
  n: number
  /** The plain mean of its cells. */
  mean: number | null
  /** Adjusted by group and drawn toward all places, and the 95 % interval around it. */
  score: number | null
  low: number | null
  high: number | null
  /** A: clearly above what is usual; C: clearly below; B: neither can be said; '': too few. */
  band: 'A' | 'B' | 'C' | ''
}

/** 95 % of a normal distribution. */
export const Z = 1.96
/** Of the variance of one event by the shares of its indicator, at least this part is assumed. */
const LEAST_VARIANCE = 0.25
/**
 * However many the events, so much of the least spread stays unsure (standard deviation): who answers is not who was served,
 * and groups of matters are alike only roughly. Without it the intervals of large places held the truth one time in five.
 */
const UNSURE = 0.5

/** What is usual, and each place beside it: `sd` is how unsure its score is, or, where it has none, how far it may be from what is usual. */
export interface Scored {
  usual: number
  rows: Map<string, ResultRow & { sd: number }>
}

/** The results of one indicator: shrunken toward what is usual, adjusted by group, with intervals. */
export function scoreIndicator(rule: Rule, cells: readonly CellRow[], stations: readonly string[]): Scored {
  const places: Place[] = stations.map((station) => ({ station, all: nothing(), groups: new Map() }))
  const by = new Map(places.map((place) => [place.station, place]))
  for (const cell of cells) {
    const place = by.get(cell.station)
    if (!place) continue
    const group = place.groups.get(cell.group) ?? nothing()
    place.groups.set(cell.group, group)
    addCell(rule, group, cell)
    addCell(rule, place.all, cell)
  }
  const rated = places.filter(({ all }) => all.n > 0)
  const points = rule.levels.map((level) => level.points)
  const [least, most] = [Math.min(...points), Math.max(...points)]
  // A correction may take more off a joined cell than it was taken to hold.
  const inside = (value: number) => Math.min(most, Math.max(least, value))
  const rows = new Map<string, ResultRow & { sd: number }>()
  for (const { station, all } of places)
    rows.set(station, {
      station,
      indicator: rule.code,
      n: all.n,
      mean: all.n >= rule.minimum && all.n > 0 ? inside(all.sum / all.n) : null,
      score: null,
      low: null,
      high: null,
      band: '',
      sd: 0,
    })
  if (rated.length === 0) return { usual: 0, rows }

  const { groupLevel, placeLevel } = levelsOf(rated)
  let total = 0
  let base = 0
  for (const { groups } of rated)
    for (const [group, { n }] of groups) {
      total += n
      base += n * (groupLevel.get(group) ?? 0)
    }
  base /= total

  const variance = Math.max(within(rated, total), LEAST_VARIANCE * varianceByShares(rule))
  const between = Math.max(rule.spread * rule.spread, betweenOf(rated, placeLevel, variance, total))
  let [weights, centre] = [0, 0]
  for (const [i, { all }] of rated.entries()) {
    const weight = 1 / (between + variance / all.n)
    weights += weight
    centre += weight * placeLevel[i]!
  }
  centre /= weights
  const usual = base + centre
  const unsure = (rule.spread * UNSURE) ** 2
  for (const row of rows.values()) row.sd = Math.sqrt(between + unsure)
  for (const [i, { station, all }] of rated.entries()) {
    const row = rows.get(station)!
    if (all.n < rule.minimum) continue
    const held = between / (between + variance / all.n)
    row.score = inside(usual + held * (placeLevel[i]! - centre))
    row.sd = Math.sqrt((held * variance) / all.n + unsure)
    row.low = inside(row.score - Z * row.sd)
    row.high = inside(row.score + Z * row.sd)
    row.band = row.low > usual ? 'A' : row.high < usual ? 'C' : 'B'
  }
  return { usual, rows }
}
