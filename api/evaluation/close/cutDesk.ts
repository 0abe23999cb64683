import { cut } from '../../privacy/cut.ts'
import { several } from '../../privacy/cutGroups.ts'
import { K } from '../../privacy/suppress.ts'
import type { TallyRow } from './query.ts'
import type { Cuts } from './streams.ts'

/**
 * Cuts the bureau's own figures at the end of a quarter: what there are five of with one reason leaves by that reason, all others
 * of a figure together, and fewer than five of these come with the next quarter. Each event is in one cell, and no sum of all is
 * published that the cells could be taken from.
 */
export function cutDesk(waiting: readonly TallyRow[]): Cuts {
  const cuts: Cuts = { cells: [], released: [] }
  for (const [indicator, rows] of Map.groupBy(waiting, (row) => row.indicator)) {
    const sumOf = (some: readonly TallyRow[]) => some.reduce((sum, { n, released }) => sum + n - released, 0)
    const groups = [...Map.groupBy(rows, ({ grp }) => grp)]
    const own = groups.filter(([, some]) => sumOf(some) >= K)
    const rest = groups.filter(([, some]) => sumOf(some) < K).flatMap(([, some]) => some)
    for (const [group, some] of [...own, [several, rest] as const]) {
      const levels = Map.groupBy(some, ({ level }) => level)
      const found = cut(
        [...levels].map(([level, those]) => ({ level, n: sumOf(those) })),
        { final: true },
      )
      cuts.cells.push(...found.cells.map((cell) => ({ ...cell, pointId: '*', indicator, group })))
      if (found.cells.length)
        cuts.released.push(...some.map(({ n, released, ...key }) => ({ ...key, by: n - released })))
    }
  }
  return cuts
}
