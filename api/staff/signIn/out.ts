import { sql } from 'drizzle-orm'
import { serialize } from 'hono/utils/cookie'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { sessionCookie } from '../session.ts'
import { staffOf } from '../setUp/standing.ts'

/** Ends the session that acts, and takes its cookie back. */
export async function signOut({ ctx }: { ctx: Ctx }): Promise<{ cookies: string[] }> {
  const { id, session } = staffOf(ctx)
  const leaf = await leafFor(ctx, { action: 'staff.signout', subject: id, facts: { staff: id } })
  await ctx.db.batch([exec(ctx.db, sql`DELETE FROM staff_session WHERE id = ${session}`), leaf.statement])
  const gone = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 0 } as const
  return { cookies: [serialize(sessionCookie, '', gone)] }
}
