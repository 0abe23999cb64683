import { env } from 'cloudflare:workers'
import { DAY } from '../../api/calendar/day.ts'
import { blindIndex } from '../../api/privacy/blindIndex.ts'
import { seal } from '../../api/privacy/field.ts'
import { codeFor, codeHash } from '../../api/shared/accessCode.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { newId } from '../../api/shared/id.ts'
import { makeReference } from '../../api/shared/reference.ts'
import { application } from '../../db/schema/index.ts'
import { systemCtx } from './appointment.ts'

/** Somebody of the stand-in's list, and what they type to log in. */
export const wang = { name: '王样张', idType: 'resident-id', idNumber: '11010519491231002X' } as const
export const wangsPin = '204816'

interface Shape {
  point?: string
  state?: 'draft' | 'identity' | 'submitted' | 'withdrawn'
  name?: string
  idType?: typeof application.$inferInsert.idType
  idNumber?: string | null
  phone?: string
  helper?: { name: string; phone: string }
}

const roads = {
  draft: [],
  identity: ['identity'],
  submitted: ['submitted'],
  withdrawn: ['identity', 'withdrawn'],
} as const
const clocks = { identity: 'identity', submitted: 'ask', withdrawn: null }

/** Writes an application in a state, and gives what its holder has. Its matter can be filed from `phone` on. */
export async function applied(clock: Clock, shape: Shape = {}) {
  const { point = 'sp_qingshi', state = 'draft', name = wang.name, idType = wang.idType } = shape
  const { idNumber = wang.idNumber, phone = '13800000021', helper } = shape
  const ctx = await systemCtx(clock)
  const id = newId('app')
  const reference = makeReference('B', '2026-11-23')
  const accessCode = await codeFor(ctx.keys.code, reference, id, 8)
  const personCode = await codeFor(ctx.keys.code, reference, `person ${id}`, 8)
  const put = (column: string, value: string | null | undefined) =>
    value ? seal(ctx.keys, { table: 'application', column, row: id }, value) : null
  const now = clock.now()
  const draft = ctx.db.insert(application).values({
    id,
    reference,
    codeHash: await codeHash(ctx.keys.code, reference, accessCode),
    personCodeHash: helper ? await codeHash(ctx.keys.code, reference, personCode) : null,
    matterCode: 'CR-01',
    formVersion: 1,
    servicePointId: point,
    locale: 'zh',
    channel: 'online',
    state: 'draft',
    movedAt: now,
    movedBy: 'resident',
    idType,
    name: await put('name', name),
    phone: await put('phone', phone),
    idNumber: await put('id_number', idNumber),
    helperName: await put('helper_name', helper?.name),
    helperPhone: await put('helper_phone', helper?.phone),
    phoneKey: await blindIndex(ctx.keys, 'phone', helper?.phone ?? phone),
    answers: await put('answers', '{}'),
    clock: 'draft',
    clockStartedAt: now,
    dueAt: now + 30 * DAY,
    createdAt: now,
    updatedAt: now,
  })
  await ctx.db.batch([draft])
  for (const step of roads[state])
    await env.DB.prepare('UPDATE application SET state = ?, clock = ?, due_at = ? WHERE id = ?')
      .bind(step, clocks[step], clocks[step] && now + DAY, id)
      .run()
  return { id, reference, accessCode, personCode }
}

/** What is kept of an application that tells who somebody is, and what proved it. */
export async function standing(id: string) {
  const [row, proofs] = await env.DB.batch([
    env.DB.prepare(
      'SELECT state, identity, rev, phone_confirmed_at AS confirmed FROM application WHERE id = ?',
    ).bind(id),
    env.DB.prepare(
      'SELECT level, how, seen, staff_id AS staff FROM identity_proof WHERE application_id = ? ORDER BY id',
    ).bind(id),
  ])
  return {
    ...(row!.results[0] as Record<string, unknown>),
    proofs: proofs!.results as Record<string, unknown>[],
  }
}

/** Has the person of an application proved by a login with the one code it has, as the rows stand then. */
export async function provedOwn(reference: string): Promise<void> {
  const of = '(SELECT id FROM application WHERE reference = ?)'
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO identity_proof (application_id, level, how, at) VALUES (${of}, 'verified', 'stand-in', 0)`,
    ).bind(reference),
    env.DB.prepare(
      "UPDATE application SET identity = 'verified', own_code_hash = code_hash WHERE reference = ?",
    ).bind(reference),
  ])
}
