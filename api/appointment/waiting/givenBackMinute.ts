import { addDays, at, DAY, dayOf, MINUTE } from '../../calendar/day.ts'
import { randomBytes } from '../../shared/bytes.ts'
import type { BookingRules } from '../rules.ts'

/** A place that cannot wait for the next window appears within so many minutes. */
const soon = 30
/** Minutes for which a place that waits for its window must stay open to all after it. */
const enough = 10

/** Where a drawn number comes from: a whole number below `n`, each as likely. */
export type DrawBelow = (n: number) => number

/** The platform's randomness; what is left of 2^32 over the last whole multiple of `n` is drawn again. */
export const drawFairly: DrawBelow = (n) => {
  const fair = Math.floor(2 ** 32 / n) * n
  for (;;) {
    const [a = 0, b = 0, c = 0, d = 0] = randomBytes(4)
    const number = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
    if (number < fair) return number % n
  }
}

/**
 * The minute at which a place given back now appears for all, ms: drawn within the next published window that has not
 * begun, so that whoever gives it back cannot tell a friend when to be there. Where the place could no longer be
 * booked then, within the next half hour, or what is left of it; at once only in its last minute, or where there are
 * no windows.
 */
export function givenBackMinute(
  now: number,
  closesAt: number,
  { givenBackWindows }: Pick<BookingRules, 'givenBackWindows'>,
  draw: DrawBelow = drawFairly,
): number {
  if (givenBackWindows.length === 0) return now
  const today = dayOf(now)
  const next = [today, addDays(today, 1)]
    .flatMap((day) =>
      givenBackWindows.map((window) => {
        const from = at(day, window.from)
        const to = at(day, window.to)
        return { from, to: to > from ? to : to + DAY }
      }),
    )
    .filter(({ from }) => from > now)
    .sort((a, b) => a.from - b.from)[0]
  // Of a window that outlasts the place, the part in which it can still be booked.
  const last = next ? Math.min(next.to, closesAt - enough * MINUTE) : 0
  if (next && last > next.from) return next.from + draw(Math.floor((last - next.from) / MINUTE)) * MINUTE
  // However late it is given back, nobody knows its minute: at once would mean to whoever was told.
  const left = Math.floor((closesAt - now) / MINUTE) - 1
  return left < 1 ? now : now + (1 + draw(Math.min(soon, left))) * MINUTE
}
