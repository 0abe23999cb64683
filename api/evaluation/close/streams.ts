import type { Cell } from '../../privacy/cut.ts'
import { cutGroups } from '../../privacy/cutGroups.ts'
import type { TallyRow } from './query.ts'

/** What may be published, and the rows of the roll-ups that leave with it. */
export interface Cuts {
  cells: (Cell & { pointId: string; indicator: string; group: string })[]
  /** By how much `released` of each row grows. */
  released: (Pick<TallyRow, 'period' | 'pointId' | 'indicator' | 'grp' | 'level'> & { by: number })[]
}

/** How the streams of an indicator are cut: cells from `k` on; `one`: levels are not told apart. */
export interface Cutting {
  k: number
  one: { from: number; to: number } | null
}

/**
 * Cuts what waits of every place and indicator, group by group (api/privacy/cutGroups.ts). Indicators without a way to be cut
 * stay as they are.
 */
export function cutStreams(
  waiting: readonly TallyRow[],
  cuttingOf: (indicator: string) => Cutting | null,
  { final }: { final: boolean },
): Cuts {
  const cuts: Cuts = { cells: [], released: [] }
  for (const [, rows] of Map.groupBy(waiting, ({ pointId, indicator }) => `${pointId} ${indicator}`)) {
    const { pointId, indicator } = rows[0]!
    const cutting = cuttingOf(indicator)
    if (!cutting) continue
    const { k, one } = cutting
    const levelOf = (row: TallyRow) => (one ? one.from : row.level)
    const found = cutGroups(
      rows.map((row) => ({ group: row.grp, level: levelOf(row), n: row.n - row.released })),
      { final, k },
    )
    cuts.cells.push(
      ...found.cells.map((cell) => ({ ...cell, ...(one && { to: one.to }), pointId, indicator })),
    )
    const gone = new Set(found.taken.map(({ group, level }) => `${group} ${level}`))
    cuts.released.push(
      ...rows
        .filter((row) => gone.has(`${row.grp} ${levelOf(row)}`))
        .map(({ n, released, ...key }) => ({ ...key, by: n - released })),
    )
  }
  return cuts
}
