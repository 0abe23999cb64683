import type { Limit } from './catalogue.ts'

/**
 * A promise may be shorter than the law, never longer (standards E14). Both are lengths, not dates, so
 * lengths of different kinds are compared at their worst: a promise counts as kept within the law only
 * if it ends no later for every day it could start on. Every limit counts from the day after day 0,
 * and a calendar-day limit that ends on a day off moves to the next working day (standards B9).
 */

/** The longest run of days off we allow for: nine were given in February 2026; ten leaves one to spare. */
const LONGEST_BREAK = 10
/** Weekdays allowed for holidays in each started 50 working days; a test holds it against 2024–2026. */
const HOLIDAYS_PER_50 = 10

/**
 * The most calendar days that `workingDays` working days can take, counted from the day after day 0: the
 * days themselves and a generous number of weekday holidays, with a weekend for each started week of both.
 */
export function longestCalendarLength(workingDays: number): number {
  const weekdays = workingDays + HOLIDAYS_PER_50 * Math.ceil(workingDays / 50)
  return weekdays + 2 * Math.ceil(weekdays / 5)
}

/** The most hours that can pass before a promise runs out: day 0 itself, then its days, then a break. */
function longestHours(promise: Limit): number {
  if (promise.unit === 'hour') return promise.value
  const days =
    promise.unit === 'working_day' ? longestCalendarLength(promise.value) : promise.value + LONGEST_BREAK
  return 24 * (days + 1)
}

/**
 * Whether a promise can never end after the legal limit. True when the law sets none, and for value 0
 * (on the spot). When in doubt it says no: 40 working days are not accepted under 60 calendar days.
 */
export function isWithinLaw(promise: Limit, legal: Limit | null): boolean {
  if (legal === null || promise.value === 0) return true
  if (promise.unit === legal.unit) return promise.value <= legal.value
  if (legal.unit === 'hour') return longestHours(promise) <= legal.value
  // n days, of either kind, end at the end of a day and so last at least 24 n hours.
  if (promise.unit === 'hour') return promise.value <= 24 * legal.value
  // n working days take at least n calendar days, and both ends fall on a working day.
  if (promise.unit === 'calendar_day') return promise.value <= legal.value
  // The legal end is a working day: the promise is met if all its earlier working days lie before it.
  return longestCalendarLength(promise.value - 1) <= legal.value - 1
}

/** A promise longer than the law allows; carries both so that the editor can be told. */
export class PromiseTooLong extends Error {
  readonly code = 'promise-too-long'
  readonly promise: Limit
  readonly legal: Limit
  constructor(promise: Limit, legal: Limit) {
    super(`promise of ${promise.value} ${promise.unit} is longer than the law: ${legal.value} ${legal.unit}`)
    this.promise = promise
    this.legal = legal
    this.name = 'PromiseTooLong'
  }
}

/**
 * The promise that holds at one service point: its own overlay where it has one, else the catalogue's.
 * It may be longer than the catalogue's default, never longer than the law: then `PromiseTooLong`.
 */
export function effectivePromise(
  base: { promise: Limit | null; legal: Limit | null },
  overlay: Limit | null,
): Limit | null {
  const promise = overlay ?? base.promise
  if (promise !== null && base.legal !== null && !isWithinLaw(promise, base.legal)) {
    throw new PromiseTooLong(promise, base.legal)
  }
  return promise
}
