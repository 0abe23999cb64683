import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { getSignedCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import { exec, rows } from '../../db/rows.ts'
import { MINUTE } from '../calendar/day.ts'
import type { AppEnv, Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Grant, Staff } from '../shared/actor.ts'
import { isLocalHost } from './door/localHost.ts'
import { mayAnywhere, type Permission } from './permission.ts'

/** The cookie of a session at work. The prefix binds it to this host, to TLS and to the whole site. */
export const sessionCookie = '__Host-kaimen-staff'

interface SessionRow {
  id: string
  userId: string
  method: 'password' | 'code' | 'passkey'
  /** When it was last used, to within five minutes. */
  seenAt: string
  demo: number
  /** JSON array of [role, point]. */
  grants: string
}

/** A session ends after so long without use, and its last use is written no more often than this. */
export const IDLE_MS = 60 * MINUTE
const SEEN_MS = 5 * MINUTE

/** A page that asks by itself sends this along: nobody pressed anything, so the session is not in use by it. */
export const quietHeader = 'x-kaimen-quiet'

const iso = (ms: number) => new Date(ms).toISOString()

/** Statement: a session that is open at `now`, whose account is on, with what it may do. */
function openSession(ctx: Ctx, token: string, now: number) {
  return rows<SessionRow>(
    ctx.db,
    sql`SELECT s.id AS id, s.user_id AS userId, s.method AS method, s.updated_at AS seenAt, u.demo AS demo,
          (SELECT json_group_array(json_array(g.role, g.service_point_id)) FROM staff_grant g WHERE g.user_id = u.id) AS grants
        FROM staff_session s JOIN staff_user u ON u.id = s.user_id
        WHERE s.token = ${token} AND s.expires_at > ${iso(now)} AND s.updated_at > ${iso(now - IDLE_MS)} AND u.off_at IS NULL`,
  )
}

/** Notes that a session is in use, after the answer. */
const seen = (ctx: Ctx, id: string) =>
  ctx.db.batch([
    exec(ctx.db, sql`UPDATE staff_session SET updated_at = ${iso(ctx.clock.now())} WHERE id = ${id}`),
  ])

/** What a request at work needs: a permission it asks for somewhere, just a full sign-in, or only a first factor. */
export type Needs = Permission | 'signed-in' | 'first-factor'

/**
 * Lets only somebody at work through: reads the session (one round trip), names them in the context, and asks that
 * they may do this somewhere; where exactly is the verb's to ask (`allow`). A write must come from our own pages.
 * Throws not-signed-in, not-allowed, foreign-origin.
 */
export function atWork(needs: Needs) {
  return createMiddleware<AppEnv>(async (c, next) => {
    checkOrigin(c)
    const ctx = c.get('ctx')
    const token = await getSignedCookie(c, c.env.STAFF_KEY, sessionCookie)
    if (!token) throw new Problem('not-signed-in')
    const [[row]] = await ctx.db.batch([openSession(ctx, token, ctx.clock.now())])
    if (!row) throw new Problem('not-signed-in')
    if (row.demo && !(ctx.settings.demo && isLocalHost(new URL(c.req.url).hostname)))
      throw new Problem('not-signed-in')
    if (row.method === 'password' && needs !== 'first-factor') throw new Problem('not-signed-in')
    // A password alone may do nothing of what its roles may.
    const granted = row.method === 'password' ? [] : (JSON.parse(row.grants) as [Grant['role'], string][])
    const grants = granted.map(([role, point]) => ({ role, point }))
    const actor: Staff = { kind: 'staff', id: row.userId, session: row.id, grants }
    if (needs !== 'signed-in' && needs !== 'first-factor' && !mayAnywhere(actor, needs))
      throw new Problem('not-allowed')
    c.set('ctx', { ...ctx, actor })
    const used = c.req.header(quietHeader) === undefined
    if (used && row.seenAt <= iso(ctx.clock.now() - SEEN_MS)) ctx.after((later) => seen(later, row.id))
    await next()
  })
}

const checkOrigin = ({ req }: Context<AppEnv>) =>
  ownOrigin(req.method, new URL(req.url).origin, req.header('origin'), req.header('sec-fetch-site'))

/** Before signing in too, a post must come from our own pages: nobody is signed in as somebody else unawares. */
export const fromOwnPages = createMiddleware<AppEnv>(async (c, next) => {
  checkOrigin(c)
  await next()
})

/**
 * A write with a session cookie must say that it comes from our own origin, by Origin or by Sec-Fetch-Site: another
 * site's form or script cannot. Throws foreign-origin.
 */
function ownOrigin(method: string, own: string, origin?: string, site?: string): void {
  if (method === 'GET' || method === 'HEAD') return
  if (origin === own || (origin === undefined && site === 'same-origin')) return
  throw new Problem('foreign-origin')
}
