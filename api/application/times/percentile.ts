/** How many took so many days: whole days by count, as JSON keeps it. */
export type Histogram = Record<string, number>

/** Sums histograms. */
export function added(histograms: readonly Histogram[]): Histogram {
  const sum: Histogram = {}
  for (const one of histograms) for (const [days, n] of Object.entries(one)) sum[days] = (sum[days] ?? 0) + n
  return sum
}

/** How many are in it. */
export const sizeOf = (histogram: Histogram): number =>
  Object.values(histogram).reduce((sum, n) => sum + n, 0)

/**
 * The smallest number of days within which at least this share (0–1) of them lies (nearest rank), so that what is said is
 * true as it stands: half of them, nine in ten of them took no longer. Null for none.
 */
export function within(histogram: Histogram, share: number): number | null {
  const rank = Math.ceil(sizeOf(histogram) * share)
  let passed = 0
  for (const days of Object.keys(histogram)
    .map(Number)
    .sort((a, b) => a - b)) {
    passed += histogram[days] ?? 0
    if (passed >= rank && passed > 0) return days
  }
  return null
}
