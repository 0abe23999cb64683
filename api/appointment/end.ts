import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** How many are ended in one run; the next run takes the rest. */
const most = 500

/**
 * Visits whose time is over stop being open bookings, so the person can book the matter again. When one of them
 * changes meanwhile nothing is written, or the leaf would count it too: the next run looks again.
 */
export async function endPast(ctx: Ctx): Promise<{ ended: number }> {
  const now = ctx.clock.now()
  const past = sql`SELECT id FROM booking WHERE state = 'booked' AND ends_at < ${now} ORDER BY ends_at LIMIT ${most}`
  const [found] = await ctx.db.batch([rows<{ id: string }>(ctx.db, past)])
  const n = found.length
  if (n === 0) return { ended: 0 }
  const leaf = await leafFor(ctx, { action: 'appointment.end', subject: 'appointment', facts: { visits: n } })
  const statements = [
    exec(
      ctx.db,
      sql`UPDATE booking SET state = 'ended', version = version + 1, updated_at = ${now}
          WHERE state = 'booked' AND id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`,
    ),
    guard(ctx.db, n),
    leaf.statement,
  ] as const
  try {
    await ctx.db.batch(statements)
    return { ended: n }
  } catch (error) {
    if (refusalOf(error) === 'stale') return { ended: 0 }
    throw error
  }
}
