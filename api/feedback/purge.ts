import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** Rows emptied in one run. */
const most = 200

/**
 * Job `feedback.purge`: empties words, names, numbers and answers whose time of keeping is over (KEPT_DAYS after the
 * answer, or after the consultation closed); that there was a report, its page and how long it took stay. Attested in
 * numbers, in the same batch.
 */
export async function purgeFeedback(ctx: Ctx): Promise<{ emptied: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM feedback WHERE words IS NOT NULL AND keep_until IS NOT NULL AND keep_until < ${now}
          ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { emptied: 0 }
  const emptied = found.length
  const leaf = await leafFor(ctx, {
    action: 'privacy.purge',
    subject: 'retention',
    facts: { feedback: emptied },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE feedback SET words = NULL, name = NULL, contact = NULL, answer = NULL
            WHERE id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))})) AND words IS NOT NULL`,
      ),
      guard(ctx.db, emptied),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return { emptied: 0 }
  }
  return { emptied }
}
