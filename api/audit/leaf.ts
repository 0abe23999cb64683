import { concat, fromHex, randomBytes, toHex, utf8 } from '../shared/bytes.ts'
import { canonicalJson } from '../shared/canonical.ts'
import type { AuditAction } from './action.ts'

/** A fact the audit may attest: never a personal field, nor an unsalted hash of one. */
export type AuditFact = string | number | boolean | null

/** What one write is attested by. */
export interface AuditEntry {
  id: string
  action: AuditAction
  /** When, in UTC epoch milliseconds; null where only the day may be known (anonymous writes). */
  at: number | null
  /** What it is about: a reference, a slug, a key id. */
  subject: string
  facts: Readonly<Record<string, AuditFact | readonly AuditFact[]>>
}

const SALT_BYTES = 16

/** A new salt, 32 hexadecimal characters. It keeps a published hash from being found by guessing the entry. */
export function newSalt(): string {
  return toHex(randomBytes(SALT_BYTES))
}

/** The canonical JSON of an entry: what is stored, hashed and shown to somebody who checks. */
export function leafBody({ id, action, at, subject, facts }: AuditEntry): string {
  return canonicalJson({ id, action, at, subject, facts })
}

/** SHA-256 of 'kaimen-leaf-v1', salt and body, 64 hexadecimal characters. Throws TypeError on a salt of another length. */
export async function leafHash(salt: string, body: string): Promise<string> {
  const bytes = fromHex(salt)
  // A fixed length, or salt and body could be cut apart elsewhere.
  if (bytes?.length !== SALT_BYTES) throw new TypeError('audit: salt must be 16 bytes of hexadecimal')
  const digest = await crypto.subtle.digest('SHA-256', concat(utf8('kaimen-leaf-v1'), bytes, utf8(body)))
  return toHex(new Uint8Array(digest))
}

/** Everything a batch writes for one leaf. */
export async function makeLeaf(
  entry: AuditEntry,
  salt = newSalt(),
): Promise<{ body: string; salt: string; hash: string }> {
  const body = leafBody(entry)
  return { body, salt, hash: await leafHash(salt, body) }
}
