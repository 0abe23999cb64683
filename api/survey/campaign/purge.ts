import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'

/** Rows of each kind in one run; the next takes the rest. */
const most = 500

/**
 * Job `survey.purge`: free words are forgotten after their time, and the hashes of paper codes once their survey has ended, when
 * nothing can be answered with them any more. Safe to run twice.
 */
export async function purgeSurveys(ctx: Ctx): Promise<{ words: number; codes: number }> {
  const now = ctx.clock.now()
  const [old] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM campaign_word WHERE words IS NOT NULL AND keep_until <= ${now} ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  const ids = JSON.stringify(old.map(({ id }) => id))
  const leaf = await quietLeaf(ctx, {
    action: 'survey.purge',
    subject: 'survey',
    facts: { day: dayOf(now), words: old.length },
  })
  const [codes] = await ctx.db.batch([
    exec(
      ctx.db,
      sql`DELETE FROM campaign_code WHERE hash IN (
            SELECT d.hash FROM campaign c CROSS JOIN campaign_code d ON d.campaign_id = c.id
            WHERE c.ended_at IS NOT NULL LIMIT ${most})`,
    ),
    ...(old.length
      ? [
          exec(
            ctx.db,
            sql`UPDATE campaign_word SET words = NULL, keep_until = NULL
                WHERE id IN (SELECT value FROM json_each(${ids})) AND words IS NOT NULL`,
          ),
          leaf.statement,
        ]
      : []),
  ])
  return { words: old.length, codes: codes.changes }
}
