import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { invalid, Problem } from '../problem.ts'
import { canonicalJson } from '../shared/canonical.ts'

/** How long the same key gives the same answer, ms: a back button or a retry, not an archive. */
export const replayFor = DAY

/** One creating POST: its key and body, hashed under a key that is not in the database. */
export interface Once {
  operation: string
  key: string
  keyHash: string
  bodyHash: string
}

export interface AnsweredRow {
  bodyHash: string
  reference: string
  /** JSON of what cannot be read back from the record: no person in it. */
  kept: string
}

/**
 * Takes the Idempotency-Key of a creating POST. Without one the request stands alone: a random key is
 * drawn, since the access code is derived from it. Throws invalid-input on a malformed key.
 */
export async function openOnce(
  ctx: Ctx,
  operation: string,
  given: string | undefined,
  body: unknown,
): Promise<Once> {
  if (given !== undefined && !/^[\w-]{8,128}$/.test(given))
    throw invalid('/headers/idempotency-key', 'key-invalid')
  const key = given ?? crypto.randomUUID()
  const [keyHash, bodyHash] = await Promise.all([
    blindIndex(ctx.keys, 'idempotency-key', `${operation}\n${key}`),
    blindIndex(ctx.keys, 'request-body', canonicalJson(body)),
  ])
  return { operation, key, keyHash, bodyHash }
}

/** Statement: the answer already given under this key, if any. */
export function answeredBefore(ctx: Ctx, { operation, keyHash }: Once) {
  return rows<AnsweredRow>(
    ctx.db,
    sql`SELECT body_hash AS bodyHash, reference, response AS kept FROM idempotency
        WHERE operation = ${operation} AND key_hash = ${keyHash} AND expires_at > ${ctx.clock.now()}`,
  )
}

/** What was made under this key before, by the same body; null when the key is new. Throws idempotency-mismatch. */
export function replayOf(once: Once, found: AnsweredRow[]): AnsweredRow | null {
  const [row] = found
  if (!row) return null
  if (row.bodyHash !== once.bodyHash) throw new Problem('idempotency-mismatch')
  return row
}

/**
 * Statements: remember what was made. The answer is built again from the record itself, so that a replay tells
 * of it as it is now; `kept` is the little that is not in it. Put them first in the batch: a second copy of the
 * request fails on them before it changes anything, and an expired row of the same key gives way. `madeAt` (ms) is the
 * moment that is written: of something anonymous the beginning of its day, and then it is kept for a day longer.
 */
export function remember(ctx: Ctx, once: Once, reference: string, kept: object, madeAt = ctx.clock.now()) {
  const now = ctx.clock.now()
  return [
    exec(
      ctx.db,
      sql`DELETE FROM idempotency WHERE operation = ${once.operation} AND key_hash = ${once.keyHash} AND expires_at <= ${now}`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO idempotency (operation, key_hash, body_hash, reference, response, created_at, expires_at)
          VALUES (${once.operation}, ${once.keyHash}, ${once.bodyHash}, ${reference}, ${JSON.stringify(kept)}, ${madeAt}, ${madeAt + replayFor + (now - madeAt > 0 ? DAY : 0)})`,
    ),
  ] as const
}
