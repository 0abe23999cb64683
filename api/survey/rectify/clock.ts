import { sql } from 'drizzle-orm'
import { addDays, type Day, startOfDay } from '../../calendar/day.ts'
import { type Deadline, dueDate } from '../../calendar/deadline.ts'
import type { DeadlineRule, Extension } from '../../calendar/deadlineRule.ts'
import type { Pause } from '../../calendar/pause.ts'
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
import type { RectificationRow } from './query.ts'

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

/** Statements: the calendar of what a station is asked now. */
export const calendarFrom = ({ db }: Pick<Ctx, 'db'>, day: Day) =>
  [yearRows(db, day, addDays(day, reach)), dayRows(db, day, addDays(day, reach))] as const

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
  { extensions = [], pauses = [] }: { extensions?: readonly Extension[]; pauses?: readonly Pause[] } = {},
): Deadline =>
  dueDate({
    rule,
    startedAt,
    calendar: readCalendar(years, days),
    pauses: [...pauses],
    extensions: [...extensions],
    now: startedAt,
  })

type StationClock = Pick<
  RectificationRow,
  | 'fixRule'
  | 'openedOn'
  | 'stationFromAt'
  | 'moreState'
  | 'moreValue'
  | 'moreBy'
  | 'moreDecidedAt'
  | 'appealState'
  | 'appealAskedAt'
  | 'appealDecidedAt'
>

/** More time that was given for a rule, as it is counted. */
export const givenFor = (rule: DeadlineRule, value: number, approver: string): Extension => ({
  value,
  unit: rule.extension!.unit,
  approver,
  reason: { zh: '经批准延长', en: 'extended with approval' },
})

/**
 * When the station is to report what it was asked last: the days of the rule from the task, the time given beside, and without the
 * days on which the desk thought about its appeal.
 */
export function countForStation(
  row: StationClock,
  calendar: Pick<RectificationClocks, 'years' | 'days'>,
): Deadline {
  const rule: DeadlineRule = {
    ...(JSON.parse(row.fixRule) as DeadlineRule),
    startEvent: { zh: '督察转来之日', en: 'the day the desk asked' },
  }
  const from = row.stationFromAt ?? startOfDay(row.openedOn)
  const given = row.moreState === 'given' && (row.moreDecidedAt ?? 0) >= from
  const refused = row.appealState === 'refused' && (row.appealAskedAt ?? 0) >= from
  return countFrom(rule, from, calendar, {
    extensions: given ? [givenFor(rule, row.moreValue ?? 0, row.moreBy ?? '')] : [],
    pauses: refused
      ? [
          {
            from: row.appealAskedAt ?? from,
            to: row.appealDecidedAt ?? from,
            reason: { zh: '督察决定申诉', en: 'the desk decided about the appeal' },
          },
        ]
      : [],
  })
}
