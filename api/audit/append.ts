import { auditLeaf } from '../../db/schema/index.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { type AuditEntry, makeLeaf } from './leaf.ts'
import { signObject } from './sign.ts'

/**
 * The police's signed word that a leaf will stand in the day's root. Whoever holds a receipt can check the
 * signature at once, and on the next day that the root keeps it. `subject` is the reference it is about.
 */
export interface LeafPromise {
  leaf: string
  /** Day in Shanghai whose root will hold the leaf. */
  day: string
  subject: string
  /** 64 hexadecimal characters, salted. */
  hash: string
  signature: string
  publicKeyId: string
}

/** What is signed of a promise. */
export function promiseSigned({ leaf, day, subject, hash }: Omit<LeafPromise, 'signature' | 'publicKeyId'>) {
  return { kind: 'leaf-promise', leaf, day, subject, hash }
}

/** What is attested; `at` is now, or null where only the day may be known. */
export type LeafEntry = Pick<AuditEntry, 'action' | 'subject' | 'facts'> & { at?: null }

/**
 * The audit leaf of a write for which nobody holds a receipt, such as an import from the command line: nothing is
 * signed, so no key is needed. `statement` goes into the same `db.batch` as the write.
 */
export async function quietLeaf(
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  { action, subject, facts, ...when }: LeafEntry,
) {
  const at = when.at === null ? null : clock.now()
  const id = newId('lf')
  const day = dayOf(clock.now())
  const { body, salt, hash } = await makeLeaf({ id, action, at, subject, facts })
  const statement = db.insert(auditLeaf).values({ id, day, action, subject, body, salt, hash })
  return { id, day, hash, statement }
}

/**
 * The audit leaf of one write. `statement` goes into the same `db.batch` as the write, so neither exists without the
 * other; where the write is conditional, a `guard` row in front of it undoes both. `facts` hold no personal field.
 */
export async function leafFor(ctx: Ctx, entry: LeafEntry) {
  const { subject } = entry
  const { id, day, hash, statement } = await quietLeaf(ctx, entry)
  const { sign } = ctx.keys
  const signature = await signObject(sign, promiseSigned({ leaf: id, day, subject, hash }))
  const promise: LeafPromise = { leaf: id, day, subject, hash, signature, publicKeyId: sign.publicJwk.kid }
  return { id, day, hash, statement, promise }
}
