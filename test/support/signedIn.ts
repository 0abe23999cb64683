import { env } from 'cloudflare:workers'
import { generateSignedCookie } from 'hono/cookie'
import type { Bindings } from '../../api/env.ts'
import type { Role } from '../../api/shared/actor.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { createStaffApp } from '../../api/staff/app.ts'
import { sessionCookie } from '../../api/staff/session.ts'
import { apiClient, monday } from './api.ts'

interface Person {
  /** Roles at a service point; '*' is the bureau. */
  grants?: readonly (readonly [Role, string])[]
  method?: 'password' | 'code' | 'passkey'
  id?: string
  name?: string
  off?: boolean
  clock?: Clock
  /** Hours until the session ends; unless said, 12 from the later of this clock and the sign-in library's, the machine's. */
  hours?: number
  /** Since how many minutes it has not been used; unless said, a test may take its time. */
  idle?: number
  /** An account of the demonstration. */
  demo?: boolean
}

let made = 0

/** Puts an account with an open session into the database, and gives the headers of a browser that holds it. */
export async function signedIn({
  grants = [['clerk', 'sp_qingshi']],
  method = 'code',
  id = `su_${++made}`,
  name = '周小民',
  off = false,
  clock = clockAt(monday),
  hours,
  idle,
  demo = false,
}: Person = {}): Promise<{ id: string; headers: Record<string, string> }> {
  const now = new Date(clock.now()).toISOString()
  const from = hours === undefined ? Math.max(clock.now(), Date.now()) : clock.now()
  const until = new Date(from + (hours ?? 12) * 3_600_000).toISOString()
  const seen = idle === undefined ? until : new Date(clock.now() - idle * 60_000).toISOString()
  const token = crypto.randomUUID()
  const { DB, STAFF_KEY } = env as Bindings
  await DB.batch([
    DB.prepare(
      `INSERT INTO staff_user (id, name, email, email_verified, two_factor_enabled, created_at, updated_at, off_at, demo)
       VALUES (?, ?, ?, 1, 1, ?, ?, ?, ?)`,
    ).bind(id, name, `${id}@demo.invalid`, now, now, off ? clock.now() : null, Number(demo)),
    ...grants.map(([role, point]) =>
      DB.prepare(
        `INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at) VALUES (?, ?, ?, 'test', ?)`,
      ).bind(id, role, point, clock.now()),
    ),
    DB.prepare(
      `INSERT INTO staff_session (id, user_id, token, expires_at, created_at, updated_at, method)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).bind(`ss_${token}`, id, token, until, now, seen, method),
  ])
  const cookie = await generateSignedCookie(sessionCookie, token, STAFF_KEY, { path: '/', secure: true })
  return { id, headers: { cookie: cookie.split(';')[0] ?? '', origin: 'http://localhost' } }
}

/** A client of the staff API: `get` and `post` take the headers of whoever is signed in. */
export const staffApi = ({
  clock = clockAt(monday),
  locale = 'zh',
  bindings = {},
}: {
  clock?: Clock
  locale?: 'zh' | 'en'
  bindings?: Partial<Bindings>
} = {}) => apiClient({ clock, locale, bindings, app: createStaffApp({ clock }) })
