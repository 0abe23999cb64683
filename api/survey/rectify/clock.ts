import { sql } from 'drizzle-orm'
import { addDays, type Day } from '../../calendar/day.ts'
import { type Deadline, dueDate } from '../../calendar/deadline.ts'
import type { DeadlineRule, Extension } from '../../calendar/deadlineRule.ts'
import {
  type DayRow,
  dayRows,
  type RuleRow,
  readCalendar,
  readRule,
  rulesByKey,
  type YearRow,
  yearRows,
} from '../../calendar/query.ts'
import type { Ctx } from '../../context.ts'

/** No clock of a rectification reaches further from its start, days. */
const reach = 120

/** Statements: the clocks of a bad rating and the calendar they are counted by, for `countFrom`. */
export const rectificationRows = ({ db }: Pick<Ctx, 'db'>, day: Day) =>
  [
    rulesByKey(db, ['rating.contact', 'rating.rectify'], day),
    yearRows(db, day, addDays(day, reach)),
    dayRows(db, day, addDays(day, reach)),
  ] as const

/** Statements: the calendar from the day on which this one began. */
export function rectificationCalendar({ db }: Pick<Ctx, 'db'>, id: string) {
  const day = (further: string) =>
    sql`(SELECT date(opened_on, ${further}) FROM rectification WHERE id = ${id})`
  const [from, to] = [day('+0 days'), day(`+${reach} days`)]
  return [yearRows(db, from, to), dayRows(db, from, to)] as const
}

/** What `rectificationRows` read. */
export interface RectificationClocks {
  rules: readonly RuleRow[]
  years: readonly YearRow[]
  days: readonly DayRow[]
}

/** One of the two rules out of what was read. Throws TypeError: they are seeded, so none is a fault of ours. */
export function ruleOf(
  { rules }: RectificationClocks,
  key: 'rating.contact' | 'rating.rectify',
): DeadlineRule {
  const row = rules.find(({ rule_key }) => rule_key === key)
  if (!row) throw new TypeError(`survey: the rule ${key} is missing`)
  return readRule(row)
}

/** When a clock that began at a moment is due, with what was given beside. Pure. */
export const countFrom = (
  rule: DeadlineRule,
  startedAt: number,
  { years, days }: Pick<RectificationClocks, 'years' | 'days'>,
  extensions: readonly Extension[] = [],
): Deadline =>
  dueDate({
    rule,
    startedAt,
    calendar: readCalendar(years, days),
    pauses: [],
    extensions: [...extensions],
    now: startedAt,
  })
