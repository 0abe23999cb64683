/** A waiting time as it can honestly be said: between two numbers, and what it stands on. */
export interface WaitRange {
  /** Minutes, rounded outwards to five. */
  from: number
  to: number
  /** Today's calls alone, or with those of the same weekday in the last weeks. */
  basis: 'today' | 'weekdays'
  /** So many waits were looked at. */
  samples: number
}

/** Fewer waits than these say nothing. */
export const fewest = 6

/** A longer pause between two calls is a break, not a pace, seconds. */
const pause = 45 * 60

/**
 * How long it takes until `ahead` others and then oneself are called: the middle three fifths (20th to 80th percentile)
 * of what as many calls in a row took today; with too few today, those of the same weekday in the last weeks count
 * too. Each day is the seconds at which numbers were called, in order. Null when there is still too little to say
 * anything. A single number is never said.
 */
export function waitRange(
  today: readonly number[],
  weekdays: readonly (readonly number[])[],
  ahead: number,
): WaitRange | null {
  const calls = ahead + 1
  const own = spans(today, calls)
  if (own.length >= fewest) return rangeOf(own, 'today')
  const all = [own, ...weekdays.map((day) => spans(day, calls))].flat()
  if (all.length >= fewest) return rangeOf(all, 'weekdays')
  // Nobody stood so far back before: the pace of single calls, as often.
  const single = (days: readonly (readonly number[])[]) =>
    days.flatMap((day) => spans(day, 1)).map((gap) => gap * calls)
  const paced = single([today])
  if (paced.length >= 2 * fewest) return rangeOf(paced, 'today')
  const pacedBefore = single([today, ...weekdays])
  return pacedBefore.length >= 2 * fewest ? rangeOf(pacedBefore, 'weekdays') : null
}

/** What `calls` calls in a row took, seconds, at every place of the day where no break came between. */
function spans(times: readonly number[], calls: number): number[] {
  const found: number[] = []
  let unbroken = 0
  for (let i = 1; i < times.length; i++) {
    unbroken = times[i]! - times[i - 1]! > pause ? 0 : unbroken + 1
    if (unbroken >= calls) found.push(times[i]! - times[i - calls]!)
  }
  return found
}

function rangeOf(seconds: readonly number[], basis: WaitRange['basis']): WaitRange {
  const sorted = seconds.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)]! / 60
  const from = Math.floor(at(0.2) / 5) * 5
  return { from, to: Math.max(from + 5, Math.ceil(at(0.8) / 5) * 5), basis, samples: sorted.length }
}
