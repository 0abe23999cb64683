import { dayOf, toIso } from '../calendar/day.ts'
import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { RuleRow } from '../calendar/query.ts'
import { readRule } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import type { TimelineEntry } from '../track/timelineSchema.ts'
import type { CaseStanding } from './caseSchema.ts'
import { clockOf } from './clock.ts'
import type { CaseRow, EventRow } from './query.ts'
import { remedyOf } from './remedy.ts'
import { kindWords, type WordingRow, wordsFor } from './states.ts'

type Contact = Pick<
  CaseRow,
  'slug' | 'nameZh' | 'nameEn' | 'unitZh' | 'unitEn' | 'officerName' | 'officerBadge' | 'dutyPhone'
>

/** Whom to ask: the unit, the officer and the duty line. */
export function contactOf(row: Contact): CaseStanding['contact'] {
  const name = { zh: row.nameZh, en: row.nameEn }
  return {
    station: { slug: row.slug, name },
    unit: row.unitZh === null ? name : { zh: row.unitZh, en: row.unitEn ?? row.unitZh },
    officer: { name: row.officerName, badge: row.officerBadge },
    dutyPhone: row.dutyPhone,
  }
}

interface Read {
  row: CaseRow
  events: readonly EventRow[]
  wording: readonly WordingRow[]
  /** The rule of a remedy, where it was read. */
  rules: readonly RuleRow[]
}

/** How a case stands, the same to those it concerns and to staff: stages, whom to ask, what comes next, what can be done. */
export function standingOf(ctx: Pick<Ctx, 'clock'>, { row, events, wording, rules }: Read): CaseStanding {
  return {
    kind: row.kind,
    kindText: kindWords[row.kind],
    state: row.state,
    statusText: wordsFor(wording, row.kind, row.state, dayOf(row.stageAt)).text,
    contact: contactOf(row),
    stages: events.map((event) => {
      const { text, certainty } = wordsFor(wording, event.kind, event.state, dayOf(event.happenedAt))
      return {
        state: event.state,
        text,
        certainty,
        happenedAt: toIso(event.happenedAt),
        enteredAt: toIso(event.enteredAt),
        late: event.late === 1,
        where: event.whereZh === null ? null : { zh: event.whereZh, en: event.whereEn ?? event.whereZh },
      }
    }),
    clock: clockIn(ctx, row),
    remedy: row.state === 'not-filed' ? remedyOf(row.kind, rules.map(readRule)) : [],
  }
}

function clockIn(ctx: Pick<Ctx, 'clock'>, row: CaseRow): CaseStanding['clock'] {
  const clock = clockOf(row.kind, row.state)
  if (!clock || row.dueAt === null || row.rule === null) return null
  const { basis, certainty, unit } = JSON.parse(row.rule) as DeadlineRule
  return {
    next: clock.next,
    dueAt: toIso(row.dueAt),
    exact: unit === 'hour',
    late: ctx.clock.now() > row.dueAt,
    counted: JSON.parse(row.counted) as Text[],
    basis,
    certainty,
  }
}

/** The stages and what comes next as a timeline; `between`: further lines of what happened or is to come. */
export function timelineOf(standing: CaseStanding, between: readonly TimelineEntry[]): TimelineEntry[] {
  const past = standing.stages.map(({ text, where, happenedAt: at, late }): TimelineEntry => {
    const to = where ? { zh: `${text.zh}：${where.zh}`, en: `${text.en}: ${where.en}` } : text
    return {
      at,
      text: late ? { zh: `${to.zh}（告知晚了）`, en: `${to.en} (we told you late)` } : to,
      done: true,
    }
  })
  const next: TimelineEntry[] = standing.clock
    ? [{ at: standing.clock.dueAt, text: standing.clock.next, done: false, exact: standing.clock.exact }]
    : []
  return [
    ...past,
    ...between.filter(({ done }) => done),
    ...next,
    ...between.filter(({ done }) => !done),
  ].sort((a, b) => Number(b.done) - Number(a.done) || Date.parse(a.at ?? '') - Date.parse(b.at ?? ''))
}
