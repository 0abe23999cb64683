import { sql } from 'drizzle-orm'
import { getSignedCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { rows } from '../../db/rows.ts'
import type { AppEnv, Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Grant, Staff } from '../shared/actor.ts'
import { mayAnywhere, type Permission } from './permission.ts'

/** The cookie of a session at work. The prefix binds it to this host, to TLS and to the whole site. */
export const sessionCookie = '__Host-kaimen-staff'

interface SessionRow {
  id: string
  userId: string
  method: 'password' | 'code' | 'passkey'
  /** JSON array of [role, point]. */
  grants: string
}

/** Statement: a session that is open at `now`, whose account is on, with what it may do. */
function openSession(ctx: Ctx, token: string, now: number) {
  return rows<SessionRow>(
    ctx.db,
    sql`SELECT s.id AS id, s.user_id AS userId, s.method AS method,
          (SELECT json_group_array(json_array(g.role, g.service_point_id)) FROM staff_grant g WHERE g.user_id = u.id) AS grants
        FROM staff_session s JOIN staff_user u ON u.id = s.user_id
        WHERE s.token = ${token} AND s.expires_at > ${new Date(now).toISOString()} AND u.off_at IS NULL`,
  )
}

/** What a request at work needs: a permission it asks for somewhere, just a full sign-in, or only a first factor. */
export type Needs = Permission | 'signed-in' | 'first-factor'

/**
 * Lets only somebody at work through: reads the session (one round trip), names them in the context, and asks that
 * they may do this somewhere; where exactly is the verb's to ask (`allow`). A write must come from our own pages.
 * Throws not-signed-in, not-allowed, foreign-origin.
 */
export function atWork(needs: Needs) {
  return createMiddleware<AppEnv>(async (c, next) => {
    ownOrigin(c.req.method, new URL(c.req.url).origin, c.req.header('origin'), c.req.header('sec-fetch-site'))
    const ctx = c.get('ctx')
    const token = await getSignedCookie(c, c.env.STAFF_KEY, sessionCookie)
    if (!token) throw new Problem('not-signed-in')
    const [[row]] = await ctx.db.batch([openSession(ctx, token, ctx.clock.now())])
    if (!row) throw new Problem('not-signed-in')
    if (row.method === 'password' && needs !== 'first-factor') throw new Problem('not-signed-in')
    const grants = (JSON.parse(row.grants) as [Grant['role'], string][]).map(([role, point]) => ({
      role,
      point,
    }))
    const actor: Staff = { kind: 'staff', id: row.userId, session: row.id, grants }
    if (needs !== 'signed-in' && needs !== 'first-factor' && !mayAnywhere(actor, needs))
      throw new Problem('not-allowed')
    c.set('ctx', { ...ctx, actor })
    await next()
  })
}

/**
 * A write with a session cookie must say that it comes from our own origin, by Origin or by Sec-Fetch-Site: another
 * site's form or script cannot. Throws foreign-origin.
 */
export function ownOrigin(method: string, own: string, origin?: string, site?: string): void {
  if (method === 'GET' || method === 'HEAD') return
  if (origin === own || (origin === undefined && site === 'same-origin')) return
  throw new Problem('foreign-origin')
}
