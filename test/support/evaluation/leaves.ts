import type { GroupCut } from '../../../api/privacy/cutGroups.ts'
import { K } from '../../../api/privacy/suppress.ts'
import type { Bounds } from './bounds.ts'

/** What the cells of one stream tell of what waited before, and of what waits after it. */
export function leaves(
  bounds: Bounds,
  {
    before,
    after,
    of,
    net,
    final,
  }: {
    before: readonly number[]
    after: readonly number[]
    of: readonly number[]
    net: boolean
    final: boolean
  },
  cells: readonly Omit<GroupCut['cells'][number], 'group'>[],
): void {
  const least = net ? Number.NEGATIVE_INFINITY : 0
  if (cells.length === 0) {
    bounds.know(
      before.map((one) => [one, 1]),
      least,
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
    const own = of.filter((level) => level >= from && level <= to)
    const parts = own.map((level) => {
      const ends = own.length === 1 || level === from || level === to
      const part = bounds.count(net ? least : ends ? 1 : 0)
      held[of.indexOf(level)]!.push(part)
      return [part, 1] as const
    })
    if (topped === null) bounds.know(parts, n)
    else {
      bounds.know(parts, 1, K - 1)
      const filled = bounds.count(1)
      held[of.indexOf(topped)]!.push(filled)
      bounds.know([...parts, [filled, 1]], n)
    }
  }
  for (const [i, one] of before.entries()) {
    const all = [[one, -1] as const, ...held[i]!.map((part) => [part, 1] as const)]
    // What was set aside after it left may stay behind, below nought; nothing else does.
    bounds.know(net ? [...all, [after[i]!, 1]] : all, 0)
    if (!net) bounds.know([[after[i]!, 1]], 0)
  }
  if (net)
    bounds.know(
      after.map((one) => [one, 1]),
      least,
      0,
    )
  bounds.know(
    before.map((one) => [one, 1]),
    final ? K : 4 * K,
    Number.POSITIVE_INFINITY,
  )
}
