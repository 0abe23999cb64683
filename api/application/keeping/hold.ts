import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { notEmptied, reach } from '../desk/reach.ts'
import { readSaid, word } from '../desk/say.ts'
import { move } from '../move.ts'
import { applicationByReference } from '../query.ts'
import type { HeldBack, HoldInput } from './schema.ts'

/**
 * Holds an application back from being emptied when its time is over, or lets go of it again: the reason stands among
 * its inner notes, sealed. Saying it twice changes nothing. Throws record-not-found, not-allowed, application-emptied,
 * invalid-input, stale.
 */
export async function holdBack({
  ctx,
  input,
}: {
  ctx: Ctx
  input: HoldInput & { reference: string }
}): Promise<HeldBack> {
  const reference = applicationReference(input.reference)
  const [found, [held]] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    rows<{ on: number }>(
      ctx.db,
      sql`SELECT legal_hold AS "on" FROM application WHERE reference = ${reference}`,
    ),
  ])
  const { row, staff } = reach(ctx, 'application.hold', found)
  notEmptied(row)
  const words = readSaid(input.words)
  if ((held?.on === 1) === input.on) return { reference, rev: row.rev, on: input.on }
  const moved = await move(ctx, row, {
    to: row.state,
    by: staff.id,
    set: { legalHold: input.on },
    action: 'application.hold',
    facts: { on: input.on ? 1 : 0, staff: staff.id },
  })
  const note = await word(ctx, { application: row.id, kind: 'note', staff: staff.id, words })
  try {
    await ctx.db.batch([...moved.statements, note.statement])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('stale') : error
  }
  return { reference, rev: row.rev + 1, on: input.on }
}
