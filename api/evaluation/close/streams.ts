import { type Cell, cut, type Waiting } from '../../privacy/cut.ts'
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

/** Too few of each group, put together at the end of a quarter. */
export const several = 'several'

/**
 * Cuts what waits of every place, indicator and group. At the end of a quarter (`final`) what is left of groups is put
 * together as one group, and what is still too little waits for the next. Indicators without a way to be cut stay as they are.
 */
export function cutStreams(
  waiting: readonly TallyRow[],
  cuttingOf: (indicator: string) => Cutting | null,
  { final }: { final: boolean },
): Cuts {
  const cuts: Cuts = { cells: [], released: [] }
  for (const [, rows] of groupedBy(waiting, ({ pointId, indicator }) => `${pointId} ${indicator}`)) {
    const cutting = cuttingOf(rows[0]!.indicator)
    if (!cutting) continue
    const left: TallyRow[] = []
    for (const [group, own] of groupedBy(rows, ({ grp }) => grp))
      if (!cutOne(cuts, own, { group, cutting, final })) left.push(...own)
    if (final && left.length) cutOne(cuts, left, { group: several, cutting, final })
  }
  return cuts
}

/** Cuts one stream; whether anything left. */
function cutOne(
  cuts: Cuts,
  rows: readonly TallyRow[],
  { group, cutting: { k, one }, final }: { group: string; cutting: Cutting; final: boolean },
): boolean {
  const levelOf = (row: TallyRow) => (one ? one.from : row.level)
  const sums = new Map<number, number>()
  for (const row of rows) sums.set(levelOf(row), (sums.get(levelOf(row)) ?? 0) + row.n - row.released)
  const levels: Waiting[] = [...sums].map(([level, n]) => ({ level, n }))
  const { cells, taken } = cut(levels, { final, k })
  const gone = new Set(taken.map(({ level }) => level))
  const { pointId, indicator } = rows[0]!
  cuts.cells.push(
    ...cells.map((cell) => ({ ...cell, ...(one && { to: one.to }), pointId, indicator, group })),
  )
  cuts.released.push(
    ...rows
      .filter((row) => gone.has(levelOf(row)))
      .map(({ n, released, ...key }) => ({ ...key, by: n - released })),
  )
  return cells.length > 0
}

const groupedBy = <T>(list: readonly T[], key: (one: T) => string) => Map.groupBy(list, key)
