import { addDays, at, DAY, type Day, dayOf, HOUR } from '../calendar/day.ts'

/** The link comes so long after the end, ms: nobody can stand beside it, and nobody knows when (ours; no law says so). */
export const soonest = 2 * HOUR
export const latest = 26 * HOUR
/** Only by day, in Shanghai. */
export const daytime = { from: '09:00', to: '20:00' } as const
/** It is good for so long, ms. */
export const goodFor = 30 * DAY

/** The next moment by day from this one on. */
export function inDaytime(now: number): number {
  const today = dayOf(now)
  const from = at(today, daytime.from)
  if (now < from) return from
  return now < at(today, daytime.to) ? now : at(addDays(today, 1), daytime.from)
}

/** Random bits as a number from 0 up to 1. */
const drawn = () => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32

/**
 * When what ended at `endedAt` (ms) can be rated: drawn evenly out of all moments of the day between two and 26 hours later,
 * and from there on for 30 days. Those 24 hours hold exactly one whole day's worth of daytime, wherever they begin.
 */
export function drawOpening(endedAt: number, random: () => number = drawn) {
  const [from, to] = [endedAt + soonest, endedAt + latest]
  const spans = daysFrom(dayOf(from), dayOf(to))
    .map((day) => ({
      from: Math.max(from, at(day, daytime.from)),
      to: Math.min(to, at(day, daytime.to)),
    }))
    .filter((span) => span.to > span.from)
  const whole = spans.reduce((sum, span) => sum + span.to - span.from, 0)
  let left = Math.floor(random() * whole)
  for (const span of spans) {
    if (left < span.to - span.from) return open(span.from + left)
    left -= span.to - span.from
  }
  throw new RangeError('rating: the random number was 1 or more')
}

const open = (opensAt: number) => ({ opensAt, closesAt: opensAt + goodFor })

const daysFrom = (first: Day, last: Day): Day[] =>
  first > last ? [] : [first, ...daysFrom(addDays(first, 1), last)]
