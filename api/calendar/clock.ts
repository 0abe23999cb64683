import type { Ctx } from '../context.ts'
import { type Day, dayOf } from './day.ts'
import { type Deadline, dueDate } from './deadline.ts'
import type { DeadlineRule } from './deadlineRule.ts'
import {
  type DayRow,
  dayRows,
  type RuleRow,
  reachOf,
  readCalendar,
  readRule,
  ruleRow,
  type YearRow,
  yearRows,
} from './query.ts'

/** Statements: what a clock that starts on this day is counted from, for `startClock`. */
export const clockRows = ({ db }: Pick<Ctx, 'db'>, key: string, day: Day) =>
  [ruleRow(db, key, day), yearRows(db, day, reachOf(key, day)), dayRows(db, day, reachOf(key, day))] as const

/**
 * When what begins at this moment (epoch ms) is due, out of the rows of `clockRows`, and by which version of the rule.
 * Throws TypeError when no version is in force on that day: the clocks we keep are seeded, so that is a fault of ours.
 */
export function startClock(
  startedAt: number,
  [found]: readonly RuleRow[],
  years: readonly YearRow[],
  days: readonly DayRow[],
): Deadline & { rule: DeadlineRule } {
  if (!found) throw new TypeError(`calendar: no rule on ${dayOf(startedAt)}`)
  const rule = readRule(found)
  const calendar = readCalendar(years, days)
  return { ...dueDate({ rule, startedAt, calendar, pauses: [], extensions: [], now: startedAt }), rule }
}
