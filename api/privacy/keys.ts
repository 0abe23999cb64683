import { importSignKey, type SignKey } from '../audit/sign.ts'
import { type CodeKey, importCodeKey } from '../shared/accessCode.ts'
import { type Bytes, fromBase64 } from '../shared/bytes.ts'
import { importHmacKey } from '../shared/hmac.ts'

/** The secrets as the platform hands them over. README tells how each is made. */
export interface Secrets {
  /** JSON `{active, keys: {id: base64 of 32 bytes}}`; old keys stay until nothing is sealed with them. */
  FIELD_KEYS: string
  /** Base64 of 32 bytes, as CODE_KEY and PROOF_KEY. */
  INDEX_KEY: string
  CODE_KEY: string
  PROOF_KEY: string
  /** Ed25519 private key as a JWK. */
  SIGN_KEY: string
}

/** Keys that seal fields: one seals, all open. */
export interface FieldKeys {
  active: string
  byId: ReadonlyMap<string, CryptoKey>
}

export interface Keyring {
  field: FieldKeys
  index: CryptoKey
  code: CodeKey
  proof: CryptoKey
  sign: SignKey
}

/** A secret is missing or cannot be used. Names the secret and what is wrong with its form, never its value. */
export class SecretError extends Error {
  readonly secret: keyof Secrets
  constructor(secret: keyof Secrets, problem: string) {
    super(`Secret ${secret} ${problem}`)
    this.name = 'SecretError'
    this.secret = secret
  }
}

// Finished rings only, never promises: on Workers a promise must not be awaited by a request other than its own.
const rings = new Map<string, Keyring>()

/** The keys of these secrets, imported once for each set of secrets. Throws SecretError. */
export async function loadKeys(secrets: Secrets): Promise<Keyring> {
  const { FIELD_KEYS, INDEX_KEY, CODE_KEY, PROOF_KEY, SIGN_KEY } = secrets
  const name = JSON.stringify([FIELD_KEYS, INDEX_KEY, CODE_KEY, PROOF_KEY, SIGN_KEY])
  const known = rings.get(name)
  if (known) return known
  const ring: Keyring = {
    field: await fieldKeys(FIELD_KEYS),
    index: await importHmacKey(bytesOf('INDEX_KEY', INDEX_KEY)),
    code: await importCodeKey(bytesOf('CODE_KEY', CODE_KEY)),
    proof: await importHmacKey(bytesOf('PROOF_KEY', PROOF_KEY)),
    sign: await signKey(SIGN_KEY),
  }
  if (rings.size >= 4) rings.clear()
  rings.set(name, ring)
  return ring
}

function bytesOf(secret: keyof Secrets, value: unknown, place = ''): Bytes {
  if (typeof value !== 'string' || value === '') throw new SecretError(secret, `${place}is missing`)
  const bytes = fromBase64(value)
  if (!bytes) throw new SecretError(secret, `${place}is not base64`)
  if (bytes.length !== 32) throw new SecretError(secret, `${place}is ${bytes.length} bytes, not 32`)
  return bytes
}

function objectOf(secret: keyof Secrets, value: unknown): Record<string, unknown> {
  if (typeof value !== 'string' || value === '') throw new SecretError(secret, 'is missing')
  try {
    const parsed: unknown = JSON.parse(value)
    if (isRecord(parsed)) return parsed
  } catch {
    // The parser's own message quotes the text, so it must not travel on.
  }
  throw new SecretError(secret, 'is not a JSON object')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function fieldKeys(value: string): Promise<FieldKeys> {
  const { active, keys } = objectOf('FIELD_KEYS', value)
  if (typeof active !== 'string' || !isRecord(keys)) {
    throw new SecretError('FIELD_KEYS', 'must hold "active" and "keys"')
  }
  const byId = new Map<string, CryptoKey>()
  let place = 0
  for (const [id, key] of Object.entries(keys)) {
    place += 1
    if (!/^[A-Za-z0-9_-]{1,16}$/.test(id)) {
      throw new SecretError(
        'FIELD_KEYS',
        `key ${place} has an id that is not 1 to 16 letters, digits, - or _`,
      )
    }
    const bytes = bytesOf('FIELD_KEYS', key, `key ${place} `)
    byId.set(id, await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']))
  }
  if (!byId.has(active)) throw new SecretError('FIELD_KEYS', 'has no key under its active id')
  return { active, byId }
}

async function signKey(value: string): Promise<SignKey> {
  const jwk = objectOf('SIGN_KEY', value)
  try {
    return await importSignKey(jwk)
  } catch {
    throw new SecretError('SIGN_KEY', 'is not an Ed25519 private JWK whose d and x belong together')
  }
}
