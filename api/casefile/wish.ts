import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { caseByReference, partiesOf } from './query.ts'
import { reach } from './reach.ts'
import type { ChangedCase, WishInput } from './staffSchema.ts'

/**
 * Notes how somebody a case concerns wants to be told, and whether their name is kept out (standards B4, art. 63): their own
 * choice, which they may change at the counter. Throws record-not-found, not-allowed, stale.
 */
export async function changeWish({
  ctx,
  input,
}: {
  ctx: Ctx
  input: WishInput & { reference: string }
}): Promise<ChangedCase> {
  const { reference } = referenceOf(input.reference)
  const [found, parties] = await ctx.db.batch([caseByReference(ctx, reference), partiesOf(ctx, reference)])
  const { row, staff } = reach(ctx, 'casefile.write', found)
  const party = parties.find((one) => one.reference === reference)
  if (!party) throw new Problem('record-not-found')
  const { wish, hidden } = input
  const leaf = await leafFor(ctx, {
    action: 'casefile.wish',
    subject: reference,
    facts: { wish, hidden, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE casefile_party SET wish = ${wish}, hidden = ${hidden ? 1 : 0}
          WHERE id = ${party.id} AND wish = ${party.wish} AND hidden = ${party.hidden}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { reference: row.lead, state: row.state, rev: row.rev, late: false }
}
