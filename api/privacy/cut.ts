import { K } from './suppress.ts'

/** How many events of a level are not published yet; below zero where some were set aside after they were. */
export interface Waiting {
  level: number
  n: number
}

/**
 * A published cell: `n` events of the levels `from` to `to`, which one not told. `topped`: from one to `k - 1` of them are of
 * these levels, the others of the level `topped`, which fills them up to `k`.
 */
export interface Cell {
  from: number
  to: number
  topped: number | null
  n: number
}

/** What leaves, and how many events of each level leave with it. */
export interface Cut {
  cells: Cell[]
  taken: Waiting[]
}

/**
 * A stream waits until it holds so many times `k`. With less, most of its levels would be joined, and joined levels blur a
 * score; small groups that are put together at the end of a period are blurred less (figures in scripts/bench/ranking).
 */
const waitsFor = 4

/**
 * Cuts what waits of one stream (one place, indicator and group) into cells that may be published. Each holds `k` events or
 * more, each event is in one cell, and a cell never changes: so whatever is summed up or subtracted of published numbers is
 * made of whole cells, and nothing of it tells of fewer than `k`.
 *
 * From the lowest level up, levels of fewer than `k` are joined until they make `k`. Where the next level could stand by
 * itself, only so many of it are taken as are missing (`topped`): exactly `k` says of the low ones that there are between 1
 * and `k - 1`. What is left of the best levels goes with the cell before. A stream leaves as a whole, once `waitsFor` times `k`
 * wait; `final` is for what is put together of all groups of a place at the end of a period, and leaves from `k` on, so that
 * fewer than `k` come with the next period. A level below zero, of which more was set aside than came since, waits by itself
 * until as many have come: the others do not wait for it.
 */
export function cut(waiting: readonly Waiting[], { final, k = K }: { final: boolean; k?: number }): Cut {
  const levels = waiting.filter(({ n }) => n > 0).sort((a, b) => a.level - b.level)
  const total = levels.reduce((sum, { n }) => sum + n, 0)
  // What is public one by one (k = 1) need not wait.
  if (total < (final || k === 1 ? k : waitsFor * k)) return { cells: [], taken: [] }
  const cells: Cell[] = []
  const taken: Waiting[] = []
  let group: Waiting[] = []
  const held = () => group.reduce((sum, { n }) => sum + n, 0)
  const take = (cell: Omit<Cell, 'topped'>, topped: number | null = null) => cells.push({ ...cell, topped })
  for (const { level, n } of levels) {
    if (n < k) {
      group.push({ level, n })
      if (held() >= k) {
        take({ from: group[0]!.level, to: level, n: held() })
        taken.push(...group)
        group = []
      }
      continue
    }
    const low = held()
    if (low > 0) {
      const missing = k - low
      const [from, to] = [group[0]!.level, group.at(-1)!.level]
      const stands = n - missing >= k
      if (stands) take({ from, to, n: k }, level)
      take(stands ? { from: level, to: level, n: n - missing } : { from, to: level, n: low + n })
      taken.push(...group)
    } else take({ from: level, to: level, n })
    taken.push({ level, n })
    group = []
  }
  // If a few stayed behind, whoever knows from how many on a stream leaves could tell how many.
  if (cells.length > 0 && held() > 0) {
    const last = cells.pop()!
    const [to, n] = [group.at(-1)!.level, last.n + held()]
    // What filled another cell up stands by itself, with k or more: of k + 1 together one would be of the best.
    const filled = cells.at(-1)?.topped === last.from && n === k + 1 ? cells.pop() : undefined
    cells.push({ from: filled?.from ?? last.from, to, topped: null, n: n + (filled?.n ?? 0) })
    taken.push(...group)
  }
  return { cells, taken }
}
