import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { DAY, dayOf } from '../calendar/day.ts'
import { type DayRow, type RuleRow, rulesByKey, type YearRow } from '../calendar/query.ts'
import { openCallback } from '../callback/openCallback.ts'
import { mustCallBack, sampled } from '../callback/rules.ts'
import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { referenceOf } from '../intake/access.ts'
import { type FieldError, Problem } from '../problem.ts'
import {
  type ClockColumns,
  caseCalendar,
  clockOf,
  count,
  noClock,
  noticeRule,
  ruleNamed,
  started,
  stepRules,
} from './clock.ts'
import { inviteConcluded } from './inviteConcluded.ts'
import { type CaseRow, caseByReference, type EventRow, eventsOf, type PartyRow, partiesOf } from './query.ts'
import { reach } from './reach.ts'
import type { ChangedCase, StepInput } from './staffSchema.ts'
import { canStep, isAtAnEnd } from './states.ts'
import { messagesTo } from './tell.ts'
import { readMoment } from './when.ts'

/** The sealed fields are kept so many days after a case has come to an end (product rule; a bureau may have to keep less). */
export const KEPT_DAYS = 365

/**
 * Enters a stage of a case: the notice stands on the timeline of all it concerns, whoever wished it is told by text that
 * there is news, the clock of the next stage begins, and at an end some are drawn for a call-back. That it was entered
 * later than promised is noted by the clock. Throws invalid-input, record-not-found, not-allowed, step-refused, callback-open
 * (concluding over an open call-back), stale.
 */
export async function stepCase({
  ctx,
  input,
}: {
  ctx: Ctx
  input: StepInput & { reference: string }
}): Promise<ChangedCase> {
  const { reference } = referenceOf(input.reference)
  const now = ctx.clock.now()
  const [found, parties, events, rules, years, days] = await ctx.db.batch([
    caseByReference(ctx, reference),
    partiesOf(ctx, reference),
    eventsOf(ctx, reference),
    rulesByKey(ctx.db, stepRules, dayOf(now)),
    ...caseCalendar(ctx, dayOf(now)),
  ])
  const { row, staff } = reach(ctx, 'casefile.write', found)
  const { happenedAt, where } = readStep(input, row, now)
  if (row.rev !== input.rev) throw new Problem('stale')
  const kind = input.kind ?? row.kind
  if ((kind !== row.kind && row.kind !== 'report') || !canStep(kind, row.state, input.to))
    throw new Problem('step-refused')
  const next = { ...row, kind, state: input.to }
  const clock = clockFrom(row, next, happenedAt, { rules, years, days })
  const late = now > count(ruleNamed(rules, noticeRule), happenedAt, years, days).dueAt
  const ends = isAtAnEnd(input.to)
  const [leaves, messages, calls, rate] = await Promise.all([
    Promise.all(
      parties.map((one) =>
        leafFor(ctx, {
          action: 'casefile.step',
          subject: one.reference,
          facts: { kind, state: input.to, station: row.slug, late, rev: row.rev + 1 },
        }),
      ),
    ),
    messagesTo(ctx, row, parties),
    ends ? callsAt(ctx, row, parties, events, staff.id, { rules, years, days }) : [],
    input.to === 'concluded' ? inviteConcluded(ctx, row, parties, staff.id) : [],
  ])
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE casefile SET kind = ${kind}, state = ${input.to}, stage_at = ${happenedAt}, moved_at = ${now},
            moved_by = ${staff.id}, notice_late = ${late ? 1 : 0}, where_zh = ${where?.zh ?? null},
            where_en = ${where?.en ?? null}, rule = ${clock.rule}, clock_started_at = ${clock.clockStartedAt},
            due_at = ${clock.dueAt}, counted = ${clock.counted}, extended = ${clock.kept ? row.extended : 0},
            late_at = ${clock.kept ? row.lateAt : null},
            closed_at = ${input.to === 'transferred' || input.to === 'concluded' ? now : null},
            keep_until = ${ends ? now + KEPT_DAYS * DAY : null}, rev = rev + 1
          WHERE id = ${row.id} AND rev = ${row.rev} AND state = ${row.state}`,
    ),
    guard(ctx.db),
    ...leaves.map(({ statement }) => statement),
    ...messages.map(({ statement }) => statement),
    ...calls,
    ...rate,
  ])
  if (messages.length) ctx.after(() => ctx.wake(messages.map(({ id }) => id)))
  return { reference: row.lead, state: input.to, rev: row.rev + 1, late }
}

function readStep(input: StepInput, row: CaseRow, now: number) {
  const errors: FieldError[] = []
  const happenedAt = readMoment(input.happenedAt, { now, from: row.stageAt, pointer: '/happenedAt' }, errors)
  let where: { zh: string; en: string | null } | null = null
  if (input.to === 'transferred') {
    const zh = readWords(input.where?.zh ?? '', '/where/zh', errors, 80)
    const en = input.where?.en?.trim() ? readWords(input.where.en, '/where/en', errors, 120) : null
    where = { zh, en }
  }
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { happenedAt, where }
}

interface Counted {
  rules: readonly RuleRow[]
  years: readonly YearRow[]
  days: readonly DayRow[]
}

/** The clock of the next stage; one that runs on over a stage stays as it was told, with what was added to it. */
function clockFrom(
  row: CaseRow,
  next: Pick<CaseRow, 'kind' | 'state'>,
  happenedAt: number,
  { rules, years, days }: Counted,
): ClockColumns & { kept: boolean } {
  const clock = clockOf(next.kind, next.state)
  if (!clock) return { ...noClock, kept: false }
  if (clock === clockOf(row.kind, row.state)) return { ...row, kept: true }
  const from = clock.from === 'received' ? row.receivedAt : happenedAt
  return { ...started(ruleNamed(rules, clock.key), from, years, days), kept: false }
}

/** The call-backs that are due at an end: of those who can be told, one in so many, never by anybody who worked on it. */
async function callsAt(
  ctx: Ctx,
  row: CaseRow,
  parties: readonly PartyRow[],
  events: readonly EventRow[],
  me: string,
  { rules, years, days }: Counted,
) {
  if (row.excluded > 0) return []
  const rule = ruleNamed(rules, 'callback.sample')
  const due = { ...count(rule, ctx.clock.now(), years, days), rule }
  const calls = await Promise.all(
    parties
      .filter(({ wish, phone }) => wish !== 'none' && phone !== null)
      .map(async ({ reference }) =>
        mustCallBack({ reference, reason: 'sample' }) || (await sampled(ctx, reference))
          ? openCallback(ctx, {
              reference,
              reason: 'sample',
              pointId: row.pointId,
              barred: [...events.map(({ by }) => by), me],
              due,
            })
          : [],
      ),
  )
  return calls.flat()
}
