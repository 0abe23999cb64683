import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { notEmptied, reach } from '../desk/reach.ts'
import { readSaid, word } from '../desk/say.ts'
import { move } from '../move.ts'
import { applicationByReference } from '../query.ts'
import type { HeldBack, HoldInput } from './schema.ts'

/**
 * Holds an application back from being emptied when its time is over, or lets go of it again: for what kind of
 * proceedings, and on whose word, which stands among its inner notes, sealed. Saying it twice changes nothing. Throws
 * record-not-found, not-allowed, application-emptied, invalid-input, stale.
 */
export async function holdBack({
  ctx,
  input,
}: {
  ctx: Ctx
  input: HoldInput & { reference: string }
}): Promise<HeldBack> {
  const reference = applicationReference(input.reference)
  const [found] = await ctx.db.batch([applicationByReference(ctx, reference)])
  const { row, staff } = reach(ctx, 'application.hold', found)
  notEmptied(row)
  const { on, reason = null } = input
  if (on && reason === null) throw invalid('/reason', 'reason.required')
  const words = readSaid(input.words)
  if ((row.legalHold === 1) === on) return { reference, rev: row.rev, on }
  const note = await word(ctx, { application: row.id, kind: 'note', staff: staff.id, words })
  const moved = await move(ctx, row, {
    to: row.state,
    by: staff.id,
    set: { legalHold: on, holdReason: on ? reason : null, holdWordId: on ? note.id : null },
    action: 'application.hold',
    facts: { on: on ? 1 : 0, reason: on ? reason : null, staff: staff.id },
  })
  try {
    await ctx.db.batch([...moved.statements, note.statement])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  return { reference, rev: row.rev + 1, on }
}
