import type { Day } from '../calendar/day.ts'
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
  closures: readonly Closure[]
  opensOnHolidays: boolean
}

/** The rules of one counter. A day whose special hours leave it out is a day it is shut, for their reason. */
export function rulesOf(rules: CounterRules, counter: string): OpeningRules {
  const holds = (row: AtCounter) => row.counter === '' || row.counter === counter
  const special = rules.special.filter(holds)
  const own = new Set(special.map(({ day }) => day))
  const shut = rules.special
    .filter(({ day }) => !own.has(day))
    .map(({ day, reason }) => ({ fromDay: day, toDay: day, reason }))
  return { ...rules, weekly: rules.weekly.filter(holds), special, closures: [...shut, ...rules.closures] }
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
  const whole = hoursOn(rules, calendar, day)
  const each = counters.map((counter) => ({
    counter,
    windows: hoursOn(rulesOf(rules, counter), calendar, day).windows,
  }))
  const windows = whole.windows.map((window) => {
    const keep = each
      .filter((at) => at.windows.some((w) => w.opens <= window.opens && window.closes <= w.closes))
      .map(({ counter }) => counter)
    return { ...window, counters: keep.length === counters.length || keep.length === 0 ? null : keep }
  })
  return { ...whole, windows }
}
