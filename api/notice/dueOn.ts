import { clockRows, startClock } from '../calendar/clock.ts'
import { addDays, type Day, dayOf, startOfDay } from '../calendar/day.ts'
import type { DayRow, RuleRow, YearRow } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { invalid } from '../problem.ts'

/** Statements: what the clock of publishing on our own motion, 20 working days, is counted from (standards B3). */
export const dueRows = (ctx: Ctx, aroseOn: Day) => clockRows(ctx, 'publication', aroseOn)

/** The last day on which it is published in time, out of the rows of `dueRows`. */
export const dueOn = (aroseOn: Day, ...read: [RuleRow[], YearRow[], DayRow[]]): Day =>
  startClock(startOfDay(aroseOn), ...read).dueDay

/** Throws invalid-input unless this can be the day on which something came about that is published now. */
export function checkArose(ctx: Ctx, aroseOn: Day): void {
  const today = dayOf(ctx.clock.now())
  if (aroseOn > today || aroseOn < addDays(today, -5 * 366)) throw invalid('/aroseOn', 'notice.arose')
}
