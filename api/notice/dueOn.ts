import { addDays, type Day, dayOf, startOfDay } from '../calendar/day.ts'
import { dueDate } from '../calendar/deadline.ts'
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
import { invalid } from '../problem.ts'

/** The clock of publishing on our own motion: 20 working days (standards B3). */
const rule = 'publication'

/** Statements: what the due day is worked out from. */
export const dueRows = (ctx: Ctx, aroseOn: Day) =>
  [
    ruleRow(ctx.db, rule, aroseOn),
    yearRows(ctx.db, aroseOn, reachOf(rule, aroseOn)),
    dayRows(ctx.db, aroseOn, reachOf(rule, aroseOn)),
  ] as const

/** The last day on which it is published in time, out of the rows of `dueRows`. */
export function dueOn(aroseOn: Day, [found]: RuleRow[], years: YearRow[], days: DayRow[]): Day {
  if (!found) throw new TypeError(`calendar: no rule ${rule} on ${aroseOn}`)
  const startedAt = startOfDay(aroseOn)
  const calendar = readCalendar(years, days)
  return dueDate({ rule: readRule(found), startedAt, calendar, pauses: [], extensions: [], now: startedAt })
    .dueDay
}

/** Throws invalid-input unless this can be the day on which something came about that is published now. */
export function checkArose(ctx: Ctx, aroseOn: Day): void {
  const today = dayOf(ctx.clock.now())
  if (aroseOn > today || aroseOn < addDays(today, -5 * 366)) throw invalid('/aroseOn', 'notice.arose')
}
