import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** Cases noted in one run. */
const most = 50

/**
 * Job `casefile.late`: notes each case whose stage is past its time without the notice of a next one, once for each clock,
 * with a leaf. Says how many.
 */
export async function noteLateCases(ctx: Ctx): Promise<{ late: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string; lead: string; state: string }>(
      ctx.db,
      sql`SELECT c.id AS id, p.reference AS lead, c.state AS state FROM casefile c
          JOIN casefile_party p ON p.casefile_id = c.id AND p.place = 1
          WHERE c.due_at IS NOT NULL AND c.late_at IS NULL AND c.due_at < ${now} ORDER BY c.due_at LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { late: 0 }
  const leaves = await Promise.all(
    found.map(({ lead, state }) =>
      leafFor(ctx, { action: 'casefile.late', subject: lead, facts: { state } }),
    ),
  )
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE casefile SET late_at = ${now} WHERE due_at < ${now} AND late_at IS NULL
              AND id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`,
      ),
      guard(ctx.db, found.length),
      ...leaves.map(({ statement }) => statement),
    ])
  } catch (error) {
    // One went on meanwhile: the next run notes the others.
    if (refusalOf(error) !== 'stale') throw error
    return { late: 0 }
  }
  return { late: found.length }
}
