import { sql } from 'drizzle-orm'
import { addDays, type Day, dayOf, HOUR } from '../calendar/day.ts'
import { type Deadline, dueDate } from '../calendar/deadline.ts'
import type { DeadlineRule, Extension } from '../calendar/deadlineRule.ts'
import type { Pause } from '../calendar/pause.ts'
import {
  type DayRow,
  dayRows,
  type RuleRow,
  readCalendar,
  readRule,
  ruleRow,
  rulesByKey,
  type YearRow,
  yearRows,
} from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { lawfulPromise, readOverlay } from '../matter/overlay.ts'
import type { Form } from './form/declaration.ts'
import { ownForm } from './ownForm.ts'
import type { ApplicationRow, ExtensionRow, PauseRow } from './query.ts'

/** The seeded rule of each clock; what is decided within is the form's and the service point's own. */
export const clockRules = {
  draft: 'application.draft',
  identity: 'application.identity',
  ask: 'application.ask',
  answer: 'application.answer',
  deliver: 'application.deliver',
  collect: 'application.collect',
  posted: 'application.posted',
} as const
/** Of a permit the law itself sets these (行政许可法 32, 44); what is no permit keeps to the same days by our own promise. */
const permitRules = { ask: 'permit.correction', deliver: 'permit.delivery' } as const
/** The rule of how long a draft is kept at most, however often it is saved. */
export const longestDraft = 'application.draft.most'
export type SeededClock = keyof typeof clockRules

/** No count of a clock of ours reaches further from its start: 60 working days of pauses and extensions and more. */
const reach = 240
/** Shanghai is eight hours ahead of UTC, ms. */
const zone = 8 * HOUR

/** Statements: the rule of a seeded clock, and the calendar it is counted by. */
export const seededRows = (ctx: Pick<Ctx, 'db'>, clock: SeededClock, day: Day) =>
  [clockRule(ctx, clock, day), ...calendarRows(ctx, day)] as const

/** Statement: the rule of a seeded clock; of one that has another for permits, both. */
export const clockRule = ({ db }: Pick<Ctx, 'db'>, clock: SeededClock, day: Day) =>
  clock === 'ask' || clock === 'deliver'
    ? rulesByKey(db, [permitRules[clock], clockRules[clock]], day)
    : ruleRow(db, clockRules[clock], day)

/** Statements: the calendar from a day on, as far as any clock that starts there reaches. */
export const calendarRows = ({ db }: Pick<Ctx, 'db'>, day: Day) =>
  [yearRows(db, day, addDays(day, reach)), dayRows(db, day, addDays(day, reach))] as const

/** Statements: the calendar from the start of the clock that runs for this reference on. */
export function ownCalendarRows({ db }: Pick<Ctx, 'db'>, reference: string) {
  const day = (further: string) =>
    sql`(SELECT date((coalesce(clock_started_at, created_at) + ${zone}) / 1000, 'unixepoch', ${further})
         FROM application WHERE reference = ${reference})`
  const [from, to] = [day('+0 days'), day(`+${reach} days`)]
  return [yearRows(db, from, to), dayRows(db, from, to)] as const
}

/** The columns that start a clock. */
export interface Started {
  rule: string
  clockStartedAt: number
  dueAt: number
  counted: string
  lateAt: null
  pausedAt: null
  remindedAt: null
}

/** The rule of a seeded clock out of the rows of `seededRows`. Throws TypeError: the rules are seeded, so none is a fault of ours. */
export function seededRule(found: readonly RuleRow[]): DeadlineRule {
  if (!found[0]) throw new TypeError('application: the rule of a clock is missing')
  return readRule(found[0])
}

/** Of the rows of a clock that has another rule for permits, the one for this form. */
export const ruleFor = (found: readonly RuleRow[], { permit }: Pick<Form, 'permit'>): readonly RuleRow[] =>
  found.filter(({ rule_key }) => Object.values<string>(permitRules).includes(rule_key) === permit)

/** Starts a clock at a moment (ms). */
export function start(
  rule: DeadlineRule,
  startedAt: number,
  years: readonly YearRow[],
  days: readonly DayRow[],
): Started & { dueDay: Day } {
  const { dueAt, dueDay, counted } = count(rule, { startedAt, now: startedAt, years, days })
  return {
    rule: JSON.stringify(rule),
    clockStartedAt: startedAt,
    dueAt,
    dueDay,
    counted: JSON.stringify(counted),
    lateAt: null,
    pausedAt: null,
    remindedAt: null,
  }
}

interface Counting {
  startedAt: number
  now: number
  years: readonly YearRow[]
  days: readonly DayRow[]
  pauses?: readonly Pause[]
  extensions?: readonly Extension[]
}

/** When a clock is due, with its pauses and extensions. */
export function count(
  rule: DeadlineRule,
  { startedAt, now, years, days, pauses = [], extensions = [] }: Counting,
): Deadline {
  return dueDate({ rule, startedAt, calendar: readCalendar(years, days), pauses, extensions, now })
}

/**
 * The rule an application is decided by: its service point's own promise where that is within the law, else its form's.
 * From the day of acceptance. It may be extended, once, only where the form itself says so: a special law's limit
 * (行政许可法 42) is not lengthened by the general one.
 */
export function decisionRule(
  row: Pick<ApplicationRow, 'matterCode' | 'formVersion' | 'ownPromise' | 'slug'>,
  day: Day,
): DeadlineRule {
  const form = ownForm(row)
  const own = readOverlay({ promise: row.ownPromise, fee: null, note_zh: '', note_en: '' }, day).promise
  const lawful = lawfulPromise({ ...noLimit, legal: legalOf(form) }, own)
  const use = lawful && lawful.value > 0 ? lawful : form.promise
  return {
    id: `application.decide.${row.matterCode}@${row.formVersion}${lawful ? `.${row.slug}` : ''}`,
    key: `application.decide.${row.matterCode}`,
    version: row.formVersion,
    name: { zh: '办理时限', en: 'Time to decide' },
    value: use.value,
    unit: use.unit,
    startEvent: { zh: '受理之日', en: 'the day of acceptance' },
    basis: lawful?.basis ?? form.promise.basis,
    certainty: lawful ? 'K1' : form.promise.certainty,
    scope: 'product',
    effectiveFrom: form.effectiveFrom,
    effectiveTo: null,
    ...(form.extension && {
      extension: { value: form.extension.value, unit: form.extension.unit, times: 1 },
    }),
  }
}

const noLimit = { legal: null, legalNote: null, promise: null, promiseNote: null }

/** What the bureau promised online is the longest any of its points may take. */
const legalOf = ({ promise: { value, unit, basis, certainty } }: Form) => ({
  value,
  unit,
  basis,
  certainty,
  startEvent: { zh: '受理之日', en: 'the day of acceptance' },
})

/** The pauses for which the law lets the clock stand still: only those count. */
export function lawfulPauses(form: Form, pauses: readonly PauseRow[]): Pause[] {
  return pauses.flatMap(({ reason, fromAt, toAt }) => {
    const known = form.pauses.find(({ key }) => key === reason)
    return known ? [{ from: fromAt, to: toAt, reason: known.reason }] : []
  })
}

/** Extensions as the engine takes them. */
export const extensionsIn = (found: readonly ExtensionRow[]): Extension[] =>
  found.map(({ value, unit, approverId }) => ({
    value,
    unit,
    approver: approverId,
    reason: { zh: '经批准延长', en: 'extended with approval' },
  }))

/** The rule its clock runs by, as it was copied; null when none runs. */
export const ruleOf = ({ rule }: Pick<ApplicationRow, 'rule'>): DeadlineRule | null =>
  rule === null ? null : (JSON.parse(rule) as DeadlineRule)

/** The day (Shanghai) a clock of a row started. */
export const startDayOf = ({
  clockStartedAt,
  createdAt,
}: Pick<ApplicationRow, 'clockStartedAt' | 'createdAt'>): Day => dayOf(clockStartedAt ?? createdAt)
