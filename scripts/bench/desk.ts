import { generateSignedCookie } from 'hono/cookie'
import { issueStatements } from '../../api/certificate/issue.ts'
import type { Bindings } from '../../api/env.ts'
import { makeCtx } from '../../api/middleware/context.ts'
import { seal } from '../../api/privacy/field.ts'
import { systemClock } from '../../api/shared/clock.ts'
import { sessionCookie } from '../../api/staff/session.ts'
import { openDb } from '../../db/client.ts'

/** What a bench needs to ask about applications and certificates. */
export interface Desk {
  /** Of somebody who handles applications at the station that is looked at. */
  headers: Record<string, string>
  /** A certificate whose code is known. */
  certificate: { number: string; code: string }
}

/** Opens a session, issues a certificate and seals the names that stand on the first page, under the keys of this bench. */
export async function openDesk(db: D1Database, secrets: Record<string, string>, slug: string): Promise<Desk> {
  const env = { DB: db, ...secrets } as unknown as Bindings
  const counting = await makeCtx({
    env,
    clock: systemClock,
    actor: { kind: 'system', job: 'bench' },
    locale: 'zh',
    requestId: 'bench',
    cost: { trips: 0, rowsRead: 0, rowsWritten: 0 },
    after: () => {},
  })
  // Miniflare's own objects cannot be watched for what they cost.
  const ctx = { ...counting, db: openDb(db) }
  const point = await db
    .prepare('SELECT id, name_zh AS zh, name_en AS en FROM service_point WHERE slug = ?')
    .bind(slug)
    .first<{ id: string; zh: string; en: string }>()
  if (!point) throw new Error(`No station ${slug}`)
  const made = await issueStatements(ctx, {
    type: 'no-record',
    point: { id: point.id, slug, name: { zh: point.zh, en: point.en } },
    subject: { name: '张小明', idType: 'resident-id', idNumber: '11010519491231002X' },
    statements: [{ zh: '经查询，没有发现犯罪记录。', en: 'The query found no criminal record.' }],
    idempotencyKey: 'bench-certificate',
  })
  await ctx.db.batch([...made.statements])
  const { results } = await db
    .prepare(`SELECT id FROM application WHERE service_point_id = ? AND state = 'submitted' LIMIT 200`)
    .bind(point.id)
    .all<{ id: string }>()
  const names = results.map(async ({ id }) =>
    db
      .prepare('UPDATE application SET name = ? WHERE id = ?')
      .bind(await seal(ctx.keys, { table: 'application', column: 'name', row: id }, '张小明'), id),
  )
  const [now, until] = [0, 12 * 3_600_000].map((ms) => new Date(systemClock.now() + ms).toISOString())
  const token = crypto.randomUUID()
  await db.batch([
    ...(await Promise.all(names)),
    db
      .prepare(
        `INSERT INTO staff_user (id, name, email, email_verified, two_factor_enabled, created_at, updated_at, demo)
         VALUES ('su_bench', '周小民', 'bench@demo.invalid', 1, 1, ?1, ?1, 0)`,
      )
      .bind(now),
    db
      .prepare(
        `INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at)
         VALUES ('su_bench', 'handler', ?1, 'bench', 0)`,
      )
      .bind(point.id),
    db
      .prepare(
        `INSERT INTO staff_session (id, user_id, token, expires_at, created_at, updated_at, method)
         VALUES ('ss_bench', 'su_bench', ?1, ?2, ?3, ?2, 'code')`,
      )
      .bind(token, until, now),
  ])
  const cookie = await generateSignedCookie(sessionCookie, token, env.STAFF_KEY, { path: '/', secure: true })
  return {
    headers: { cookie: cookie.split(';')[0] ?? '' },
    certificate: { number: made.number, code: made.checkCode },
  }
}
