import { addDays, type Day, type Weekday } from '../calendar/day.ts'
import {
  type Closure,
  type DayHours,
  hoursOn,
  type OpeningRules,
  type OpenWindow,
  type SpecialHours,
  type WeeklyHours,
} from '../calendar/openingHours.ts'
import type { Calendar } from '../calendar/workingDays.ts'

interface AtCounter {
  /** '' for every counter of the point. */
  counter: string
}

/** What a service point has said about its hours, counter by counter. */
export interface CounterRules {
  weekly: readonly (WeeklyHours & AtCounter)[]
  special: readonly (SpecialHours & AtCounter)[]
  closures: readonly (Closure & AtCounter)[]
  opensOnHolidays: boolean
}

/** The rules of one counter: what is said of all counters, and of itself. */
export function rulesOf(rules: CounterRules, counter: string): OpeningRules {
  const holds = (row: AtCounter) => row.counter === '' || row.counter === counter
  return {
    weekly: rules.weekly.filter(holds),
    special: rules.special.filter(holds),
    closures: rules.closures.filter(holds),
    opensOnHolidays: rules.opensOnHolidays,
  }
}

export interface PointDay<Counter extends string> extends Omit<DayHours, 'windows'> {
  /** `counters`: the only ones that keep the window, null when all do. */
  windows: (OpenWindow & { counters: Counter[] | null })[]
}

/** The hours of the whole service point on a day: open while any of its counters is. */
export function pointHours<Counter extends string>(
  rules: CounterRules,
  counters: readonly Counter[],
  calendar: Calendar,
  day: Day,
): PointDay<Counter> {
  const each = (counters.length > 0 ? counters : ['' as const]).map((counter) => ({
    counter,
    hours: hoursOn(rulesOf(rules, counter), calendar, day),
  }))
  const byTime = new Map<string, OpenWindow & { counters: Counter[] }>()
  for (const { counter, hours } of each) {
    for (const { opens, closes } of hours.windows) {
      const window = byTime.get(`${opens}-${closes}`) ?? { opens, closes, counters: [] }
      byTime.set(`${opens}-${closes}`, window)
      if (counter !== '') window.counters.push(counter)
    }
  }
  const windows = [...byTime.values()]
    .sort((a, b) => a.opens.localeCompare(b.opens))
    .map((window) => ({
      ...window,
      counters: window.counters.length === counters.length ? null : window.counters,
    }))
  const reason = each.find(({ hours }) => hours.reason)?.hours.reason
  return {
    day,
    windows,
    status: windows.length > 0 ? 'open' : 'closed',
    ...(reason && { reason }),
    provisional: each.some(({ hours }) => hours.provisional),
  }
}

/** Any week without holiday, closure or special hours; this one began on a Monday. */
const plainMonday: Day = '2024-01-01'
const plainCalendar: Calendar = { years: new Map(), exceptions: new Map() }

/** The usual week, Monday first, whatever this one is like; a day without hours is not listed. */
export function usualWeek<Counter extends string>(rules: CounterRules, counters: readonly Counter[]) {
  const usual = { ...rules, special: [], closures: [] }
  return ([1, 2, 3, 4, 5, 6, 7] as Weekday[]).flatMap((weekday) => {
    const { windows } = pointHours(usual, counters, plainCalendar, addDays(plainMonday, weekday - 1))
    return windows.length > 0 ? [{ weekday, windows }] : []
  })
}
