import type { CaseKind, CaseState } from '../../db/schema/casefile.ts'
import { addDays, type Day } from '../calendar/day.ts'
import { dueDate } from '../calendar/deadline.ts'
import type { DeadlineRule, Extension } from '../calendar/deadlineRule.ts'
import {
  type DayRow,
  dayRows,
  type RuleRow,
  readCalendar,
  readRule,
  type YearRow,
  yearRows,
} from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'

/** The clock of a stage: by which rule of the standards (B4), and from when it runs. */
interface StageClock {
  key: string
  from: 'received' | 'stage'
  next: Text
}

const decision = {
  zh: '最晚决定是否立案，并告诉您',
  en: 'By then it is decided whether to open the case, and you are told',
}
const acceptance: StageClock = { key: 'case.acceptance', from: 'received', next: decision }
const filing: StageClock = { key: 'case.filing', from: 'received', next: decision }

const clocks: Record<CaseKind, Partial<Record<CaseState, StageClock>>> = {
  report: {
    received: {
      key: 'case.acceptance',
      from: 'received',
      next: { zh: '最晚告诉您是否受理', en: 'By then you are told whether it is accepted' },
    },
    accepted: {
      key: 'case.transfer',
      from: 'stage',
      next: {
        zh: '不归我们管的，最晚这时移送并告诉您',
        en: 'If it is another office’s, it is passed on by then and you are told',
      },
    },
  },
  security: {
    received: acceptance,
    accepted: acceptance,
    filed: {
      key: 'case.security',
      from: 'stage',
      next: { zh: '办案期限到这天', en: 'The time to handle the case ends' },
    },
  },
  criminal: { received: filing, accepted: filing },
}

/** The clock that runs in a stage; none where the law or we set none. */
export const clockOf = (kind: CaseKind, state: CaseState): StageClock | null => clocks[kind][state] ?? null

/** The rule of how soon a stage is entered; of what was urgent, dealt with first and written down after. */
export const noticeRule = 'casefile.notice'
export const urgentRule = 'case.urgent.register'

/** Every rule that a step of a case may need. */
export const stepRules = [
  'case.acceptance',
  'case.transfer',
  'case.filing',
  'case.security',
  noticeRule,
  urgentRule,
  'callback.sample',
]

/** No clock of a case reaches further from a day: 30 days, lengthened twice, and a holiday. */
const reach = 120
/** How long ago a case can have been reported that is entered or goes on now: its calendar is read from there. */
export const oldest = 400

/** Statements: the calendar that any clock of a case is counted by, as seen from today. */
export const caseCalendar = ({ db }: Pick<Ctx, 'db'>, today: Day) =>
  [
    yearRows(db, addDays(today, -oldest), addDays(today, reach)),
    dayRows(db, addDays(today, -oldest), addDays(today, reach)),
  ] as const

/** The columns of the clock that runs. */
export interface ClockColumns {
  rule: string | null
  clockStartedAt: number | null
  dueAt: number | null
  counted: string
}

export const noClock: ClockColumns = { rule: null, clockStartedAt: null, dueAt: null, counted: '[]' }

/** The rule of this key among those that were read. Throws TypeError: the rules are seeded, so none is a fault of ours. */
export function ruleNamed(found: readonly RuleRow[], key: string): DeadlineRule {
  const row = found.find(({ rule_key }) => rule_key === key)
  if (!row) throw new TypeError(`casefile: the rule ${key} is missing`)
  return readRule(row)
}

/** Counts a rule from a moment (ms). */
export function count(
  rule: DeadlineRule,
  startedAt: number,
  years: readonly YearRow[],
  days: readonly DayRow[],
  extensions: readonly Extension[] = [],
) {
  return dueDate({
    rule,
    startedAt,
    calendar: readCalendar(years, days),
    pauses: [],
    extensions,
    now: startedAt,
  })
}

/** The same as columns, with the rule copied whole. */
export function started(
  rule: DeadlineRule,
  startedAt: number,
  years: readonly YearRow[],
  days: readonly DayRow[],
  extensions: readonly Extension[] = [],
): ClockColumns & { dueAt: number } {
  const { dueAt, counted } = count(rule, startedAt, years, days, extensions)
  return { rule: JSON.stringify(rule), clockStartedAt: startedAt, dueAt, counted: JSON.stringify(counted) }
}
