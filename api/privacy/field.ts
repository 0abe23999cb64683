import { fromBase64Url, fromUtf8, randomBytes, toBase64Url, utf8 } from '../shared/bytes.ts'
import type { Keyring } from './keys.ts'

/** Where a sealed value stands. It opens nowhere else. */
export interface FieldPlace {
  table: string
  column: string
  row: string | number
}

/** Why a sealed value does not open: not in our form, sealed under a key we do not hold, or altered or moved. */
export type FieldFault = 'form' | 'unknown-key' | 'not-authentic'

/** A sealed value that does not open. Carries place and fault, never the value. */
export class FieldError extends Error {
  readonly fault: FieldFault
  constructor(fault: FieldFault, place?: FieldPlace) {
    super(`Sealed field${place ? ` ${place.table}.${place.column}` : ''}: ${fault}`)
    this.name = 'FieldError'
    this.fault = fault
  }
}

const IV_BYTES = 12
const TAG_BYTES = 16

function additionalData({ table, column, row }: FieldPlace) {
  // Only the row may hold anything; without a bar in the first two no two places read alike.
  if (/\|/.test(table + column)) throw new TypeError('field: table and column are plain names')
  return utf8(`${table}|${column}|${row}`)
}

function take(value: string) {
  const parts = /^v1\.([A-Za-z0-9_-]{1,16})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(value)
  const iv = parts && fromBase64Url(parts[2]!)
  const text = parts && fromBase64Url(parts[3]!)
  if (!iv || !text || iv.length !== IV_BYTES || text.length < TAG_BYTES) return null
  return { keyId: parts[1]!, iv, text }
}

/** Encrypts one field for its place: `v1.<key id>.<iv>.<ciphertext>`, AES-256-GCM under the active key, a new IV each time. */
export async function seal(keyring: Keyring, place: FieldPlace, plaintext: string): Promise<string> {
  const { active, byId } = keyring.field
  const iv = randomBytes(IV_BYTES)
  const algorithm = { name: 'AES-GCM', iv, additionalData: additionalData(place) }
  const sealed = await crypto.subtle.encrypt(algorithm, byId.get(active)!, utf8(plaintext))
  return `v1.${active}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`
}

/** The plain text of a sealed value at its place. Throws FieldError. */
export async function open(keyring: Keyring, place: FieldPlace, value: string): Promise<string> {
  const parts = take(value)
  if (!parts) throw new FieldError('form', place)
  const key = keyring.field.byId.get(parts.keyId)
  if (!key) throw new FieldError('unknown-key', place)
  const algorithm = { name: 'AES-GCM', iv: parts.iv, additionalData: additionalData(place) }
  try {
    return fromUtf8(new Uint8Array(await crypto.subtle.decrypt(algorithm, key, parts.text)))
  } catch {
    throw new FieldError('not-authentic', place)
  }
}

/** The id of the key a value is sealed under. Throws FieldError 'form'. */
export function keyIdOf(value: string): string {
  const parts = take(value)
  if (!parts) throw new FieldError('form')
  return parts.keyId
}

/** The value under the active key: the very same string when it already is, else opened and sealed again. */
export async function reseal(keyring: Keyring, place: FieldPlace, value: string): Promise<string> {
  if (keyIdOf(value) === keyring.field.active) return value
  return seal(keyring, place, await open(keyring, place, value))
}
