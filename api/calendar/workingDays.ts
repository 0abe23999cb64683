import type { Text } from '../shared/text.ts'
import { addDays, type Day, isWeekend, yearOf } from './day.ts'

/** `official`: the State Council notice for the year is in. `provisional`: only the days fixed by statute. */
export type YearStatus = 'official' | 'provisional'

export interface CalendarYear {
  status: YearStatus
  source: Text
}

/**
 * A day the notice names: a holiday (its weekend days too, so that a Saturday counter closes on National
 * Day), or a weekend day worked in exchange (调休).
 */
export interface CalendarException {
  kind: 'holiday' | 'workday'
  name: Text
}

/** The working calendar (standards B9): Monday to Friday, as changed by the exceptions. */
export interface Calendar {
  years: ReadonlyMap<number, CalendarYear>
  exceptions: ReadonlyMap<Day, CalendarException>
}

/** The rows a calendar is kept in. */
export interface CalendarRows {
  years: readonly ({ year: number } & CalendarYear)[]
  days: readonly ({ day: Day } & CalendarException)[]
}

/** A calendar from its rows, as stored or as seeded. */
export function calendarFrom(rows: CalendarRows): Calendar {
  return {
    years: new Map(rows.years.map(({ year, status, source }) => [year, { status, source }])),
    exceptions: new Map(rows.days.map(({ day, kind, name }) => [day, { kind, name }])),
  }
}

/** Whether offices work on this day. In a year without notice this is a guess: see `isProvisional`. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  const exception = calendar.exceptions.get(day)
  return exception ? exception.kind === 'workday' : !isWeekend(day)
}

/** Whether the answer for this day may still change: its year is missing or has no official notice yet. */
export function isProvisional(calendar: Calendar, day: Day): boolean {
  return calendar.years.get(yearOf(day))?.status !== 'official'
}

/** The first working day on or after this one. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  let next = day
  while (!isWorkingDay(calendar, next)) next = addDays(next, 1)
  return next
}

/** The `count`-th working day after `day`; `day` itself is not counted, and 0 gives it back. */
export function addWorkingDays(calendar: Calendar, day: Day, count: number): Day {
  let last = day
  for (let counted = 0; counted < count; counted += 1) last = nextWorkingDay(calendar, addDays(last, 1))
  return last
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1
  }
  return count
}
