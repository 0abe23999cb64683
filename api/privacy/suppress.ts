/** A public number stands for at least so many people (standards: small cells, k ≥ 5). */
export const K = 5

/** A count of people as everybody may read it: nobody and `K` or more in figures, fewer as null ("fewer than 5"). */
export const suppressed = (count: number, k = K): number | null => (count > 0 && count < k ? null : count)

/** A row of counts as it may be published: null is withheld. */
export interface Suppressed {
  cells: (number | null)[]
  total: number | null
}

/**
 * Counts that add up, as they may be published together with their sum. With no small cell everything is shown. With one, it
 * alone could be worked out from the sum and the others, and which others are withheld beside it would tell of it too: so
 * every cell that is not nobody is withheld, and the sum is shown only where it is large enough to say nothing of any of
 * them, from `2k` and from twice the withheld cells on.
 */
export function suppressedSum(counts: readonly number[], k = K): Suppressed {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (!counts.some((count) => suppressed(count, k) === null)) return { cells: [...counts], total }
  const withheld = counts.filter((count) => count > 0).length
  const tells = withheld < 2 || total < Math.max(2 * k, 2 * withheld)
  return { cells: counts.map((count) => (count > 0 ? null : 0)), total: tells ? null : total }
}

/**
 * Counts that are each published by themselves, whatever the others are, beside one more (`rest`) and the sum of all. What
 * is shown of each count follows from it alone, so nothing of `rest` can be read there. The small ones and `rest` are what
 * the sum could tell of: it is shown where it hides none (`rest` is nobody or `k` and more), or where the hidden ones add up
 * to so many, from `2k` and from twice their number on, that each of them may be anything, and `rest` is `k` and more even to
 * whoever knows all the small ones. Who knows the rule learns no more.
 */
export function suppressedBeside(
  counts: readonly number[],
  rest: number,
  k = K,
): { cells: (number | null)[]; rest: number | null; total: number | null } {
  const cells = counts.map((count) => suppressed(count, k))
  const small = counts.filter((_, i) => cells[i] === null)
  const total = counts.reduce((sum, count) => sum + count, rest)
  if (small.length === 0) {
    const shown = suppressed(rest, k)
    return { cells, rest: shown, total: shown === null ? null : total }
  }
  const hidden = small.reduce((sum, count) => sum + count, rest)
  return {
    cells,
    rest: null,
    total: hidden < Math.max(2 * k, 2 * (small.length + 1), k + (k - 1) * small.length) ? null : total,
  }
}
