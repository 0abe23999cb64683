import type { GroupCut } from '../../../api/privacy/cutGroups.ts'
import { K } from '../../../api/privacy/suppress.ts'
import { Bounds } from './bounds.ts'

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

/** Every count from 1 to 4 that is certain: of any run of weeks, of any group or all, of any run of levels. */
function sureOf(bounds: Bounds, counts: Unknowns): Found[] {
  const weeks = counts.length
  const groups = counts[0]!.map((_, group) => group)
  const sums: (Omit<Found, 'n'> & { unknown: number })[] = []
  for (const group of [...groups, null])
    for (const [low, high] of runsOf(5)) {
      // Running sums, so that a run of weeks is a difference of two of them.
      const until = [bounds.count(0, 0)]
      for (const week of counts) {
        const own = (group === null ? week : [week[group]!]).flatMap((of) => of.slice(low, high + 1))
        until.push(bounds.sum([until.at(-1)!, ...own]))
      }
      for (const [from, to] of runsOf(weeks)) {
        const unknown = bounds.count()
        bounds.know(
          [
            [unknown, -1],
            [until[to + 1]!, 1],
            [until[from]!, -1],
          ],
          0,
        )
        sums.push({ weeks: [from, to], group, levels: levels.slice(low, high + 1), unknown })
      }
    }
  bounds.narrow()
  return sums.flatMap(({ unknown, ...sum }) => {
    const n = bounds.exactly(unknown)
    return n !== null && n >= 1 && n < K ? [{ ...sum, n }] : []
  })
}

/**
 * Reads the closes of a place as somebody who knows the rules (api/privacy/cut.ts): which levels a cell is made of, what a
 * filled-up cell hides, that a stream without cells holds fewer than twenty, that nothing stays behind a cut.
 */
export function attackCells(closes: readonly GroupCut['cells'][], groups: number, ended: boolean): Found[] {
  const bounds = new Bounds()
  const counts: Unknowns = closes.map(() => names(groups).map(() => levels.map(() => bounds.count())))
  let waits = names(groups).map(() => levels.map(() => bounds.count(0, 0)))
  for (const [week, cells] of closes.entries()) {
    const before = names(groups).map((group) =>
      levels.map((_, i) => bounds.sum([waits[group]![i]!, counts[week]![group]![i]!])),
    )
    const left = names(groups).map(() => levels.map(() => bounds.count()))
    for (const group of names(groups))
      leaves(
        bounds,
        before[group]!,
        left[group]!,
        cells.filter((cell) => cell.group === String(group)),
        false,
      )
    waits = left
    if (!ended || week < closes.length - 1) continue
    const all = levels.map((_, i) => bounds.sum(left.map((own) => own[i]!)))
    leaves(
      bounds,
      all,
      levels.map(() => bounds.count()),
      cells.filter((cell) => cell.group === 'several'),
      true,
    )
  }
  return sureOf(bounds, counts)
}

const names = (groups: number) => Array.from({ length: groups }, (_, i) => i)

/** What the cells of one stream tell of what waited before, and of what waits after it. */
function leaves(
  bounds: Bounds,
  before: readonly number[],
  after: readonly number[],
  cells: GroupCut['cells'],
  final: boolean,
): void {
  if (cells.length === 0) {
    bounds.know(
      before.map((one) => [one, 1]),
      0,
      final ? K - 1 : 4 * K - 1,
    )
    for (const [i, one] of before.entries())
      bounds.know(
        [
          [one, 1],
          [after[i]!, -1],
        ],
        0,
      )
    return
  }
  // Of each level so many are in each cell; what is in none waits.
  const held = before.map(() => [] as number[])
  for (const { from, to, topped, n } of cells) {
    const own = levels.filter((level) => level >= from && level <= to)
    const parts = own.map((level) => {
      const part = bounds.count(own.length === 1 || level === from || level === to ? 1 : 0)
      held[level - 1]!.push(part)
      return [part, 1] as const
    })
    if (topped === null) bounds.know(parts, n)
    else {
      bounds.know(parts, 1, K - 1)
      const filled = bounds.count(1)
      held[topped - 1]!.push(filled)
      bounds.know([...parts, [filled, 1]], n)
    }
  }
  for (const [i, one] of before.entries()) {
    bounds.know([[one, -1], ...held[i]!.map((part) => [part, 1] as const)], 0)
    bounds.know([[after[i]!, 1]], 0)
  }
  bounds.know(
    before.map((one) => [one, 1]),
    final ? K : 4 * K,
    Number.POSITIVE_INFINITY,
  )
}

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
