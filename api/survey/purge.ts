import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { quietLeaf } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

/** Rows of each kind in one run; the next takes the rest. */
const most = 500

/**
 * Job `rating.purge`: how ratings came in is forgotten after its time, free words after theirs, and an invitation nobody used
 * is over. What was said by levels and reasons stays. Safe to run twice.
 */
export async function purgeRatings(ctx: Ctx): Promise<{ traces: number; words: number; over: number }> {
  const now = ctx.clock.now()
  const due = sql`SELECT id FROM rating WHERE words IS NOT NULL AND keep_until IS NOT NULL AND keep_until <= ${now}
                  ORDER BY keep_until LIMIT ${most}`
  const [old] = await ctx.db.batch([rows<{ id: string }>(ctx.db, due)])
  const ids = JSON.stringify(old.map(({ id }) => id))
  const leaf = await quietLeaf(ctx, {
    action: 'rating.purge',
    subject: 'rating',
    facts: { day: dayOf(now), words: old.length },
  })
  const [traces, over] = await ctx.db.batch([
    // The day of a flag goes with it by a trigger, whose rows would be counted as well.
    rows<{ id: string }>(
      ctx.db,
      sql`DELETE FROM rating_trace WHERE rating_id IN (
            SELECT rating_id FROM rating_trace WHERE keep_until <= ${now} ORDER BY keep_until LIMIT ${most})
          RETURNING rating_id AS id`,
    ),
    // Each is tallied as unrated by a trigger, whose rows would be counted as well.
    rows<{ id: string }>(
      ctx.db,
      sql`UPDATE rating_invite SET state = 'over', counter_id = NULL, staff_id = NULL WHERE id IN (
            SELECT id FROM rating_invite WHERE state = 'open' AND closes_at <= ${now}
            ORDER BY closes_at, id LIMIT ${most}) RETURNING id`,
    ),
    ...(old.length
      ? [
          exec(
            ctx.db,
            sql`UPDATE rating SET words = NULL, keep_until = NULL
                WHERE id IN (SELECT value FROM json_each(${ids})) AND words IS NOT NULL`,
          ),
          leaf.statement,
        ]
      : []),
  ])
  return { traces: traces.length, words: old.length, over: over.length }
}
