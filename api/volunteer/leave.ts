import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { voidWaiting } from '../notification/enqueue.ts'
import { Problem } from '../problem.ts'
import { type VolunteerRow, volunteerByReference } from './query.ts'
import type { leftSchema } from './schema.ts'

/**
 * Leaves, at any time: name and number are deleted at once, no further notice is sent. Twice is once. One read, one write.
 * Throws invalid-input, record-not-found, too-many-tries.
 */
export async function leave({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<z.infer<typeof leftSchema>> {
  const { reference } = referenceOf(input.reference)
  const [tries, [row]] = await ctx.db.batch([triesFor(ctx, reference), volunteerByReference(ctx, reference)])
  await letIn(ctx, reference, input.accessCode, row?.codeHash ?? null, tries)
  if (!row) throw new Problem('record-not-found')
  if (row.state !== 'left') {
    const leaf = await leafFor(ctx, { action: 'volunteer.leave', subject: reference, facts: {} })
    await ctx.db.batch([...gone(ctx, row), leaf.statement])
  }
  return { reference, status: 'left' }
}

/** Statements that end somebody's service, if it is still as it was read: who it was is deleted with it. */
export const gone = (ctx: Ctx, { id, rev, reference }: Pick<VolunteerRow, 'id' | 'rev' | 'reference'>) =>
  [
    exec(
      ctx.db,
      sql`UPDATE volunteer SET state = 'left', left_at = ${ctx.clock.now()}, name = NULL, phone = NULL, rev = rev + 1
          WHERE id = ${id} AND rev = ${rev}`,
    ),
    guard(ctx.db),
    voidWaiting(ctx, reference),
  ] as const
