import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import type { MediationOutcome } from '../../../db/schema/complaintWork.ts'
import { readWords } from '../../application/words.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { complaintReference } from '../access.ts'
import { complaintInSight } from '../desk/found.ts'
import { asHandler, reach, writeAtDesk } from '../desk/reach.ts'
import type { AtDesk, Done } from '../desk/take.ts'
import { tellAuthor, withMessage } from '../desk/tell.ts'
import { move } from '../move.ts'
import { sayStatement } from '../say.ts'
import { sealed } from '../sealed.ts'
import { mediationsOf } from './query.ts'

/** What both endings of a date begin with: its dispute as its handler has it, and the date that is set. */
async function open(ctx: Ctx, input: AtDesk) {
  const reference = complaintReference(input.reference)
  const [found, dates] = await ctx.db.batch([complaintInSight(ctx, reference), mediationsOf(ctx, reference)])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const date = dates.find(({ state }) => state === 'set')
  if (!date) throw new Problem('step-refused')
  return { ...reached, date, by: asHandler(ctx, reached), reference }
}

/**
 * Writes down what came of a date, once it has begun: what was agreed, or how far it came, sealed, for both who are of this
 * dispute to read. Throws invalid-input, record-not-found, not-allowed, stale, step-refused, not-handler, another-person.
 */
export async function noteOutcome({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { outcome: MediationOutcome; words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const { row, staff, date, by, reference } = await open(ctx, input)
  const now = ctx.clock.now()
  if (date.startsAt > now) throw new Problem('step-refused')
  const { statements, rev } = await move(ctx, row, {
    at: now,
    to: row.state,
    by: staff.id,
    set: by,
    action: 'complaint.outcome',
  })
  const kept = await sealed(ctx, 'mediation', date.id, 'words', words)
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'moved'))
  await writeAtDesk(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE mediation SET state = 'over', outcome = ${input.outcome}, words = ${kept}, ended_by = ${staff.id},
            ended_at = ${now} WHERE id = ${date.id} AND state = 'set'`,
    ),
    guard(ctx.db),
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}

/**
 * Calls a date off, with the reason, which its author is told; another can be set. Throws as noteOutcome.
 */
export async function callOff({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { words: string }
}): Promise<Done> {
  const words = readWords(input.words)
  const { row, staff, date, by, reference } = await open(ctx, input)
  const now = ctx.clock.now()
  const { statements, rev } = await move(ctx, row, {
    at: now,
    to: row.state,
    by: staff.id,
    set: by,
    action: 'complaint.undate',
  })
  const said = await sayStatement(
    ctx,
    row.id,
    { rev, at: now },
    { kind: 'message', words, staffId: staff.id },
  )
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'date'))
  await writeAtDesk(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE mediation SET state = 'off', ended_by = ${staff.id}, ended_at = ${now} WHERE id = ${date.id} AND state = 'set'`,
    ),
    guard(ctx.db),
    said.statement,
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}
