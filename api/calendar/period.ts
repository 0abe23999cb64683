import { addDays, type Day, dayOf, endOfDay, startOfDay, weekdayOf } from './day.ts'
import { addMonths } from './month.ts'

/** A quarter of a year as `2026Q4`. Quarters compare and sort as strings. */
export type Quarter = string
/** What is evaluated: a quarter `2026Q4`, half a year `2026H2`, a year `2026`. */
export type Period = string

/** A period as it is written in addresses. */
export const periodPattern = /^\d{4}(?:Q[1-4]|H[12])?$/

/** The quarter a day lies in. */
export const quarterOf = (day: Day): Quarter => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** The quarters a period is made of, in order; a quarter is made of itself. */
export function quartersOf(period: Period): Quarter[] {
  const [year, part] = [period.slice(0, 4), period.slice(4)]
  if (part.startsWith('Q')) return [period]
  const quarters = part === 'H1' ? [1, 2] : part === 'H2' ? [3, 4] : [1, 2, 3, 4]
  return quarters.map((n) => `${year}Q${n}`)
}

/** The periods a quarter belongs to: itself, its half-year, its year. */
export const periodsOf = (quarter: Quarter): Period[] => [
  quarter,
  `${quarter.slice(0, 4)}H${Number(quarter.slice(5)) <= 2 ? 1 : 2}`,
  quarter.slice(0, 4),
]

const firstMonth = (quarter: Quarter) =>
  `${quarter.slice(0, 4)}-${String(Number(quarter.slice(5)) * 3 - 2).padStart(2, '0')}`

/** The first and the last day of a period. */
export function daysOfPeriod(period: Period): { from: Day; to: Day } {
  const quarters = quartersOf(period)
  const [first, last] = [quarters[0] as Quarter, quarters.at(-1) as Quarter]
  return {
    from: `${firstMonth(first)}-01`,
    to: addDays(`${addMonths(firstMonth(last), 3)}-01`, -1),
  }
}

/** The last millisecond of a period. */
export const endOfPeriod = (period: Period): number => endOfDay(daysOfPeriod(period).to)

/** The quarter so many later (earlier when negative). */
export const addQuarters = (quarter: Quarter, count: number): Quarter =>
  quarterOf(`${addMonths(firstMonth(quarter), 3 * count)}-01`)

/** The Monday of the week a day lies in. */
export const mondayOf = (day: Day): Day => addDays(day, 1 - weekdayOf(day))

/** The Monday of the week a moment falls in, in Shanghai. */
export const weekOf = (ms: number): Day => mondayOf(dayOf(ms))

/** The quarter a moment falls in, in Shanghai. */
export const quarterAt = (ms: number): Quarter => quarterOf(dayOf(ms))

/**
 * The day on which public numbers of ratings and evaluation move next: the next Monday, or the day after the quarter, whichever
 * comes first.
 */
export const movesNext = (ms: number): Day =>
  [addDays(weekOf(ms), 7), addDays(daysOfPeriod(quarterAt(ms)).to, 1)].sort()[0] as Day

/** The first moment of a period, ms. */
export const startOfPeriod = (period: Period): number => startOfDay(daysOfPeriod(period).from)
