import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { staffOf } from '../setUp/standing.ts'

/** Ends one of one's own sessions, at once. Throws record-not-found for anybody else's. */
export async function endSession({ ctx, id }: { ctx: Ctx; id: string }): Promise<void> {
  const { id: staff } = staffOf(ctx)
  const leaf = await leafFor(ctx, { action: 'staff.end', subject: staff, facts: { staff, which: 'one' } })
  try {
    await ctx.db.batch([
      exec(ctx.db, sql`DELETE FROM staff_session WHERE id = ${id} AND user_id = ${staff}`),
      guard(ctx.db),
      leaf.statement,
    ])
  } catch (error) {
    throw refusalOf(error) === 'stale' ? new Problem('record-not-found') : error
  }
}

/** Ends all of one's own sessions but the one that asks. */
export async function endOtherSessions({ ctx }: { ctx: Ctx }): Promise<void> {
  const { id: staff, session } = staffOf(ctx)
  const leaf = await leafFor(ctx, { action: 'staff.end', subject: staff, facts: { staff, which: 'others' } })
  await ctx.db.batch([
    exec(ctx.db, sql`DELETE FROM staff_session WHERE user_id = ${staff} AND id <> ${session}`),
    leaf.statement,
  ])
}
