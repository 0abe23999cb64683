import { evaluationObjection } from '../../../db/schema/evaluation.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { readWords } from '../../feedback/words.ts'
import { seal } from '../../privacy/field.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { allow } from '../../staff/permission.ts'
import { eventRow } from './query.ts'
import type { Filed, ObjectInput } from './schema.ts'
import { sealedAt } from './words.ts'

/**
 * Objects to a day noted as missed by one's own station in a provisional quarter, once, within the time for it, which the
 * database holds too. Throws invalid-input, record-not-found, not-allowed, objection-closed.
 */
export async function objectTo({ ctx, input }: { ctx: Ctx; input: ObjectInput }): Promise<Filed> {
  const errors: FieldError[] = []
  const words = readWords(input.words, '/words', errors)
  if (errors.length) throw new Problem('invalid-input', { errors })
  const [[event]] = await ctx.db.batch([eventRow(ctx, input.indicator, input.subject)])
  if (!event) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, 'evaluation.object', event.pointId)
  if (event.level !== 0 || event.correctedBy !== null) throw new Problem('objection-closed')
  const id = newId('eo')
  const [sealed, leaf] = await Promise.all([
    seal(ctx.keys, sealedAt(id, 'words'), words),
    leafFor(ctx, {
      action: 'evaluation.object',
      subject: id,
      facts: { period: event.period, indicator: event.indicator, why: input.why, staff: staff.id },
    }),
  ])
  await ctx.db.batch([
    ctx.db.insert(evaluationObjection).values({
      id,
      indicator: event.indicator,
      subject: event.subject,
      period: event.period,
      servicePointId: event.pointId,
      grp: event.grp,
      day: event.day,
      why: input.why,
      words: sealed,
      filedAt: ctx.clock.now(),
      filedBy: staff.id,
    }),
    leaf.statement,
  ])
  return { id, state: 'open' }
}
