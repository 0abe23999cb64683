import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { letStand } from '../../meeting/gate.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { findPersonal } from '../../privacy/gate/findPersonal.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { findingsOf } from './gate.ts'
import { addEvent, campaignById, pointsOf, wroteRow } from './query.ts'
import { change, inState, makes } from './reach.ts'
import type { PublishInput, WithdrawInput } from './staffSchema.ts'

interface Seen {
  id: string
  rev: number
}

/**
 * Sends a draft to the second reader; of work reports every station's is there. One read, one write. Throws
 * record-not-found, not-allowed, step-refused, stale, invalid-input.
 */
export async function sendSurvey({ ctx, input }: { ctx: Ctx; input: Seen }) {
  const { staff, role } = makes(ctx)
  const [found, points] = await ctx.db.batch([campaignById(ctx, input.id), pointsOf(ctx, input.id)])
  const row = inState(found, input.rev, 'draft')
  const errors: FieldError[] = []
  if (row.kind === 'report')
    points.forEach(({ reportZh }, i) => {
      if (reportZh === '') errors.push({ pointer: `/stations/${i}/slug`, code: 'survey.no-report' })
    })
  if (errors.length) throw new Problem('invalid-input', { errors })
  const leaf = await leafFor(ctx, {
    action: 'survey.send',
    subject: row.id,
    facts: { stations: points.length, staff: staff.id },
  })
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, state = 'review'`),
    guard(ctx.db),
    addEvent(ctx, { campaignId: row.id, what: 'send', byId: staff.id, role }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'review' as const }
}

/** Gives a survey back to be changed, with why. One read, one write. Throws record-not-found, not-allowed, step-refused, stale. */
export async function returnSurvey({ ctx, input }: { ctx: Ctx; input: Seen & { remark: string } }) {
  const { staff, role } = makes(ctx)
  const [found] = await ctx.db.batch([campaignById(ctx, input.id)])
  const row = inState(found, input.rev, 'review')
  const leaf = await leafFor(ctx, { action: 'survey.return', subject: row.id, facts: { staff: staff.id } })
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, state = 'draft'`),
    guard(ctx.db),
    addEvent(ctx, { campaignId: row.id, what: 'return', byId: staff.id, role, remark: input.remark }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'draft' as const }
}

/**
 * The second reader publishes a survey: never whoever wrote any of it, whom the database refuses too. What the privacy gate
 * finds must be gone or be let stand with a reason. One read, one write. Throws record-not-found, not-allowed, step-refused
 * (also once its last day is over), stale, notice-reader, notice-gate, invalid-input.
 */
export async function publishSurvey({ ctx, input }: { ctx: Ctx; input: PublishInput & { id: string } }) {
  const { staff, role } = makes(ctx)
  const [found, points, [reader], official] = await ctx.db.batch([
    campaignById(ctx, input.id),
    pointsOf(ctx, input.id),
    wroteRow(ctx, input.id, staff.id),
    officialRow(ctx),
  ])
  const row = inState(found, input.rev, 'review')
  if (reader?.wrote) throw new Problem('notice-reader')
  const now = ctx.clock.now()
  if (row.closesOn < dayOf(now)) throw new Problem('step-refused')
  const over = letStand(findingsOf(row, points, officialOf(ctx, official[0])), input)
  const leaf = await leafFor(ctx, {
    action: 'survey.publish',
    subject: row.id,
    facts: { stations: points.length, over: over.length, staff: staff.id },
  })
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, state = 'out', published_at = ${now}`),
    guard(ctx.db),
    addEvent(ctx, {
      campaignId: row.id,
      what: 'publish',
      byId: staff.id,
      role,
      over,
      remark: input.why,
    }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'out' as const }
}

/**
 * Withdraws a survey that is not over, with a reason that everybody reads where it was public. Nothing of its answers is ever
 * published. One read, one write. Throws record-not-found, not-allowed, step-refused, stale, invalid-input.
 */
export async function withdrawSurvey({ ctx, input }: { ctx: Ctx; input: WithdrawInput & { id: string } }) {
  const { staff, role } = makes(ctx)
  const [found, official] = await ctx.db.batch([campaignById(ctx, input.id), officialRow(ctx)])
  const row = inState(found, input.rev, 'draft', 'review', 'out')
  const { zh, en } = input.reason
  const errors: FieldError[] = [['/reason/zh', zh] as const, ['/reason/en', en] as const].flatMap(
    ([pointer, words]) =>
      findPersonal(words, { official: officialOf(ctx, official[0]) }).length
        ? [{ pointer, code: 'notice.personal' }]
        : [],
  )
  if (errors.length) throw new Problem('invalid-input', { errors })
  const leaf = await leafFor(ctx, {
    action: 'survey.withdraw',
    subject: row.id,
    facts: { published: row.publishedAt !== null, staff: staff.id },
  })
  await ctx.db.batch([
    change(
      ctx,
      row,
      staff.id,
      sql`, state = 'withdrawn', ended_at = ${ctx.clock.now()}, withdrawn_zh = ${zh}, withdrawn_en = ${en}`,
    ),
    guard(ctx.db),
    addEvent(ctx, { campaignId: row.id, what: 'withdraw', byId: staff.id, role, remark: zh }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, state: 'withdrawn' as const }
}
