import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { letIn, triesFor } from '../../intake/access.ts'
import { codeHash, normaliseCode } from '../../shared/accessCode.ts'
import { dayAlone } from './follow.ts'

interface Row {
  id: string
  codeHash: string
  leftAt: number | null
}

/**
 * Stops waiting, with the code: the number left with it is deleted at once. Whoever waited more than once has as many codes,
 * and each stops its own (follow.ts). Twice is once. One read, one write. Throws record-not-found
 * (also for a wrong code), too-many-tries.
 */
export async function unfollowProblem({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { id: string; accessCode: string }
}): Promise<{ id: string; status: 'left' }> {
  const { id } = input
  const hash = await codeHash(ctx.keys.code, id, normaliseCode(input.accessCode) ?? '')
  const [tries, [row]] = await ctx.db.batch([
    triesFor(ctx, id),
    rows<Row>(
      ctx.db,
      sql`SELECT id, code_hash AS codeHash, left_at AS leftAt FROM complaint_follower
          WHERE complaint_id = (SELECT complaint_id FROM complaint_public WHERE id = ${id}) AND code_hash = ${hash}
          ORDER BY left_at IS NOT NULL LIMIT 1`,
    ),
  ])
  await letIn(ctx, id, input.accessCode, row?.codeHash ?? null, tries)
  if (row && row.leftAt === null) {
    const leaf = await leafFor(ctx, { action: 'complaint.unfollow', subject: id, facts: {}, at: null })
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE complaint_follower SET left_at = ${dayAlone(ctx)}, phone = NULL, phone_key = ''
            WHERE id = ${row.id} AND left_at IS NULL`,
      ),
      leaf.statement,
    ])
  }
  return { id, status: 'left' }
}
