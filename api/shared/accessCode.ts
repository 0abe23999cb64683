import { encodeBase31, normaliseBase31 } from './base31.ts'
import { type Bytes, equalText, toBase64Url } from './bytes.ts'
import { hmac, importHmacKey } from './hmac.ts'

/**
 * 8 characters for named business (39 bits, tries are counted), 12 for a rating, which has no reference beside it (59 bits),
 * 23 for anonymous complaints (113 bits, ASVS 6.5.2).
 */
export type CodeLength = 8 | 12 | 23

/** The code secret as two keys: one draws codes, the other makes what is stored. Neither can stand in for the other. */
export interface CodeKey {
  draw: CryptoKey
  store: CryptoKey
}

/** Both code keys out of the 32-byte secret; the storing key is derived under its own label. */
export async function importCodeKey(secret: Bytes): Promise<CodeKey> {
  const draw = await importHmacKey(secret)
  // No reference begins like this and none holds a line feed alone, so no drawn code shares its input.
  const store = await importHmacKey(await hmac(draw, 'kaimen-code-store-v1'))
  return { draw, store }
}

/** The access code of a receipt. The same request replayed gives the same code, without it being stored anywhere. */
export async function codeFor(
  key: CodeKey,
  reference: string,
  idempotencyKey: string,
  length: CodeLength,
): Promise<string> {
  return encodeBase31(await hmac(key.draw, `${reference}\n${idempotencyKey}`), length)
}

/** What is stored of a code: its HMAC, base64url, bound to the reference so that equal codes do not look equal. */
export async function codeHash(key: CodeKey, reference: string, code: string): Promise<string> {
  return toBase64Url(await hmac(key.store, `${reference}\n${code}`))
}

/** A code as it is shown: `H4TX 9W2C`, 12 characters in groups of four too, 23 in groups of five. */
export function formatCode(code: string): string {
  const size = code.length <= 12 ? 4 : 5
  return code.match(new RegExp(`.{1,${size}}`, 'g'))?.join(' ') ?? ''
}

/** The code a person typed, or null when it cannot be one (a character never issued, or the wrong length). */
export function normaliseCode(input: string): string | null {
  const code = normaliseBase31(input)
  return code !== null && [8, 12, 23].includes(code.length) ? code : null
}

/** What is stored of the code of this length that a person typed, or null when it cannot be one. */
export async function typedCodeHash(
  key: CodeKey,
  reference: string,
  typed: string,
  length: CodeLength,
): Promise<string | null> {
  const code = normaliseCode(typed)
  return code?.length === length ? codeHash(key, reference, code) : null
}

/** Whether two codes, or two stored hashes, are the same; takes as long for a near miss as for any other. */
export function sameCode(a: string, b: string): boolean {
  return equalText(a, b)
}

/**
 * Whether a typed code opens a reference. `storedHash` is null for a reference that does not exist: the same work is
 * done and the answer is no, so that unknown and wrong look alike (design: reference and code).
 */
export async function codeOpens(
  key: CodeKey,
  reference: string,
  typed: string,
  storedHash: string | null,
): Promise<boolean> {
  const code = normaliseCode(typed)
  const given = await codeHash(key, reference, code ?? '')
  const same = sameCode(given, storedHash ?? '-'.repeat(given.length))
  return same && code !== null && storedHash !== null
}
