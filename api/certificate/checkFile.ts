import { fromUtf8 } from '../shared/bytes.ts'
import { canonicalJson } from '../shared/canonical.ts'
import { type CertificateDocument, documentFormat, documentKind } from './document.ts'
import { suiteOf, type Verifier } from './suite.ts'

/**
 * What a file is found to be without asking anybody. Only `valid` holds: `key-doubtful` was signed before its key was
 * withdrawn, by the date inside it, which whoever had the key could write too; only the register can tell.
 */
export const fileResults = [
  'valid',
  'expired',
  'altered',
  'unreadable',
  'unknown-format',
  'unknown-suite',
  'unknown-key',
  'key-retired',
  'key-revoked',
  'key-doubtful',
] as const
export type FileResult = (typeof fileResults)[number]

/** A key as it is published. Instants are ISO 8601. */
export interface PublishedKey {
  kid: string
  suite: string
  publicKey: object
  firstUsedAt: string | null
  /** From here on it signs nothing more; what it signed before holds. */
  retiredAt: string | null
  /** From here on nothing it signed is taken without the register. */
  revokedAt: string | null
}

/** Keys ready for checking, by id. */
export type Keys = ReadonlyMap<string, PublishedKey & { verify: Verifier }>

/** The most bytes of a file that are looked at; a real one has some two thousand. */
export const fileMost = 200_000

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isMoment = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))
const isMomentOrNone = (value: unknown): value is string | null => value === null || isMoment(value)

/** The keys of a published list (/.well-known/kaimen-keys.json), imported once; null where it is none. Entries that are not whole, or whose id is not their own, are left out. */
export async function readKeys(list: unknown): Promise<Keys | null> {
  if (!isObject(list) || !Array.isArray(list.keys)) return null
  const keys = new Map<string, PublishedKey & { verify: Verifier }>()
  for (const entry of list.keys as unknown[]) {
    if (!isObject(entry)) continue
    const { kid, suite, publicKey, firstUsedAt, retiredAt, revokedAt } = entry
    const of = suiteOf(suite)
    if (!of || typeof kid !== 'string' || !isObject(publicKey)) continue
    if (!isMomentOrNone(firstUsedAt) || !isMomentOrNone(retiredAt) || !isMomentOrNone(revokedAt)) continue
    const verify = await of.verifier(kid, publicKey)
    if (verify) keys.set(kid, { kid, suite: of.name, publicKey, firstUsedAt, retiredAt, revokedAt, verify })
  }
  return keys
}

/** What was found; the document only where its signature holds, so that nothing altered is ever shown as said by us. */
export interface CheckedFile {
  result: FileResult
  document: CertificateDocument | null
}

const found = (result: FileResult, document: CertificateDocument | null = null): CheckedFile => ({
  result,
  document,
})

/**
 * Checks the bytes of a certificate file against published keys, on a day (`YYYY-MM-DD`, Shanghai). Asks nobody, so it
 * cannot know whether the certificate was revoked. Never throws.
 */
export async function checkFile(bytes: Uint8Array, keys: Keys, today: string): Promise<CheckedFile> {
  const file = bytes.length <= fileMost ? parsed(bytes) : null
  if (!file) return found('unreadable')
  const { text, value } = file
  const { certificate, signature } = value
  if (!isObject(certificate) || typeof signature !== 'string' || certificate.kind !== documentKind)
    return found('unreadable')
  if (certificate.format !== documentFormat) return found('unknown-format')
  const suite = suiteOf(certificate.suite)
  if (!suite) return found('unknown-suite')
  const key = keys.get(String(certificate.keyId))
  if (!key || key.suite !== suite.name) return found('unknown-key')
  // Another spelling of the same values (a space, a member twice) is not the file that was issued.
  if (canonicalJson({ certificate, signature }) !== text) return found('altered')
  if (!isSigned(certificate) || !(await key.verify(certificate, signature))) return found('altered')
  return found(resultOf(certificate, key, today), certificate)
}

/** How a document whose signature holds stands by the dates in it and of its key. */
export function resultOf(
  { issuedAt, validUntil }: Pick<CertificateDocument, 'issuedAt' | 'validUntil'>,
  { retiredAt, revokedAt }: Pick<PublishedKey, 'retiredAt' | 'revokedAt'>,
  today: string,
): FileResult {
  const issued = Date.parse(issuedAt)
  if (revokedAt !== null) return issued >= Date.parse(revokedAt) ? 'key-revoked' : 'key-doubtful'
  if (retiredAt !== null && issued > Date.parse(retiredAt)) return 'key-retired'
  return validUntil !== null && today > validUntil ? 'expired' : 'valid'
}

function parsed(bytes: Uint8Array) {
  try {
    const text = fromUtf8(bytes)
    const value: unknown = JSON.parse(text)
    // Also refuses what is nested past any certificate, by running out of stack here and not later.
    return isObject(value) && canonicalJson(value) !== '' ? { text, value } : null
  } catch {
    return null
  }
}

/** What the dates are read from; the rest is as the key's owner made it. */
const isSigned = (value: Record<string, unknown>): value is Record<string, unknown> & CertificateDocument =>
  isMoment(value.issuedAt) && (value.validUntil === null || typeof value.validUntil === 'string')
