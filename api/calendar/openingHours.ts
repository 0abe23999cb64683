import type { Text } from '../shared/text.ts'
import {
  addDays,
  type Day,
  dayOf,
  isWeekend,
  type TimeOfDay,
  timeOf,
  type Weekday,
  weekdayOf,
} from './day.ts'
import { type Calendar, isProvisional } from './workingDays.ts'

/** Open from `opens` (included) to `closes` (not included, later than `opens`, `24:00` at most). */
export interface OpenWindow {
  opens: TimeOfDay
  closes: TimeOfDay
}

export interface WeeklyHours extends OpenWindow {
  weekday: Weekday
}

/** Closed from the first day to the last, both included. */
export interface Closure {
  fromDay: Day
  toDay: Day
  reason: Text
}

/** One window on one day that replaces everything else; several rows for a day make several windows. */
export interface SpecialHours extends OpenWindow {
  day: Day
  reason: Text
}

/** What a service point has said about its hours. A night counter is two windows: to 24:00 and from 00:00. */
export interface OpeningRules {
  weekly: readonly WeeklyHours[]
  closures: readonly Closure[]
  special: readonly SpecialHours[]
  /** The weekly hours hold on public holidays too, as at a desk that never closes. */
  opensOnHolidays: boolean
}

export interface DayHours {
  day: Day
  windows: OpenWindow[]
  status: 'open' | 'closed'
  /** Why the day differs from an ordinary one of its weekday. */
  reason?: Text
  /** The year's holiday notice is not out, and the answer rests on it. */
  provisional: boolean
}

/**
 * The hours of a service point on a day. Special hours win, then closures, then public holidays (closed
 * unless the point opens on them), then a weekend day worked in exchange takes Monday's windows, and any
 * other day its own.
 */
export function hoursOn(rules: OpeningRules, calendar: Calendar, day: Day): DayHours {
  const special = rules.special.filter((row) => row.day === day)
  if (special.length > 0) return answer(day, special, special[0]?.reason, false)

  const closure = rules.closures.find((row) => row.fromDay <= day && day <= row.toDay)
  if (closure) return answer(day, [], closure.reason, false)

  const provisional = isProvisional(calendar, day)
  const exception = calendar.exceptions.get(day)
  if (exception?.kind === 'holiday' && !rules.opensOnHolidays) {
    return answer(day, [], exception.name, provisional)
  }
  if (exception?.kind === 'workday' && isWeekend(day)) {
    return answer(day, weekly(rules, 1), exception.name, provisional)
  }
  return answer(day, weekly(rules, weekdayOf(day)), undefined, provisional)
}

/** Whether the service point is open at an instant; closing time itself is closed. */
export function isOpenAt(rules: OpeningRules, calendar: Calendar, ms: number): boolean {
  const time = timeOf(ms)
  return hoursOn(rules, calendar, dayOf(ms)).windows.some(
    ({ opens, closes }) => opens <= time && time < closes,
  )
}

/** The hours of seven days, from the given day on. */
export function weekOf(rules: OpeningRules, calendar: Calendar, from: Day): DayHours[] {
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => hoursOn(rules, calendar, addDays(from, offset)))
}

function weekly(rules: OpeningRules, weekday: Weekday): WeeklyHours[] {
  return rules.weekly.filter((row) => row.weekday === weekday)
}

function answer(
  day: Day,
  rows: readonly OpenWindow[],
  reason: Text | undefined,
  provisional: boolean,
): DayHours {
  const windows = rows
    .map(({ opens, closes }) => ({ opens, closes }))
    .sort((a, b) => a.opens.localeCompare(b.opens))
  const status = windows.length > 0 ? 'open' : 'closed'
  return reason ? { day, windows, status, reason, provisional } : { day, windows, status, provisional }
}
