import type { GroupCut } from '../../../api/privacy/cutGroups.ts'
import { K } from '../../../api/privacy/suppress.ts'
import { Bounds } from './bounds.ts'
import { leaves } from './leaves.ts'

/** A count that an attacker is sure of. */
export interface Found {
  /** The first week and the last. */
  weeks: [from: number, to: number]
  /** null: all of them. */
  group: number | null
  levels: number[]
  n: number
}

/** The unknown counts of a place: for each week, group and level. */
type Unknowns = number[][][]

const levels = [1, 2, 3, 4, 5]

/** Runs of levels and weeks, each with its ends. */
const runsOf = (length: number): [number, number][] =>
  Array.from({ length }, (_, from) =>
    Array.from({ length: length - from }, (_, more): [number, number] => [from, from + more]),
  ).flat()

/**
 * What is asked for: every run of weeks, of any group or all, of any run of levels; `found` tells what of it is certain, and 1
 * to 4. `until`: of all groups and levels, how many until each week. `totals`: of each week and group, where they are known of.
 */
export function askAll(
  bounds: Bounds,
  counts: Unknowns,
  of: readonly number[] = levels,
  totals?: readonly number[][],
): { found: () => Found[]; until: number[] } {
  let whole: number[] = []
  const groups = counts[0]!.map((_, group) => group)
  const sums: (Omit<Found, 'n'> & { unknown: number })[] = []
  for (const group of groups.length > 1 ? [...groups, null] : groups)
    for (const [low, high] of runsOf(of.length)) {
      // Running sums, so that a run of weeks is a difference of two of them.
      const until = [bounds.count(0, 0)]
      const all = high - low === of.length - 1
      for (const [at, week] of counts.entries()) {
        const own =
          all && totals
            ? totals[at]!.filter((_, i) => group === null || i === group)
            : (group === null ? week : [week[group]!]).flatMap((each) => each.slice(low, high + 1))
        until.push(bounds.sum([until.at(-1)!, ...own]))
      }
      if (all) whole = until
      for (const [from, to] of runsOf(counts.length)) {
        const unknown = bounds.count()
        bounds.know(
          [
            [unknown, -1],
            [until[to + 1]!, 1],
            [until[from]!, -1],
          ],
          0,
        )
        sums.push({ weeks: [from, to], group, levels: of.slice(low, high + 1), unknown })
      }
    }
  const found = () =>
    sums.flatMap(({ unknown, ...sum }) => {
      const n = bounds.exactly(unknown)
      return n !== null && n >= 1 && n < K ? [{ ...sum, n }] : []
    })
  return { found, until: whole }
}

function sureOf(bounds: Bounds, counts: Unknowns): Found[] {
  const { found } = askAll(bounds, counts)
  bounds.narrow()
  return found()
}

/** A stream of a place as it is read: how many groups, which levels, whether what was published is set aside later. */
export interface Stream {
  groups: number
  of?: readonly number[]
  net?: boolean
}

/**
 * Reads the closes of a stream as somebody who knows the rules (api/privacy/cut.ts): which levels a cell is made of, what a
 * filled-up cell hides, that a stream without cells holds fewer than twenty, that nothing stays behind a cut. What came, and
 * what of it was set aside later, are unknown.
 */
export function readStream(
  bounds: Bounds,
  closes: readonly GroupCut['cells'][],
  { groups, of = levels, net = false }: Stream,
  ends: (week: number) => boolean,
): { came: Unknowns; gone: Unknowns; totals: number[][] } {
  const unknowns = () => closes.map(() => names(groups).map(() => of.map(() => bounds.count())))
  const came = unknowns()
  const gone = net ? unknowns() : []
  const least = net ? Number.NEGATIVE_INFINITY : 0
  // How many of all levels, so that what is known of a sum is not lost among its parts.
  const totals = came.map((week) => week.map((levels) => bounds.sum(levels)))
  let waits = names(groups).map(() => of.map(() => bounds.count(0, 0)))
  let waiting = names(groups).map(() => bounds.count(0, 0))
  for (const [week, cells] of closes.entries()) {
    const before = names(groups).map((group) =>
      of.map((_, i) => {
        const all = bounds.count(least)
        const left = gone[week]?.[group]?.[i]
        bounds.know(
          [
            [all, -1],
            [waits[group]![i]!, 1],
            [came[week]![group]![i]!, 1],
            ...(left === undefined ? [] : [[left, -1] as const]),
          ],
          0,
        )
        return all
      }),
    )
    const left = names(groups).map(() => of.map(() => bounds.count(least)))
    for (const group of names(groups))
      leaves(
        bounds,
        { before: before[group]!, after: left[group]!, of, net, final: false },
        cells.filter((cell) => cell.group === String(group)),
      )
    waits = left
    waiting = names(groups).map((group) => {
      const sum = bounds.count(least)
      const own = cells.filter((cell) => cell.group === String(group))
      const gave = own.reduce((all, { n }) => all + n, 0)
      const lost = (gone[week]?.[group] ?? []).map((one) => [one, -1] as const)
      bounds.know([[sum, -1], [waiting[group]!, 1], [totals[week]![group]!, 1], ...lost], gave)
      bounds.know([[sum, 1]], own.length && !net ? 0 : least, own.length ? 0 : 4 * K - 1)
      return sum
    })
    if (!ends(week)) continue
    const all = of.map((_, i) => {
      const sum = bounds.count(least)
      bounds.know([[sum, -1], ...left.map((own) => [own[i]!, 1] as const)], 0)
      return sum
    })
    leaves(
      bounds,
      { before: all, after: of.map(() => bounds.count(least)), of, net, final: true },
      cells.filter((cell) => cell.group === 'several'),
    )
    // Together they left, or wait on as they were.
    if (cells.some((cell) => cell.group === 'several'))
      waits = names(groups).map(() => of.map(() => (net ? bounds.count(least) : bounds.count(0, 0))))
    const several = cells.filter((cell) => cell.group === 'several').reduce((sum, { n }) => sum + n, 0)
    const stay =
      several > 0 ? names(groups).map(() => (net ? bounds.count(least) : bounds.count(0, 0))) : waiting
    if (several > 0)
      bounds.know(
        [...waiting.map((one) => [one, 1] as const), ...stay.map((one) => [one, -1] as const)],
        several,
      )
    waiting = stay
  }
  return { came, gone, totals }
}

/** The attacker before the closes of one stream of five levels. */
export function attackCells(closes: readonly GroupCut['cells'][], groups: number, ended: boolean): Found[] {
  const bounds = new Bounds()
  const ends = (week: number) => ended && week === closes.length - 1
  return sureOf(bounds, readStream(bounds, closes, { groups }, ends).came)
}

const names = (groups: number) => Array.from({ length: groups }, (_, i) => i)

/** Numbers as a naive page would show them: those of the period so far, 1 to 4 as null; and their sum. */
export interface Naive {
  groups: (number | null)[][]
  total: number
}

/** The same attacker before pages that withhold small numbers and are renewed every week. */
export function attackNaive(weeks: readonly Naive[]): Found[] {
  const bounds = new Bounds()
  const groups = weeks[0]!.groups.length
  const counts: Unknowns = weeks.map(() => names(groups).map(() => levels.map(() => bounds.count())))
  for (const [week, shown] of weeks.entries()) {
    const soFar = shown.groups.map((of, group) =>
      of.map((n, i) => {
        const sum = bounds.sum(counts.slice(0, week + 1).map((each) => each[group]![i]!))
        bounds.know([[sum, 1]], n ?? 1, n ?? K - 1)
        return sum
      }),
    )
    bounds.know(
      soFar.flat().map((sum) => [sum, 1]),
      shown.total,
    )
  }
  return sureOf(bounds, counts)
}
