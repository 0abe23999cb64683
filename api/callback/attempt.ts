import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { callbackAttempt } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { callbackById, reach } from './query.ts'
import type { AttemptInput, Noted } from './staffSchema.ts'

/**
 * Notes a call that reached nobody. Throws record-not-found, not-allowed, callback-barred, stale (made or tried meanwhile).
 */
export async function noteAttempt({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AttemptInput & { id: string }
}): Promise<Noted> {
  const [found] = await ctx.db.batch([callbackById(ctx, input.id)])
  const { row, staff } = reach(ctx, found)
  if (row.state !== 'open' || row.rev !== input.rev) throw new Problem('stale')
  const leaf = await leafFor(ctx, {
    action: 'callback.attempt',
    subject: row.reference,
    facts: { how: input.how, place: row.attempts + 1 },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE callback SET rev = rev + 1 WHERE id = ${row.id} AND state = 'open' AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    ctx.db.insert(callbackAttempt).values({
      callbackId: row.id,
      place: row.attempts + 1,
      how: input.how,
      by: staff.id,
      at: ctx.clock.now(),
    }),
    leaf.statement,
  ])
  return { id: row.id, state: 'open', rev: row.rev + 1 }
}
