import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** Rows emptied in one run. */
const most = 200

/**
 * Job `meeting.purge`: empties names, numbers, needs, questions and answers whose time of keeping is over (file.ts); that
 * somebody signed up and with how many stays, and what was published. Attested in numbers, in the same batch.
 */
export async function purgeMeetings(ctx: Ctx): Promise<{ emptied: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM meeting_entry WHERE words IS NOT NULL AND keep_until < ${now} ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { emptied: 0 }
  const emptied = found.length
  const facts = { meetingEntries: emptied }
  const leaf = await leafFor(ctx, { action: 'privacy.purge', subject: 'retention', facts })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE meeting_entry SET words = NULL, name = NULL, phone = NULL, answer = NULL,
              phone_key = lower(hex(randomblob(16)))
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
