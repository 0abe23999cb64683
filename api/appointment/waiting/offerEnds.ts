import { addDays, at, DAY, dayOf, MINUTE } from '../../calendar/day.ts'
import type { BookingRules } from '../rules.ts'

/** Shorter offers are not made, minutes of the day (or as long as the rules let an offer stand, if that is less). */
export const shortestOffer = 15

type Quiet = Pick<BookingRules, 'quietFrom' | 'quietTo'>

/** The quiet hours that begin on the day before, this day and the next, ms. */
function quietHours(now: number, { quietFrom, quietTo }: Quiet): { from: number; to: number }[] {
  if (quietFrom === quietTo) return []
  return [-1, 0, 1].map((ahead) => {
    const day = addDays(dayOf(now), ahead)
    const from = at(day, quietFrom)
    const to = at(day, quietTo)
    return { from, to: to < from ? to + DAY : to }
  })
}

/** The first moment from now on at which a message may go out, ms: now, or the end of the quiet hours. */
export function loudAt(now: number, rules: Quiet): number {
  const quiet = quietHours(now, rules).find(({ from, to }) => from <= now && now < to)
  return quiet ? quiet.to : now
}

/** Milliseconds between two moments outside the quiet hours; at most a day after the first is looked at. */
function loudBetween(from: number, to: number, rules: Quiet): number {
  const quiet = quietHours(from, rules).reduce(
    (sum, hours) => sum + Math.max(0, Math.min(to, hours.to) - Math.max(from, hours.from)),
    0,
  )
  return Math.max(0, to - from - quiet)
}

/**
 * When an offer made now lapses, ms: `offerMinutes` later, the quiet hours not counted, but not after the place can no
 * longer be booked. Null when that leaves too little time to answer: such an offer is not made.
 */
export function offerEnds(
  now: number,
  closesAt: number,
  rules: Quiet & Pick<BookingRules, 'offerMinutes'>,
): number | null {
  let end = loudAt(now, rules)
  for (let left = rules.offerMinutes * MINUTE; left > 0; ) {
    const next = quietHours(end, rules).find(({ from }) => from > end)
    const step = next ? Math.min(left, next.from - end) : left
    left -= step
    end += step
    if (left > 0) end = loudAt(end, rules)
  }
  const until = Math.min(end, closesAt)
  const least = Math.min(shortestOffer, rules.offerMinutes) * MINUTE
  return until > now && loudBetween(now, until, rules) >= least ? until : null
}
