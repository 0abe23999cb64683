import { z } from '@hono/zod-openapi'
import { type SignKey, signObject } from '../audit/sign.ts'
import { toIso } from '../calendar/day.ts'
import { toHex, utf8 } from '../shared/bytes.ts'
import { canonicalJson } from '../shared/canonical.ts'

const instant = z.string().nullable()

/** A finished case as other systems are told of it, written by the database (db/migrations/0079_exchange.sql). */
export const caseItemSchema = z.strictObject({
  kind: z.literal('case'),
  /** 办件编号: station 12 + day 8 + type 2 + number of the day 5 + check 1 (MOD 11-2; standards B8). */
  number: z.string(),
  matter: z.string(),
  point: z.string(),
  channel: z.enum(['online', 'counter']),
  receivedAt: z.string(),
  acceptedAt: instant,
  decidedAt: instant,
  closedAt: z.string(),
  outcome: z.enum(['granted', 'refused', 'declined', 'withdrawn', 'expired']),
  promised: z
    .strictObject({ value: z.int(), unit: z.enum(['hour', 'calendar_day', 'working_day']) })
    .nullable(),
  /** Working days from receipt to decision, and how many of them the clock stood still. */
  tookDays: z.int().nullable(),
  pausedDays: z.int().nullable(),
  late: z.strictObject({ ask: z.boolean(), decide: z.boolean(), deliver: z.boolean() }),
})
export type CaseItem = z.infer<typeof caseItemSchema>

/** What is signed and sent: format 1 of docs/exchange.md. */
export interface BatchBody {
  kind: 'exchange-batch'
  format: 1
  id: string
  seq: number
  /** Hash of the batch before; null in the first. */
  previous: string | null
  /** The site it comes from. */
  origin: string
  madeAt: string
  items: CaseItem[]
}

/** A batch as it is kept. */
export interface Batch {
  seq: number
  id: string
  body: string
  sha256: string
  signature: string
  keyId: string
}

/** The whole POST: the batch, and what shows that it is ours and unaltered. */
export const wireOf = ({ body, sha256, signature, keyId }: Batch): string =>
  `{"batch":${body},"sha256":"${sha256}","signature":"${signature}","publicKeyId":"${keyId}"}`

/** Makes and signs a batch behind another; `madeAt` in ms. */
export async function makeBatch(
  key: SignKey,
  {
    id,
    after,
    origin,
    madeAt,
    items,
  }: {
    id: string
    after: { seq: number; sha256: string } | undefined
    origin: string
    madeAt: number
    items: CaseItem[]
  },
): Promise<Batch> {
  const content: BatchBody = {
    kind: 'exchange-batch',
    format: 1,
    id,
    seq: (after?.seq ?? 0) + 1,
    previous: after?.sha256 ?? null,
    origin,
    madeAt: toIso(madeAt),
    items,
  }
  const body = canonicalJson(content)
  const hash = await crypto.subtle.digest('SHA-256', utf8(body))
  return {
    seq: content.seq,
    id,
    body,
    sha256: toHex(new Uint8Array(hash)),
    signature: await signObject(key, content),
    keyId: key.publicJwk.kid,
  }
}
