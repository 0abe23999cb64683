import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'

/** Uploads ended in one run. */
const most = 100

/**
 * Job `upload.end`: uploads that were not completed in a day go, names and parts; the bytes are taken out by `file.drop`.
 * Attested in numbers, in the same batch.
 */
export async function endUploads(ctx: Ctx): Promise<{ ended: number }> {
  const [over] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM upload WHERE ends_at <= ${ctx.clock.now()} ORDER BY ends_at LIMIT ${most}`,
    ),
  ])
  if (!over.length) return { ended: 0 }
  const ended = over.length
  const ids = JSON.stringify(over.map(({ id }) => id))
  const leaf = await leafFor(ctx, {
    action: 'privacy.purge',
    subject: 'retention',
    facts: { uploads: ended },
  })
  try {
    await ctx.db.batch([
      exec(ctx.db, sql`DELETE FROM upload_part WHERE upload_id IN (SELECT value FROM json_each(${ids}))`),
      exec(ctx.db, sql`DELETE FROM upload WHERE id IN (SELECT value FROM json_each(${ids}))`),
      guard(ctx.db, ended),
      leaf.statement,
    ])
  } catch (error) {
    // Completed, or ended by another run, meanwhile: the next run sees what is left.
    if (refusalOf(error) !== 'stale') throw error
    return { ended: 0 }
  }
  return { ended }
}
