import { env } from 'cloudflare:workers'
import { dayOf } from '../../api/calendar/day.ts'
import { quarterAt, weekOf } from '../../api/calendar/period.ts'
import type { Ctx } from '../../api/context.ts'
import { seal } from '../../api/privacy/field.ts'
import type { Role } from '../../api/shared/actor.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { rectificationRows } from '../../api/survey/rectify/clock.ts'
import { openRectification, type Rated } from '../../api/survey/rectify/open.ts'
import { askAgain } from '../../api/survey/second/tell.ts'
import { secondToken } from '../../api/survey/second/token.ts'
import { monday } from './api.ts'
import { testCtx } from './ctx.ts'
import { signedIn, type staffApi } from './signedIn.ts'

let made = 0

/** What its rater wrote, which nobody but the desk reads. */
export const ratersWords = '等了三个小时，没人理'

/** A bad rating with its rectification, written as the verb that takes ratings writes it. */
export async function badRating(
  ctx: Ctx,
  {
    invite = {},
    contact = true,
    tellStation = false,
    phone = null,
    overall = 1,
    standing = 'counted',
  }: {
    invite?: Partial<Rated>
    contact?: boolean
    tellStation?: boolean
    phone?: string | null
    overall?: number
    standing?: string
  } = {},
): Promise<{ id: string; ratingId: string; contactBy: string | null }> {
  made += 1
  const now = ctx.clock.now()
  const ratingId = `ra_${made}_${crypto.randomUUID()}`
  const rated: Rated = {
    kind: 'visit',
    subject: `ticket ${made}`,
    pointId: 'sp_qingshi',
    group: 'counter',
    ...invite,
  }
  const [rules, years, days] = await ctx.db.batch([...rectificationRows(ctx, dayOf(now))])
  const opened = await openRectification(ctx, {
    ratingId,
    invite: rated,
    input: { contact, tellStation },
    phone,
    clocks: { rules, years, days },
  })
  const words = await seal(ctx.keys, { table: 'rating', column: 'words', row: ratingId }, ratersWords)
  await env.DB.prepare(
    `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, tags, words, standing, tallied_in)
     VALUES (?, ?, ?, ?, ?, 'onsite', ?, '["slow"]', ?, ?, ?)`,
  )
    .bind(
      ratingId,
      weekOf(now),
      rated.kind,
      rated.pointId,
      rated.group,
      overall,
      words,
      standing,
      quarterAt(now),
    )
    .run()
  await ctx.db.batch([...opened.statements])
  const row = await env.DB.prepare('SELECT id FROM rectification WHERE rating_id = ?')
    .bind(ratingId)
    .first<{ id: string }>()
  return { id: row?.id ?? '', ratingId, contactBy: opened.contactBy }
}

/** One rectification as it stands, or undefined. */
export const rectificationAt = (id: string) =>
  env.DB.prepare('SELECT * FROM rectification WHERE id = ?')
    .bind(id)
    .first<Record<string, string | number | null>>()

/** What one counts for, so far. */
export async function judgedAs(id: string) {
  const { results } = await env.DB.prepare(
    `SELECT service_point_id AS point, grp, level, day, period FROM evaluation_event
     WHERE indicator = 'rectification.time' AND subject = ?`,
  )
    .bind(id)
    .all<Record<string, string | number>>()
  return results
}

/** Somebody at work who does things to rectifications by their present revision; throws nothing. */
export async function hand(
  staff: ReturnType<typeof staffApi>,
  role: Role,
  point: string,
  clock: Clock = clockAt(monday),
) {
  const { id, headers } = await signedIn({ grants: [[role, point]], clock, hours: 9999 })
  const at = role === 'chief' ? '/staff/rating-tasks' : '/staff/rectifications'
  return {
    id,
    headers,
    open: (which: string) => staff.get(`${at}/${which}`, headers),
    list: (show = 'open') => staff.get(`${at}?show=${show}`, headers),
    do: async (which: string, verb: string, body: object) => {
      const row = await rectificationAt(which)
      return staff.post(`${at}/${which}/${verb}`, { rev: row?.rev ?? 0, ...body }, headers)
    },
  }
}

/** Gives somebody who is at work a role at one more place, and hands them back. */
export async function alsoAt<T extends { id: string }>(who: T, place: string): Promise<T> {
  await env.DB.prepare(
    "INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at) VALUES (?, 'clerk', ?, 'test', 0)",
  )
    .bind(who.id, place)
    .run()
  return who
}

/** A room of this station of the demonstration. */
export async function roomOf(station: string): Promise<string> {
  const row = await env.DB.prepare("SELECT id FROM service_point WHERE kind = 'room' AND parent_id = ?")
    .bind(station)
    .first<{ id: string }>()
  if (!row) throw new TypeError(`${station} has no room`)
  return row.id
}

/** The context the system has at this time. */
export const systemAt = (clock: Clock) => testCtx({ clock })

/** Makes the call-back that is open about one: somebody of the desk who had no part in it. */
export async function callBack(
  staff: ReturnType<typeof staffApi>,
  headers: Record<string, string>,
  id: string,
  body: object = { outcome: 'settled', satisfied: 4 },
) {
  const row = await env.DB.prepare("SELECT id, rev FROM callback WHERE reference = ? AND state = 'open'")
    .bind(id)
    .first<{ id: string; rev: number }>()
  return staff.post(`/staff/callbacks/${row?.id}/outcome`, { rev: row?.rev ?? 0, ...body }, headers)
}

/** A bad rating of somebody who may be called, closed, and asked about again: the token of the text. */
export async function askedAgain(clock: Clock): Promise<string> {
  const ctx = await systemAt(clock)
  const { id } = await badRating(ctx, { phone: '13800000009' })
  const step = (set: string) =>
    env.DB.prepare(`UPDATE rectification SET ${set}, rev = rev + 1 WHERE id = ?`).bind(id).run()
  await step("state = 'fixed', outcome = 'explained', fixed_at = 1")
  await env.DB.prepare(
    `INSERT INTO callback (id, reference, reason, service_point_id, script, state, rule, due_at, counted, opened_by, opened_at,
       done_by, done_at, outcome, keep_until)
     VALUES (?, ?, 'rating-low', '*', 'unhappy@1', 'done', '{}', 0, '[]', 'x', 2, 'y', 3, 'settled', 1)`,
  )
    .bind(`cb_${id}`, id)
    .run()
  await step("state = 'called'")
  await step("state = 'closed', closed_at = 4")
  const row = { id, mayCall: 1, contact: null, locale: 'zh' } as const
  const contact = (await rectificationAt(id))?.contact as string
  const { statements } = await askAgain(ctx, { ...row, contact }, undefined, 'explained')
  for (const statement of statements) await ctx.db.batch([statement])
  return secondToken(ctx, id)
}
