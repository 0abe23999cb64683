import { refusalOf } from '../../../db/refusal.ts'
import { readWords } from '../../application/words.ts'
import { leafFor } from '../../audit/append.ts'
import { HOUR } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { countUnmask } from '../../record/unmask.ts'
import { atDesk, clear, say } from './move.ts'
import { raterOf, rectificationInSight } from './query.ts'
import type { Looked } from './schema.ts'

/**
 * Shows the desk whom to call, for a reason that is kept: the number left with the rating, or that of the record. It is noted
 * here and not with the record, which the station reads. Throws invalid-input, record-not-found, not-allowed, step-refused
 * where nobody is to be called, looked-too-often.
 */
export async function lookAtRater({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { id: string; words: string }
}): Promise<Looked> {
  const words = readWords(input.words)
  const [found, [rater]] = await ctx.db.batch([rectificationInSight(ctx, input.id), raterOf(ctx, input.id)])
  const { row, staff } = atDesk(ctx, found)
  if (row.mayCall === 0) throw new Problem('step-refused')
  const now = ctx.clock.now()
  const hour = Math.floor(now / HOUR)
  const [leaf, said] = await Promise.all([
    leafFor(ctx, { action: 'rectification.look', subject: row.id, facts: {} }),
    say(ctx, row, { kind: 'look', words, staffId: staff.id }),
  ])
  try {
    await ctx.db.batch([countUnmask(ctx, staff.id, hour), said.statement, leaf.statement])
  } catch (error) {
    if (refusalOf(error) !== 'tray-full') throw error
    throw new Problem('looked-too-often', { retryAfter: ((hour + 1) * HOUR - now) / 1000 })
  }
  const of = (column: 'name' | 'phone') =>
    rater ? clear(ctx, { table: rater.tbl, column, row: rater.id }, rater[column]) : null
  const [name, known, left] = await Promise.all([
    of('name'),
    of('phone'),
    clear(ctx, { table: 'rectification', column: 'contact', row: row.id }, row.contact),
  ])
  return { id: row.id, name, phone: left ?? known }
}
