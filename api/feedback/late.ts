import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** Reports noted in one run. */
const most = 50

/**
 * Job `feedback.late`: notes each report that is past its due day, once, with a leaf; from then on it stands with the
 * supervision desk too. Says how many.
 */
export async function noteLate(ctx: Ctx): Promise<{ late: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string; reference: string; publisherId: string }>(
      ctx.db,
      sql`SELECT id, reference, publisher_id AS publisherId FROM feedback
          WHERE state = 'open' AND late_at IS NULL AND due_at < ${now} ORDER BY due_at LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { late: 0 }
  const leaves = await Promise.all(
    found.map(({ reference, publisherId }) =>
      leafFor(ctx, { action: 'feedback.late', subject: reference, facts: { publisher: publisherId } }),
    ),
  )
  const ids = JSON.stringify(found.map(({ id }) => id))
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE feedback SET late_at = ${now}
            WHERE id IN (SELECT value FROM json_each(${ids})) AND state = 'open' AND late_at IS NULL`,
      ),
      guard(ctx.db, found.length),
      ...leaves.map(({ statement }) => statement),
    ])
  } catch (error) {
    // One was answered meanwhile: the next run notes the others.
    if (refusalOf(error) !== 'stale') throw error
    return { late: 0 }
  }
  return { late: found.length }
}
