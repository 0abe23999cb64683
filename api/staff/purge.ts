import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

/** Used and expired invitations are kept this long, for whoever asks what became of one. */
const INVITATIONS_KEPT = 30 * DAY

/** Removes sessions, questions and counts that are over. */
export async function purgeStaff(ctx: Ctx): Promise<Record<string, number>> {
  const now = ctx.clock.now()
  const iso = new Date(now).toISOString()
  const [ended, asked, tries, invitations] = await ctx.db.batch([
    exec(ctx.db, sql`DELETE FROM staff_session WHERE expires_at <= ${iso}`),
    exec(ctx.db, sql`DELETE FROM staff_verification WHERE expires_at <= ${iso}`),
    exec(ctx.db, sql`DELETE FROM staff_try WHERE until_at <= ${now}`),
    exec(ctx.db, sql`DELETE FROM staff_invitation WHERE expires_at <= ${now - INVITATIONS_KEPT}`),
  ])
  return {
    sessions: ended.changes,
    questions: asked.changes,
    tries: tries.changes,
    invitations: invitations.changes,
  }
}
