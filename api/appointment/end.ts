import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** How many are ended in one run; the next run takes the rest. */
const most = 500

/** Visits whose time is over stop being open bookings, so the person can book the matter again. */
export async function endPast(ctx: Ctx): Promise<{ ended: number }> {
  const now = ctx.clock.now()
  const past = sql`SELECT id FROM booking WHERE state = 'booked' AND ends_at < ${now} ORDER BY ends_at LIMIT ${most}`
  const [found] = await ctx.db.batch([rows<{ id: string }>(ctx.db, past)])
  const n = found.length
  if (n === 0) return { ended: 0 }
  const leaf = await leafFor(ctx, { action: 'appointment.end', subject: 'appointment', facts: { visits: n } })
  const [done] = await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE booking SET state = 'ended', version = version + 1, updated_at = ${now} 
          WHERE state = 'booked' AND id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`,
    ),
    leaf.statement,
  ])
  return { ended: done.changes }
}
