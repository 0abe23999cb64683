import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { DeadlineRule, Extension } from '../calendar/deadlineRule.ts'
import { rulesByKey } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { allow } from '../staff/permission.ts'
import { type ClockColumns, caseCalendar, clockOf, ruleNamed, started } from './clock.ts'
import { type CaseRow, caseByReference } from './query.ts'
import { reach } from './reach.ts'
import type { ChangedCase, ExtendInput, Limit } from './staffSchema.ts'

/** The longer limit of the same review, by its rule (standards B4); 30 days more is an extension of the rule that runs. */
const reviews = {
  hard: 'case.acceptance.hard',
  verify: 'case.filing.verify',
  major: 'case.filing.major',
} as const

/** What needs somebody to approve it. */
const approved: readonly Limit[] = ['major', 'more']

/** How the time of a case can be lengthened as it stands. */
export function limitsOf(row: Pick<CaseRow, 'kind' | 'state' | 'rule' | 'extended'>): Limit[] {
  const clock = clockOf(row.kind, row.state)
  if (!clock || row.rule === null) return []
  const rule = JSON.parse(row.rule) as DeadlineRule
  if (clock.key === 'case.security') return row.extended < (rule.extension?.times ?? 0) ? ['more'] : []
  if (row.kind === 'security') return rule.key === reviews.hard ? [] : ['hard']
  if (row.kind === 'report' || rule.key === reviews.major) return []
  return rule.key === reviews.verify ? ['major'] : ['verify', 'major']
}

/**
 * Lengthens the time of a case within its law: a longer limit of the review from the same start, or 30 days more to handle
 * a public order case, twice at most. A major case and 30 days more need somebody who approves. Throws invalid-input,
 * record-not-found, not-allowed, no-extension, stale.
 */
export async function extendCase({
  ctx,
  input,
}: {
  ctx: Ctx
  input: ExtendInput & { reference: string }
}): Promise<ChangedCase> {
  const { reference } = referenceOf(input.reference)
  const today = dayOf(ctx.clock.now())
  const [found, rules, years, days] = await ctx.db.batch([
    caseByReference(ctx, reference),
    rulesByKey(ctx.db, Object.values(reviews), today),
    ...caseCalendar(ctx, today),
  ])
  const { row, staff } = reach(ctx, 'casefile.write', found)
  if (approved.includes(input.limit)) allow(ctx.actor, 'casefile.approve', row.pointId)
  if (row.rev !== input.rev) throw new Problem('stale')
  if (!limitsOf(row).includes(input.limit)) throw new Problem('no-extension')
  const from = row.clockStartedAt ?? row.receivedAt
  const clock: ClockColumns =
    input.limit === 'more'
      ? started(JSON.parse(row.rule ?? '') as DeadlineRule, from, years, days, longer(row, staff.id))
      : started(ruleNamed(rules, reviews[input.limit]), from, years, days)
  const leaf = await leafFor(ctx, {
    action: 'casefile.extend',
    subject: row.lead,
    facts: { limit: input.limit, due: dayOf(clock.dueAt ?? 0), staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE casefile SET rule = ${clock.rule}, due_at = ${clock.dueAt}, counted = ${clock.counted},
            extended = extended + ${input.limit === 'more' ? 1 : 0},
            late_at = CASE WHEN ${clock.dueAt} > ${ctx.clock.now()} THEN NULL ELSE late_at END, rev = rev + 1
          WHERE id = ${row.id} AND rev = ${row.rev} AND state = ${row.state}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { reference: row.lead, state: row.state, rev: row.rev + 1, late: false }
}

/** The extensions granted so far and the one that is asked for, each as long as the rule allows. */
function longer({ rule, extended }: CaseRow, approver: string): Extension[] {
  const limit = (JSON.parse(rule ?? '') as DeadlineRule).extension
  if (!limit) throw new Problem('no-extension')
  return Array.from({ length: extended + 1 }, () => ({
    value: limit.value,
    unit: limit.unit,
    approver,
    reason: { zh: '经批准延长', en: 'extended with approval' },
  }))
}
