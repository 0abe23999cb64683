import { generateSignedCookie } from 'hono/cookie'
import { issueStatements } from '../../api/certificate/issue.ts'
import type { Ctx } from '../../api/context.ts'
import { makeCtx } from '../../api/middleware/context.ts'
import { seal } from '../../api/privacy/field.ts'
import type { Role } from '../../api/shared/actor.ts'
import { systemClock } from '../../api/shared/clock.ts'
import { sessionCookie } from '../../api/staff/session.ts'
import { openDb } from '../../db/client.ts'
import type { Bench } from './bench.ts'
import { fileOne, type Held } from './filed.ts'

/** What a bench needs to ask about applications and certificates. */
export interface Desk {
  /** Of somebody who handles applications at the station that is looked at, and of somebody who watches over all of them. */
  handler: Record<string, string>
  supervisor: Record<string, string>
  /** A certificate whose code is known. */
  certificate: { number: string; code: string }
  /** An application that is worked on, with its code; three others of the same person stand beside it. */
  filed: Held
  /** Where lists go on, by the name of the list. */
  cursors: Map<string, string>
}

/** Opens sessions, issues a certificate, files an application and seals the names that stand on the first page, under the keys of this bench. */
export async function openDesk(
  { db, bindings }: Pick<Bench, 'db' | 'bindings'>,
  slug: string,
): Promise<Desk> {
  const env = await bindings()
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
  const ctx: Ctx = { ...counting, db: openDb(db) }
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
  await sealNames(ctx, db, point.id)
  const session = (id: string, role: Role, at: string) => sessionOf(db, env.STAFF_KEY, { id, role, at })
  return {
    handler: await session('su_bench', 'handler', point.id),
    supervisor: await session('su_watch', 'supervisor', '*'),
    certificate: { number: made.number, code: made.checkCode },
    filed: await fileOne(ctx, db, point.id),
    cursors: new Map(),
  }
}

/** The names on the first pages of the lists, which are opened to be masked. */
async function sealNames(ctx: Ctx, db: D1Database, pointId: string): Promise<void> {
  const { results } = await db
    .prepare(
      `SELECT id FROM application WHERE service_point_id = ? AND name IS NULL AND closed_at IS NULL LIMIT 300`,
    )
    .bind(pointId)
    .all<{ id: string }>()
  const names = results.map(async ({ id }) =>
    db
      .prepare('UPDATE application SET name = ? WHERE id = ?')
      .bind(await seal(ctx.keys, { table: 'application', column: 'name', row: id }, '张小明'), id),
  )
  await db.batch(await Promise.all(names))
}

/** Signs somebody in who has a role at a service point; the headers of their requests. */
async function sessionOf(
  db: D1Database,
  staffKey: string,
  { id, role, at }: { id: string; role: Role; at: string },
): Promise<Record<string, string>> {
  const [now, until] = [0, 12 * 3_600_000].map((ms) => new Date(systemClock.now() + ms).toISOString())
  const token = crypto.randomUUID()
  await db.batch([
    db
      .prepare(
        `INSERT INTO staff_user (id, name, email, email_verified, two_factor_enabled, created_at, updated_at, demo)
         VALUES (?1, '周小民', ?1 || '@demo.invalid', 1, 1, ?2, ?2, 0)`,
      )
      .bind(id, now),
    db
      .prepare(
        `INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at)
         VALUES (?1, ?2, ?3, 'bench', 0)`,
      )
      .bind(id, role, at),
    db
      .prepare(
        `INSERT INTO staff_session (id, user_id, token, expires_at, created_at, updated_at, method)
         VALUES ('ss_' || ?1, ?1, ?2, ?3, ?4, ?3, 'code')`,
      )
      .bind(id, token, until, now),
  ])
  const cookie = await generateSignedCookie(sessionCookie, token, staffKey, { path: '/', secure: true })
  return { cookie: cookie.split(';')[0] ?? '' }
}
