/** A rating as bursts are found by. */
export interface Timed {
  id: string
  /** Hours since 1970. */
  hour: number
}

/**
 * The ratings that belong to a burst: each that lies within some stretch of so many hours in which there are so many or more.
 * With it the most that lie within one stretch around it: the evidence. Pure; the order of what is given does not matter.
 */
export function inBursts(
  given: readonly Timed[],
  { ratings, hours }: { ratings: number; hours: number },
): Map<string, number> {
  const sorted = [...given].sort((a, b) => a.hour - b.hour)
  const found = new Map<string, number>()
  let from = 0
  for (const [to, last] of sorted.entries()) {
    while (last.hour - sorted[from]!.hour >= hours) from += 1
    const count = to - from + 1
    if (count < ratings) continue
    for (const { id } of sorted.slice(from, to + 1)) found.set(id, Math.max(found.get(id) ?? 0, count))
  }
  return found
}
