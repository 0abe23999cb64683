import { cutGroups, type GroupCut, type GroupWaiting } from '../../../api/privacy/cutGroups.ts'
import type { Chance } from '../../../scripts/bench/ranking/chance.ts'

/** What happened at one place: for each week, group and level (1 to 5) how many. */
export type Happened = number[][][]

/** The closes of ten weeks, the last of them the end of the period, as the product publishes them. */
export function published(happened: Happened, { end = true, k = 5 }: { end?: boolean; k?: number } = {}) {
  const waits = happened[0]!.map((levels) => levels.map(() => 0))
  return happened.map((week, at): GroupCut['cells'] => {
    for (const [group, levels] of week.entries())
      for (const [i, n] of levels.entries()) waits[group]![i]! += n
    const waiting: GroupWaiting[] = waits.flatMap((levels, group) =>
      levels.map((n, i) => ({ group: String(group), level: i + 1, n })),
    )
    const { cells, taken } = cutGroups(waiting, { final: end && at === happened.length - 1, k })
    for (const { group, level, n } of taken) waits[Number(group)]![level - 1]! -= n
    return cells
  })
}

/** Ten weeks at a place of two or three groups, from a handful a week to many, of one quality or another. */
export function drawn(chance: Chance, weeks = 10): Happened {
  const good = 0.5 + 0.5 * chance.next()
  const groups = Array.from({ length: 2 + Math.floor(2 * chance.next()) }, () => 10 ** (2 * chance.next()))
  const shares = [0.08, 0.12, 0.2, 0.6 * (1 - good) + 0.2, good * 1.5]
  return Array.from({ length: weeks }, () =>
    groups.map((usual) => {
      const counts = [0, 0, 0, 0, 0]
      const n = Math.floor(2 * usual * chance.next() * 0.5)
      for (let i = 0; i < n; i += 1) counts[chance.index(shares)]! += 1
      return counts
    }),
  )
}
