import { type Cell, cut, type Waiting } from './cut.ts'
import { K } from './suppress.ts'

/** How many events of a group and level of one place and indicator are not published yet. */
export interface GroupWaiting extends Waiting {
  group: string
}

/** What leaves of a place and indicator: cells by group, and of which group and level how many leave with them. */
export interface GroupCut {
  cells: (Cell & { group: string })[]
  taken: GroupWaiting[]
}

/** The group of what is put together of several. */
export const several = 'several'

/**
 * Cuts what waits of one place and indicator, group by group (cut.ts). At the end of a period (`final`) whatever then still
 * waits, of all groups, is put together as `several` and leaves as far as it may, so that a place of few ratings loses the
 * matters and keeps the levels. Safe for the same reason: each event is in one cell, and each cell stands for `k` or more.
 */
export function cutGroups(
  waiting: readonly GroupWaiting[],
  { final, k = K }: { final: boolean; k?: number },
): GroupCut {
  const left = new Map<string, Map<number, number>>()
  for (const { group, level, n } of waiting) {
    const own = left.get(group) ?? new Map<number, number>()
    left.set(group, own.set(level, (own.get(level) ?? 0) + n))
  }
  const cells: GroupCut['cells'] = []
  const taken: GroupWaiting[] = []
  for (const group of [...left.keys()].sort()) {
    const own = left.get(group)!
    const found = cut(waitingOf(own), { final: false, k })
    cells.push(...found.cells.map((cell) => ({ ...cell, group })))
    taken.push(...found.taken.map((one) => ({ ...one, group })))
    for (const { level, n } of found.taken) own.set(level, own.get(level)! - n)
  }
  if (!final) return { cells, taken }
  const all = new Map<number, number>()
  for (const own of left.values()) for (const [level, n] of own) all.set(level, (all.get(level) ?? 0) + n)
  const found = cut(waitingOf(all), { final: true, k })
  cells.push(...found.cells.map((cell) => ({ ...cell, group: several })))
  const levels = new Set(found.taken.map(({ level }) => level))
  for (const [group, own] of left)
    for (const [level, n] of own) if (levels.has(level) && n !== 0) taken.push({ group, level, n })
  return { cells, taken }
}

const waitingOf = (levels: ReadonlyMap<number, number>): Waiting[] =>
  [...levels].map(([level, n]) => ({ level, n }))
