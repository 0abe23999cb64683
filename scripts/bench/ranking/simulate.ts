import { evaluate } from '../../../api/evaluation/formula/evaluate.ts'
import type { ResultRow } from '../../../api/evaluation/formula/indicatorScore.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { bombed, gamed, withMore } from './attacks.ts'
import { chanceOf } from './chance.ts'
import { cellsOf, type Given, givenAt } from './quarter.ts'
import { orderAlike, scoresOf, type Table, tables } from './tables.ts'
import { type Station, worldOf } from './world.ts'

const rule = indicators.find(({ code }) => code === 'satisfaction')!
const every = Object.keys(tables) as Table[]
const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length

/** What one simulated quarter showed. */
export interface Run {
  stations: number
  ratings: number
  /** Stations with enough ratings for a score of ours. */
  scored: number
  /** How alike the order of a table is to the truth: of the stations with a score of ours, and of all. */
  alike: Record<Table, number>
  alikeAll: Record<Table, number>
  /** Of the intervals, the share that holds what those who rate would say, and what all served would. */
  holdsTold: number
  holdsTruth: number
  /** Of the stations banded A or C, how many, and the share that truly is on the other side of the middle. */
  banded: number
  wrong: number
  /** How many points the two stations are moved by, in each table. */
  gamedBy: Record<Table, number>
  bombedBy: Record<Table, number>
  /** The same of ours in widths of band B, from where C ends to where A begins; and the bands before and after. */
  gamedBands: number
  bombedBands: number
  gamedFrom: string
  bombedFrom: string
  /** Whether a new station with a single 5 stands first. */
  singleFirst: Record<Table, boolean>
}

/** The results of a quarter of ratings: closed, cut and evaluated as the product does it. */
function results(stations: readonly Station[], given: readonly Given[]): ResultRow[] {
  const cells = stations.flatMap(({ name }, i) => cellsOf(name, given[i]!))
  return evaluate(
    [rule],
    cells,
    stations.map(({ name }) => name),
  ).filter(({ indicator }) => indicator === rule.code)
}

/** Plays one quarter of so many stations. The same for the same seed. */
export function simulate(seed: number, count = 220): Run {
  const chance = chanceOf(seed)
  const stations = worldOf(chance, count)
  const given = stations.map((station) => givenAt(chance, station))
  const rows = results(stations, given)
  const scores = scoresOf(given, rows)
  const has = stations.map((_, i) => i).filter((i) => rows[i]!.score !== null)
  const alike = (among: readonly number[], of: Table) => {
    const known = among.filter((i) => scores.plain[i] !== null)
    const usual = mean(has.map((i) => scores[of][i]!))
    return orderAlike(
      known.map((i) => scores[of][i] ?? usual),
      known.map((i) => stations[i]!.truth),
    )
  }
  // Each beside the middle of all: what shifts all alike is no mistake between them.
  const beside = (of: (i: number) => number) => {
    const middle = mean(has.map(of))
    return (i: number) => of(i) - middle
  }
  const score = beside((i) => rows[i]!.score!)
  const told = beside((i) => stations[i]!.told)
  const truth = beside((i) => stations[i]!.truth)
  const holds = (value: (i: number) => number) =>
    mean(has.map((i) => (Math.abs(score(i) - value(i)) <= reach(rows[i]!) ? 1 : 0)))
  const banded = has.filter((i) => rows[i]!.band !== 'B')
  const wrong = banded.filter((i) => (rows[i]!.band === 'A') !== truth(i) > 0)
  const moved = (at: number, level: number, { counted, all }: { counted: number; all: number }) => {
    const station = stations[at]!
    const swap = (n: number) =>
      given.map((one, i) => (i === at ? withMore(chance, one, station, level, n) : one))
    const ours = results(stations, swap(counted))
    const others = scoresOf(swap(all), ours)
    return {
      by: each((table) => others[table][at]! - scores[table][at]!),
      bands: Math.abs(others.ours[at]! - scores.ours[at]!) / (2 * reach(rows[at]!)),
      from: `${rows[at]!.band} to ${ours[at]!.band}`,
    }
  }
  const praised = moved(0, 5, gamed(stations[0]!))
  const attacked = moved(1, 1, bombed(stations[1]!))
  return {
    stations: count,
    ratings: stations.reduce((sum, { ratings }) => sum + ratings, 0),
    scored: has.length,
    alike: each((table) => alike(has, table)),
    alikeAll: each((table) =>
      alike(
        stations.map((_, i) => i),
        table,
      ),
    ),
    holdsTold: holds(told),
    holdsTruth: holds(truth),
    banded: banded.length,
    wrong: banded.length ? wrong.length / banded.length : 0,
    gamedBy: praised.by,
    bombedBy: attacked.by,
    gamedBands: praised.bands,
    bombedBands: attacked.bands,
    gamedFrom: praised.from,
    bombedFrom: attacked.from,
    singleFirst: single(stations, given),
  }
}

/** Half of an interval, which an end of the scale may have cut short at one side. */
const reach = ({ score, low, high }: ResultRow) => Math.max(score! - low!, high! - score!)

const each = <T>(of: (table: Table) => T) =>
  Object.fromEntries(every.map((table) => [table, of(table)])) as Record<Table, T>

/** Whether a new station with one quick 5 stands first, or beside the first, in each table. */
function single(stations: readonly Station[], given: readonly Given[]): Record<Table, boolean> {
  const added = [...stations, { ...stations[0]!, name: 'new', ratings: 1 }]
  const one = given[0]!.map((week, i) => week.map((_, group) => [0, 0, 0, 0, i === 0 && group === 0 ? 1 : 0]))
  const quarter = [...given, one]
  const scores = scoresOf(quarter, results(added, quarter))
  return each((table) => {
    const own = scores[table].at(-1) ?? null
    return own !== null && scores[table].every((other) => other === null || other <= own)
  })
}
