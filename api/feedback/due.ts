import { dayOf } from '../calendar/day.ts'
import { type Deadline, dueDate } from '../calendar/deadline.ts'
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
} from '../calendar/query.ts'
import type { Ctx } from '../context.ts'

/** The clock of an error on a page: answered within 3 working days (standards B7, P). */
const key = 'site.error'

/** Statements: what the due day of an error reported now is worked out from. */
export function dueRows({ db, clock }: Ctx) {
  const today = dayOf(clock.now())
  const to = reachOf(key, today)
  return [ruleRow(db, key, today), yearRows(db, today, to), dayRows(db, today, to)] as const
}

/** When an error reported at this moment is due, and by which version of the rule. */
export function dueOf(
  startedAt: number,
  [found]: RuleRow[],
  years: YearRow[],
  days: DayRow[],
): Pick<Deadline, 'dueAt' | 'dueDay' | 'counted'> & { ruleId: string } {
  if (!found) throw new TypeError(`calendar: no rule ${key} on ${dayOf(startedAt)}`)
  const rule = readRule(found)
  const calendar = readCalendar(years, days)
  const { dueAt, dueDay, counted } = dueDate({
    rule,
    startedAt,
    calendar,
    pauses: [],
    extensions: [],
    now: startedAt,
  })
  return { ruleId: rule.id, dueAt, dueDay, counted }
}
