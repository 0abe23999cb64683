import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'

/** Objections emptied in one run. */
const most = 200

/** Job `evaluation.purge`: empties what was said in objections whose time of keeping is over; what was decided stays. */
export async function purgeObjections(ctx: Ctx): Promise<{ emptied: number }> {
  const [found] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM evaluation_objection
          WHERE words IS NOT NULL AND keep_until IS NOT NULL AND keep_until < ${ctx.clock.now()}
          ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { emptied: 0 }
  const leaf = await leafFor(ctx, {
    action: 'evaluation.purge',
    subject: 'retention',
    facts: { objections: found.length },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE evaluation_objection SET words = NULL, answer = NULL WHERE words IS NOT NULL
              AND id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`,
      ),
      guard(ctx.db, found.length),
      leaf.statement,
    ])
  } catch (error) {
    // Another run was as fast.
    if (refusalOf(error) !== 'stale') throw error
    return { emptied: 0 }
  }
  return { emptied: found.length }
}
