import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'

/** Call-backs noted, and emptied, in one run. */
const most = 50
const emptiedMost = 200

/** Job `callback.late`: notes each call-back that is past its due day, once, with a leaf. Says how many. */
export async function noteLateCallbacks(ctx: Ctx): Promise<{ late: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    rows<{ id: string; reference: string }>(
      ctx.db,
      sql`SELECT id, reference FROM callback WHERE state = 'open' AND late_at IS NULL AND due_at < ${now}
          ORDER BY due_at LIMIT ${most}`,
    ),
  ])
  if (!found.length) return { late: 0 }
  const leaves = await Promise.all(
    found.map(({ reference }) => leafFor(ctx, { action: 'callback.late', subject: reference, facts: {} })),
  )
  const done = await tried(ctx, [
    exec(
      ctx.db,
      sql`UPDATE callback SET late_at = ${now} WHERE state = 'open' AND late_at IS NULL
            AND id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`,
    ),
    guard(ctx.db, found.length),
    ...leaves.map(({ statement }) => statement),
  ])
  return { late: done ? found.length : 0 }
}

/** Job `callback.purge`: empties what was said in calls whose time of keeping is over; that there was one stays. */
export async function purgeCallbacks(ctx: Ctx): Promise<{ emptied: number }> {
  const [found] = await ctx.db.batch([
    rows<{ id: string }>(
      ctx.db,
      sql`SELECT id FROM callback WHERE words IS NOT NULL AND keep_until IS NOT NULL AND keep_until < ${ctx.clock.now()}
          ORDER BY keep_until LIMIT ${emptiedMost}`,
    ),
  ])
  if (!found.length) return { emptied: 0 }
  const leaf = await leafFor(ctx, {
    action: 'privacy.purge',
    subject: 'retention',
    facts: { callbacks: found.length },
  })
  const done = await tried(ctx, [
    exec(
      ctx.db,
      sql`UPDATE callback SET words = NULL WHERE words IS NOT NULL
            AND id IN (SELECT value FROM json_each(${JSON.stringify(found.map(({ id }) => id))}))`,
    ),
    guard(ctx.db, found.length),
    leaf.statement,
  ])
  return { emptied: done ? found.length : 0 }
}

/** One of them changed meanwhile: the next run takes the others. */
async function tried(ctx: Ctx, statements: Parameters<Ctx['db']['batch']>[0]): Promise<boolean> {
  try {
    await ctx.db.batch(statements)
    return true
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return false
  }
}
