import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { reaches } from '../identity/level.ts'
import { triesFor } from '../intake/access.ts'
import { type FieldError, Problem } from '../problem.ts'
import { applicationReference, letApplicantIn } from './access.ts'
import { seededRows } from './clock.ts'
import { openRound } from './correction.ts'
import { tellConfirmed } from './desk/tell.ts'
import { receive } from './filing.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationByReference, correctionsOf, filesOf } from './query.ts'
import { states } from './states.ts'
import { wholeErrors } from './submit.ts'

/**
 * Sends an application back that was put right: every paper asked for has come again, and the whole is judged once more.
 * Whoever changed name, document or telephone proves again what the form asks for. It is received anew, so the office's five working days begin again. One read, one write. Throws invalid-input,
 * step-refused, stale, record-not-found, too-many-tries.
 */
export async function answer({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<{ reference: string; state: 'submitted' }> {
  const reference = applicationReference(input.reference)
  const now = ctx.clock.now()
  const [tries, found, files, asked, rule, years, days] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    filesOf(ctx, reference),
    correctionsOf(ctx, reference),
    ...seededRows(ctx, 'ask', dayOf(now)),
  ])
  await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  if (row.state !== 'correction') throw new Problem('step-refused')
  const round = openRound(asked)
  const brought = new Set(files.filter((file) => file.round === row.asked).map(({ material }) => material))
  const errors = [
    ...(await wholeErrors(ctx, row, files)),
    ...unproved(row),
    ...round
      .map(({ target }) => target)
      .filter((target) => target.startsWith('material:') && !brought.has(target.slice(9)))
      .map((target) => ({ pointer: `/materials/${target.slice(9)}`, code: 'material.required' })),
  ]
  if (errors.length) throw new Problem('invalid-input', { errors })
  const { statements } = await receive(ctx, row, {
    level: row.identity,
    by: 'resident',
    rule,
    years,
    days,
  })
  const message = await tellConfirmed(ctx, row, states.submitted)
  try {
    await ctx.db.batch([
      ...statements,
      exec(
        ctx.db,
        sql`UPDATE application_correction SET answered_at = ${now}
            WHERE application_id = ${row.id} AND answered_at IS NULL`,
      ),
      guard(ctx.db, round.length),
      ...(message ? [message.statement] : []),
    ])
    if (message) ctx.after(() => ctx.wake([message.id]))
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  return { reference, state: 'submitted' }
}

/** What was changed may have undone what was proved (api/identity/level.ts); nothing is received below what its form asks. */
const unproved = (row: ApplicationRow): FieldError[] =>
  reaches(row.identity, ownForm(row).identity.toFile)
    ? []
    : [{ pointer: '/identity', code: 'identity.needed' }]
