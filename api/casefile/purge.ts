import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** Cases emptied in one run. */
const most = 100

/**
 * Job `casefile.purge`: empties names, numbers and the note of cases whose time of keeping is over, and what staff wrote when
 * they looked at them; kind, place, stages and times stay: the tombstone. Attested in numbers, in the same batch.
 */
export async function purgeCases(ctx: Ctx): Promise<{ emptied: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM casefile WHERE keep_until IS NOT NULL AND emptied_at IS NULL AND keep_until < ${now}
          ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { emptied: 0 }
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`
  const leaf = await leafFor(ctx, {
    action: 'privacy.purge',
    subject: 'retention',
    facts: { casefiles: found.length },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE casefile SET note = NULL, emptied_at = ${now} WHERE id IN ${ids} AND emptied_at IS NULL AND keep_until < ${now}`,
      ),
      guard(ctx.db, found.length),
      exec(
        ctx.db,
        sql`UPDATE casefile_party SET name = NULL, phone = NULL, id_number = NULL WHERE casefile_id IN ${ids}`,
      ),
      exec(
        ctx.db,
        sql`UPDATE record_view SET words = NULL WHERE words IS NOT NULL AND reference IN (
              SELECT reference FROM casefile_party WHERE casefile_id IN ${ids})`,
      ),
      leaf.statement,
    ])
  } catch (error) {
    // One was opened again meanwhile: the next run takes the others.
    if (refusalOf(error) !== 'stale') throw error
    return { emptied: 0 }
  }
  return { emptied: found.length }
}
