import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import { volunteer } from '../../db/schema/index.ts'
import { readPersonName } from '../appointment/applicant.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, trayFull } from '../intake/bots.ts'
import { liveCode } from '../intake/liveCode.ts'
import { answeredBefore, type Once, openOnce, remember, replayOf } from '../intake/once.ts'
import { seal } from '../privacy/field.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, invalid, Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import { type PointRow, pointBySlug } from './query.ts'
import type { AskInput, VolunteerReceipt } from './schema.ts'
import { kindTexts } from './words.ts'

const keptSchema = z.object({ promise: promiseSchema })

/** Statement: who signed up under this key. */
const madeUnder = (ctx: Ctx, { operation, keyHash }: Once) =>
  rows<{ reference: string; codeHash: string }>(
    ctx.db,
    sql`SELECT reference, code_hash AS codeHash FROM volunteer WHERE reference =
          (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`,
  )

/**
 * Signs a volunteer up at a station or room; whoever signs up twice is told the same twice, so that nobody learns who has.
 * One read, one write; the same key and body give the same receipt. Throws invalid-input with every fault,
 * idempotency-mismatch, code-replaced, proof-invalid, tray-full.
 */
export async function askToJoin({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: AskInput
  idempotencyKey: string | undefined
}): Promise<VolunteerReceipt> {
  if (input.website) throw invalid('/website', 'trap.filled')
  const { proof, website: _, ...body } = input
  const person = readPerson(body)
  const once = await openOnce(ctx, 'volunteer.ask', idempotencyKey, body)
  const [before, [made], [point]] = await ctx.db.batch([
    answeredBefore(ctx, once),
    madeUnder(ctx, once),
    pointBySlug(ctx, body.station),
  ])
  if (!point) throw invalid('/station', 'station.unknown')
  const shape = {
    kind: body.kind,
    kindText: kindTexts[body.kind],
    at: { slug: point.slug, name: { zh: point.nameZh, en: point.nameEn } },
  }
  const replay = replayOf(once, before)
  if (replay) {
    if (!made) throw new Problem('unavailable', { retryAfter: 1 })
    const accessCode = await liveCode(ctx, made.reference, once.key, made.codeHash)
    return { ...shape, ...keptSchema.parse(JSON.parse(replay.kept)), reference: made.reference, accessCode }
  }
  const filed = await write(ctx, once, point, { ...person, kind: body.kind, proof })
  // Another copy of this request was as fast: its receipt is ours.
  if (!filed) return askToJoin({ ctx, input, idempotencyKey: once.key })
  return { ...shape, ...filed }
}

async function write(
  ctx: Ctx,
  once: Once,
  point: PointRow,
  {
    name,
    phone,
    kind,
    proof,
  }: { name: string; phone: string; kind: AskInput['kind']; proof: string | undefined },
) {
  const gate = await admit(ctx, once.operation, proof)
  for (let attempt = 1; ; attempt++) {
    const id = newId('vo')
    const reference = makeReference('N', dayOf(ctx.clock.now()))
    const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
    const put = (column: string, value: string) =>
      seal(ctx.keys, { table: 'volunteer', column, row: id }, value)
    const [hash, leaf, sealedName, sealedPhone] = await Promise.all([
      codeHash(ctx.keys.code, reference, accessCode),
      // Not which kind: the audit is read by others than those who keep the register.
      leafFor(ctx, { action: 'volunteer.ask', subject: reference, facts: { point: point.pointId } }),
      put('name', name),
      put('phone', phone),
    ])
    const [forget, recall] = remember(ctx, once, reference, { promise: leaf.promise })
    const row: typeof volunteer.$inferInsert = {
      id,
      reference,
      codeHash: hash,
      pointId: point.pointId,
      kind,
      state: 'asked',
      locale: ctx.locale,
      name: sealedName,
      phone: sealedPhone,
      createdAt: ctx.clock.now(),
    }
    try {
      await ctx.db.batch([forget, recall, ...gate, ctx.db.insert(volunteer).values(row), leaf.statement])
      return { reference, accessCode, promise: leaf.promise }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return null
      if (refusal === 'proof-spent') throw new Problem('proof-invalid')
      if (refusal === 'tray-full') throw trayFull(ctx)
      throw error
    }
  }
}

/** Name and number as we keep them. Throws invalid-input with every fault. */
function readPerson(input: Pick<AskInput, 'name' | 'phone'>) {
  const errors: FieldError[] = []
  const name = readPersonName(input.name, '/name', errors)
  const phone = readPhone(input.phone)
  if (!phone.ok)
    errors.push({
      pointer: '/phone',
      code: input.phone.trim() === '' ? 'phone.required' : `phone.${phone.reason}`,
    })
  if (errors.length || !phone.ok) throw new Problem('invalid-input', { errors })
  return { name, phone: phone.value }
}
