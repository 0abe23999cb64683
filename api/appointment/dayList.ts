import { addDays, type Day, dayOf, toIso } from '../calendar/day.ts'
import type { Text } from '../shared/text.ts'
import { cutSlots, dayPlan } from './dayPlan.ts'
import type { Plan } from './plan.ts'
import { rulesOfDay, windowUnder } from './release/minute.ts'
import type { RuleRow } from './rules.ts'
import type { SlotDayView } from './schema.ts'

/** What is known of a day that has places. */
export interface DayRow {
  day: Day
  cap: number
  used: number
  /** The last moment at which one can be taken, ms. */
  lastAt: number
}

/** A release that has been planned: its window is a promise, whatever the schedule says since. */
export interface PlannedRow {
  day: Day
  windowFrom: number
  windowTo: number
}

/** Why a day of a year without its holiday notice does not open yet. */
const withheld: Text = {
  zh: '这一年的放假安排还没公布，公布以后再放号',
  en: 'Opens once the holiday notice of the year is out',
}

interface Known {
  plan: Plan
  days: readonly DayRow[]
  planned: readonly PlannedRow[]
  rules: readonly RuleRow[]
  /** Places of today that can still be taken. */
  leftToday: number
  now: number
}

/** Each of `count` days from today on: what is left of it, when it opens, or why nothing is to be had. */
export function dayList({ plan, days, planned, rules, leftToday, now }: Known, count: number): SlotDayView[] {
  const today = dayOf(now)
  const byDay = new Map(days.map((row) => [row.day, row]))
  const promised = new Map(planned.map((row) => [row.day, { from: row.windowFrom, to: row.windowTo }]))
  const waits = rulesOfDay(rules, today).provisionalDays === 'wait'
  return Array.from({ length: count }, (_, ahead) => {
    const day = addDays(today, ahead)
    const shape = dayPlan(plan, day)
    const { reason, provisional, releasesAt } = shape
    const row = byDay.get(day)
    const over = row !== undefined && row.lastAt <= now
    const remaining = day === today ? leftToday : row && !over ? row.cap - row.used : 0
    // Released, but the job that makes the slots has not come round yet: still later, by minutes.
    const later = row === undefined && cutSlots(shape).length > 0
    const state = remaining > 0 ? 'open' : later ? 'later' : row && !over ? 'full' : 'closed'
    const held = later && provisional && waits
    const window =
      later && !held && releasesAt !== null ? (promised.get(day) ?? windowUnder(rules, releasesAt)) : null
    return {
      day,
      state,
      remaining,
      releasesAt: window && toIso(window.from),
      releasesUntil: window && toIso(window.to),
      reason: held ? withheld : reason,
      provisional,
    }
  })
}
