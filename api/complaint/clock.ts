import { sql } from 'drizzle-orm'
import type { ComplaintClock } from '../../db/schema/complaint.ts'
import { addDays, DAY, type Day, endOfDay, HOUR } from '../calendar/day.ts'
import { dueDate } from '../calendar/deadline.ts'
import type { DeadlineRule, Extension } from '../calendar/deadlineRule.ts'
import type { Pause } from '../calendar/pause.ts'
import {
  type DayRow,
  dayRows,
  type RuleRow,
  readCalendar,
  readRule,
  rulesByKey,
  type YearRow,
  yearRows,
} from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import type { ExtensionRow, PauseRow } from './query.ts'

/** The rules of the clocks that all kinds share. */
export const sharedRules = {
  /** Its author's time to answer a question. */
  wait: 'complaint.wait',
  /** Its author's time to say whether the answer will do. */
  reply: 'complaint.reply',
  /** Another body's time to answer. */
  outside: 'complaint.outside',
  /** The office's time to answer an objection. */
  review: 'complaint.review',
} as const

/** No count of a clock of ours reaches further from its start, days. */
const reach = 320
/** Shanghai is eight hours ahead of UTC, ms. */
const zone = 8 * HOUR

/** It is due soon from so long before, and stands with the supervision desk from so long after (product defaults), ms. */
const soon = 2 * DAY
const long = 5 * DAY

/** Statements: rules by their keys and the calendar from a day on. */
export const rulesAndCalendar = ({ db }: Pick<Ctx, 'db'>, keys: readonly string[], day: Day) =>
  [
    rulesByKey(db, keys, day),
    yearRows(db, day, addDays(day, reach)),
    dayRows(db, day, addDays(day, reach)),
  ] as const

/** Statements: the calendar from the day on which the complaint of this reference came in, and so from before any of its clocks. */
export function calendarOf({ db }: Pick<Ctx, 'db'>, reference: string) {
  const day = (further: string) =>
    sql`(SELECT date((received_at + ${zone}) / 1000, 'unixepoch', ${further})
         FROM complaint WHERE reference = ${reference})`
  const [from, to] = [day('+0 days'), day(`+${reach * 2} days`)]
  return [yearRows(db, from, to), dayRows(db, from, to)] as const
}

/** A rule by its key out of rows of `rulesByKey`. Throws TypeError: the rules are seeded, so none is a fault of ours. */
export function ruleIn(found: readonly RuleRow[], key: string): DeadlineRule {
  const row = found.find(({ rule_key }) => rule_key === key)
  if (!row) throw new TypeError(`complaint: the rule ${key} is missing`)
  return readRule(row)
}

/** The calendar as it was read. */
export interface Days {
  years: readonly YearRow[]
  days: readonly DayRow[]
}

/** The columns that start the office's clock at a moment, ms. */
export function startClock(
  clock: ComplaintClock,
  rule: DeadlineRule,
  startedAt: number,
  { years, days }: Days,
) {
  const found = count(rule, { startedAt, now: startedAt, years, days })
  return {
    clock,
    rule: JSON.stringify(rule),
    clockStartedAt: startedAt,
    dueAt: found.dueAt,
    counted: JSON.stringify(found.counted),
    pausedAt: null,
    raised: 0,
    raiseAt: raiseAt(found.dueAt, 0),
  } as const
}

/** The columns of the office's clock on what is due on a day that was named: `rule` says by whom, and counts nothing. */
export function namedClock(rule: DeadlineRule, dueDay: Day, startedAt: number) {
  const dueAt = endOfDay(dueDay)
  return {
    clock: 'finish',
    rule: JSON.stringify(rule),
    clockStartedAt: startedAt,
    dueAt,
    counted: JSON.stringify([
      { zh: `${rule.startEvent.zh}：${dueDay}`, en: `${rule.startEvent.en}: ${dueDay}` },
    ]),
    pausedAt: null,
    raised: 0,
    raiseAt: raiseAt(dueAt, 0),
  } as const
}

/** The columns of a complaint on which no clock of the office runs. */
export const noClock = {
  clock: null,
  rule: null,
  clockStartedAt: null,
  dueAt: null,
  counted: '[]',
  pausedAt: null,
  raised: 0,
  raiseAt: null,
} as const

/** The columns of its author's turn: due when, and how that was counted. */
export function startTurn(
  turn: 'wait' | 'reply',
  rule: DeadlineRule,
  startedAt: number,
  { years, days }: Days,
) {
  const found = count(rule, { startedAt, now: startedAt, years, days })
  return {
    turn,
    turnDueAt: found.dueAt,
    turnCounted: JSON.stringify(found.counted),
    remindedAt: null,
  } as const
}

/** The columns of nobody's turn. */
export const noTurn = {
  turn: null,
  turnDueAt: null,
  turnCounted: '[]',
  remindedAt: null,
  turnBack: null,
} as const

interface Counting extends Days {
  startedAt: number
  now: number
  pauses?: readonly Pause[]
  extensions?: readonly Extension[]
}

/** When a clock is due, with its pauses and extensions. */
export const count = (
  rule: DeadlineRule,
  { startedAt, now, years, days, pauses = [], extensions = [] }: Counting,
) => dueDate({ rule, startedAt, calendar: readCalendar(years, days), pauses, extensions, now })

/** What a running clock is counted from. */
export interface Running {
  rule: string | null
  clockStartedAt: number | null
  raised: number
}

/** The columns of a clock counted anew, after a pause or an extension. Throws TypeError without a clock. */
export function recount(
  row: Running,
  {
    pauses,
    extensions,
    ...rest
  }: Days & { now: number; pauses: readonly PauseRow[]; extensions: readonly ExtensionRow[] },
) {
  if (row.rule === null || row.clockStartedAt === null) throw new TypeError('complaint: no clock runs')
  const found = count(JSON.parse(row.rule) as DeadlineRule, {
    ...rest,
    startedAt: row.clockStartedAt,
    pauses: pausesIn(pauses, row.clockStartedAt),
    extensions: extensionsIn(extensions),
  })
  const raised = found.dueAt > rest.now ? 0 : row.raised
  return {
    dueAt: found.dueAt,
    counted: JSON.stringify(found.counted),
    raised,
    raiseAt: raiseAt(found.dueAt, raised),
  }
}

/** When the machine looks at it next, ms: before it is due, when it is due, long after; null: it has said all. */
export function raiseAt(dueAt: number, raised: number): number | null {
  if (raised === 0) return dueAt - soon
  if (raised === 1) return dueAt
  return raised === 2 ? dueAt + long : null
}

/** Why the clock stood still, in words. */
export const pauseReasons = {
  you: { zh: '等您补充', en: 'waiting for you' },
  'third-party': {
    zh: '征求第三方意见（《政府信息公开条例》第33条）',
    en: 'a third party is asked for its view (Regulations on Open Government Information, art. 33)',
  },
} as const

/** The pauses of a clock that began at a moment, as the engine takes them. */
export const pausesIn = (found: readonly PauseRow[], startedAt: number): Pause[] =>
  found
    .filter(({ fromAt }) => fromAt >= startedAt)
    .map(({ reason, fromAt, toAt }) => ({ from: fromAt, to: toAt, reason: pauseReasons[reason] }))

/** Extensions as the engine takes them. */
export const extensionsIn = (found: readonly ExtensionRow[]): Extension[] =>
  found.map(({ value, unit, approverId }) => ({
    value,
    unit,
    approver: approverId,
    reason: { zh: '经批准延长', en: 'extended with approval' },
  }))
