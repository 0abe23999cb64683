import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { rows } from '../../db/rows.ts'
import { feedback } from '../../db/schema/index.ts'
import { promiseSchema } from '../appointment/schema.ts'
import type { AuditAction } from '../audit/action.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, trayFull } from '../intake/bots.ts'
import { liveCode } from '../intake/liveCode.ts'
import { type AnsweredRow, type Once, remember } from '../intake/once.ts'
import { seal } from '../privacy/field.ts'
import { Problem } from '../problem.ts'
import { codeFor, codeHash } from '../shared/accessCode.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'

/** The sealed fields are kept so many days after an error is answered, or after a consultation closes (product rule). */
export const KEPT_DAYS = 180

type Row = typeof feedback.$inferInsert

/** What is filed, before it is sealed and has a reference. */
export interface Entry
  extends Pick<Row, 'what' | 'page' | 'publisherId' | 'state'>,
    Partial<Pick<Row, 'kind' | 'noticeId' | 'ruleId' | 'dueAt' | 'counted' | 'closesOn' | 'keepUntil'>> {
  words: string
  name?: string | null
  contact?: string | null
  action: AuditAction
  facts: Record<string, string | number | null>
}

const keptSchema = z.object({ promise: promiseSchema, told: z.enum(['text', 'look']) })
export type Kept = z.infer<typeof keptSchema>

/** What was given out for an entry. */
interface Filed extends Kept {
  reference: string
  accessCode: string
}

/**
 * Writes an entry with its audit leaf, past the gate and under its key, in one round trip; null when another copy of the
 * request was first. Throws proof-invalid, tray-full.
 */
export async function file(
  ctx: Ctx,
  once: Once,
  { proof, told, ...entry }: Entry & { proof: string | undefined; told: Kept['told'] },
): Promise<Filed | null> {
  const gate = await admit(ctx, once.operation, proof)
  for (let attempt = 1; ; attempt++) {
    const reference = makeReference('F', dayOf(ctx.clock.now()))
    const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
    const { row, leaf } = await made(ctx, reference, accessCode, entry)
    const [forget, recall] = remember(ctx, once, reference, { promise: leaf.promise, told })
    try {
      await ctx.db.batch([forget, recall, ...gate, ctx.db.insert(feedback).values(row), leaf.statement])
      return { reference, accessCode, promise: leaf.promise, told }
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

async function made(ctx: Ctx, reference: string, accessCode: string, entry: Entry) {
  const { words, name, contact, action, facts, ...plain } = entry
  const id = newId('fb')
  const put = (column: string, value: string | null | undefined) =>
    value ? seal(ctx.keys, { table: 'feedback', column, row: id }, value) : Promise.resolve(null)
  const [hash, leaf, sealedWords, sealedName, sealedContact] = await Promise.all([
    codeHash(ctx.keys.code, reference, accessCode),
    leafFor(ctx, { action, subject: reference, facts }),
    put('words', words),
    put('name', name),
    put('contact', contact),
  ])
  const row: Row = {
    ...plain,
    id,
    reference,
    codeHash: hash,
    locale: ctx.locale,
    words: sealedWords,
    name: sealedName,
    contact: sealedContact,
    receivedAt: ctx.clock.now(),
  }
  return { row, leaf }
}

/** What a repeated request reads back of its entry. */
interface MadeRow {
  reference: string
  codeHash: string
  page: string
  kind: Row['kind']
  publisherId: string
  dueAt: number | null
  counted: string
  closesOn: string | null
}

/** Statement: the entry made under this key. */
export function madeUnder(ctx: Ctx, { operation, keyHash }: Once) {
  return rows<MadeRow>(
    ctx.db,
    sql`SELECT reference, code_hash AS codeHash, page, kind, publisher_id AS publisherId, due_at AS dueAt, counted,
          closes_on AS closesOn
        FROM feedback WHERE reference =
          (SELECT reference FROM idempotency WHERE operation = ${operation} AND key_hash = ${keyHash})`,
  )
}

/** The same receipt again. Throws code-replaced, unavailable. */
export async function filedBefore(
  ctx: Ctx,
  once: Once,
  { kept }: AnsweredRow,
  [row]: MadeRow[],
): Promise<Filed & { row: MadeRow }> {
  if (!row) throw new Problem('unavailable', { retryAfter: 1 })
  const accessCode = await liveCode(ctx, row.reference, once.key, row.codeHash)
  return { ...keptSchema.parse(JSON.parse(kept)), reference: row.reference, accessCode, row }
}
