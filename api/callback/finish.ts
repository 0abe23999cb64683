import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { seal } from '../privacy/field.ts'
import { type FieldError, Problem } from '../problem.ts'
import { calledOf, inviteCalled } from './inviteCalled.ts'
import { callbackById, reach } from './query.ts'
import { KEPT_DAYS, triesNeeded } from './rules.ts'
import { scriptNamed } from './scripts.ts'
import type { Noted, OutcomeInput } from './staffSchema.ts'

/**
 * Notes what came of a call-back, which closes it: the choices of its script, how satisfied they are if they said so, and
 * what was said, sealed. `unreachable` needs three tries. Throws invalid-input, record-not-found, not-allowed,
 * callback-barred, step-refused (not tried often enough), stale.
 */
export async function finishCallback({
  ctx,
  input,
}: {
  ctx: Ctx
  input: OutcomeInput & { id: string }
}): Promise<Noted> {
  const errors: FieldError[] = []
  const words = input.words?.trim() ? readWords(input.words, '/words', errors) : null
  const [found, called] = await ctx.db.batch([callbackById(ctx, input.id), calledOf(ctx, input.id)])
  const { row, staff } = reach(ctx, found)
  const { questions } = scriptNamed(row.script)
  for (const [key, value] of Object.entries(input.answers)) {
    const question = questions.find((one) => one.key === key)
    if (!question?.choices.some((one) => one.key === value))
      errors.push({
        pointer: `/answers/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code: 'wrong-value',
      })
  }
  const reached = input.outcome !== 'unreachable'
  if (!reached && input.satisfied !== null) errors.push({ pointer: '/satisfied', code: 'wrong-value' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  if (row.state !== 'open' || row.rev !== input.rev) throw new Problem('stale')
  if (!reached && row.attempts < triesNeeded) throw new Problem('step-refused')
  const now = ctx.clock.now()
  const state = reached ? 'done' : 'unreachable'
  const [sealed, leaf, rate] = await Promise.all([
    words && seal(ctx.keys, { table: 'callback', column: 'words', row: row.id }, words),
    leafFor(ctx, {
      action: 'callback.done',
      subject: row.reference,
      facts: { reason: row.reason, state, late: now > row.dueAt },
    }),
    reached ? inviteCalled(ctx, row, called, staff.id) : [],
  ])
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE callback SET state = ${state}, outcome = ${reached ? input.outcome : null}, satisfied = ${input.satisfied},
            answers = ${JSON.stringify(reached ? input.answers : {})}, words = ${sealed}, done_by = ${staff.id},
            done_at = ${now}, keep_until = ${now + KEPT_DAYS * DAY}, rev = rev + 1
          WHERE id = ${row.id} AND state = 'open' AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    leaf.statement,
    ...rate,
  ])
  return { id: row.id, state, rev: row.rev + 1 }
}
