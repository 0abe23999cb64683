import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

/** Promises noted in one run. */
const most = 50

/** Job `meeting.late`: notes each published promise that is past its day, once, with a leaf. Says how many. */
export async function noteLatePromises(ctx: Ctx): Promise<{ late: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string; meetingId: string; n: number }>(
      ctx.db,
      sql`SELECT q.id AS id, q.meeting_id AS meetingId, q.n AS n FROM meeting_promise q JOIN meeting m ON m.id = q.meeting_id
          WHERE q.state = 'open' AND q.late_at IS NULL AND q.due_day < ${dayOf(now)} AND m.state = 'minuted'
          ORDER BY q.due_day LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { late: 0 }
  const leaves = await Promise.all(
    found.map(({ meetingId, n }) =>
      leafFor(ctx, { action: 'meeting.late', subject: meetingId, facts: { promise: n } }),
    ),
  )
  const ids = JSON.stringify(found.map(({ id }) => id))
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE meeting_promise SET late_at = ${now}
            WHERE id IN (SELECT value FROM json_each(${ids})) AND state = 'open' AND late_at IS NULL`,
      ),
      guard(ctx.db, found.length),
      ...leaves.map(({ statement }) => statement),
    ])
  } catch (error) {
    // One was settled meanwhile: the next run notes the others.
    if (refusalOf(error) !== 'stale') throw error
    return { late: 0 }
  }
  return { late: found.length }
}
