import type { CellRow } from '../../../api/evaluation/formula/sums.ts'
import { cutGroups } from '../../../api/privacy/cutGroups.ts'
import type { Chance } from './chance.ts'
import type { Station } from './world.ts'

/** Closes of a quarter; the last is the final one. */
export const weeks = 13

/** What counts, week by week, group by group: how many gave 1 to 5. */
export type Given = number[][][]

/** Draws what people say of a station in a quarter. */
export function givenAt(chance: Chance, { ratings, mix, levels }: Station): Given {
  const given: Given = Array.from({ length: weeks }, () => mix.map(() => [0, 0, 0, 0, 0]))
  for (let i = 0; i < ratings; i += 1) {
    const group = chance.index(mix)
    const week = given[Math.floor(chance.next() * weeks)]!
    week[group]![chance.index(levels[group]!)]! += 1
  }
  return given
}

/** The cells of a quarter: what waits is cut each Monday; what is left at the end is put together. */
export function cellsOf(station: string, given: Given): CellRow[] {
  const waits = given[0]!.map(() => [0, 0, 0, 0, 0])
  return given.flatMap((of, week) => {
    for (const [group, counts] of of.entries()) for (const [i, n] of counts.entries()) waits[group]![i]! += n
    const waiting = waits.flatMap((counts, group) =>
      counts.map((n, i) => ({ group: `g${group}`, level: i + 1, n })),
    )
    const { cells, taken } = cutGroups(waiting, { final: week === weeks - 1 })
    for (const { group, level, n } of taken) waits[Number(group.slice(1))]![level - 1]! -= n
    return cells.map((cell) => ({ station, indicator: 'satisfaction', ...cell }))
  })
}
