import { env } from 'cloudflare:workers'
import type { Clock } from '../../api/shared/clock.ts'
import { inviteFor, type Occasion } from '../../api/survey/invite.ts'
import { inviteIdOf, tokenOf } from '../../api/survey/token.ts'
import type { apiClient } from './api.ts'
import { systemCtx } from './appointment.ts'

let drawn = 0

/** An occasion that ended now, as a verb leaves it: its token, and when it opens. */
export async function invited(clock: Clock, more: Partial<Occasion> = {}) {
  const ctx = await systemCtx(clock)
  const kind = more.kind ?? 'visit'
  const subject = more.subject ?? `tk_rated${++drawn}`
  const [first, ...rest] = await inviteFor(ctx, {
    kind,
    subject,
    pointId: 'sp_qingshi',
    group: 'id-card',
    mode: 'onsite',
    locale: 'zh',
    ...more,
  })
  await ctx.db.batch([first!, ...rest])
  return inviteOf(clock, kind, subject)
}

interface InviteRecord {
  id: string
  service_point_id: string
  grp: string
  mode: string
  counter_id: string | null
  staff_id: string | null
  token_hash: string
  opens_at: number
  closes_at: number
  state: string
}

/** The invitation of an occasion with its token; fails where there is none. */
export async function inviteOf(clock: Clock, kind: Occasion['kind'], subject: string) {
  const ctx = await systemCtx(clock)
  const id = await inviteIdOf(ctx, kind, subject)
  const row = await env.DB.prepare('SELECT * FROM rating_invite WHERE id = ?').bind(id).first<InviteRecord>()
  if (!row) throw new Error(`No invitation for ${kind} ${subject}`)
  return { ...row, subject, token: await tokenOf(ctx, id), opensAt: row.opens_at, closesAt: row.closes_at }
}

type Web = Pick<ReturnType<typeof apiClient>, 'post'>

/** Gives a rating under a key of its own. */
export const rate = (web: Web, token: string, more: object = {}, headers: Record<string, string> = {}) =>
  web.post(
    '/ratings',
    { token, overall: 5, ...more },
    { 'idempotency-key': `rating-${++drawn}-of-a-test`, ...headers },
  )

/** All ratings, the newest tests' too: counted by what they say. */
export const ratings = async (where = '1 = 1') =>
  (await env.DB.prepare(`SELECT * FROM rating WHERE ${where}`).all<Record<string, string | number | null>>())
    .results

/** Begins without any rating: the rows are kept by triggers, so those stand aside for it. */
export async function noRatings(): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('rating', 'rating_invite', 'rating_flag', 'rectification') AND name LIKE '%kept'",
  ).all<{ name: string; sql: string }>()
  await env.DB.batch([
    ...results.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    ...['rating_trace', 'rating_flag', 'rectification', 'rating', 'rating_invite'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
    ...results.map(({ sql }) => env.DB.prepare(sql)),
  ])
}
