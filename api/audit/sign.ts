import { fromBase64Url, toBase64Url, utf8 } from '../shared/bytes.ts'
import { canonicalJson } from '../shared/canonical.ts'

/** The public half of an Ed25519 key as it is published; `kid` is its RFC 7638 thumbprint. */
export interface PublicJwk {
  kty: 'OKP'
  crv: 'Ed25519'
  x: string
  kid: string
  alg: 'EdDSA'
  use: 'sig'
}

/** A signing key, ready for use. The private half cannot be exported. */
export interface SignKey {
  privateKey: CryptoKey
  publicJwk: PublicJwk
}

/** What can be signed: an object that says what it is, so that a promise can never pass for a daily root. */
export interface Signable {
  kind: string
}

const ALGORITHM = { name: 'Ed25519' }
const PREFIX = 'kaimen-signed-v1\n'

/** The publishable half of a private or public JWK. Throws TypeError on anything but Ed25519. */
export async function publicJwkOf(jwk: object): Promise<PublicJwk> {
  const { kty, crv, x }: { kty?: unknown; crv?: unknown; x?: unknown } = jwk
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string' || fromBase64Url(x)?.length !== 32) {
    throw new TypeError('sign: not an Ed25519 key')
  }
  const thumbprint = await crypto.subtle.digest('SHA-256', utf8(canonicalJson({ crv, kty, x })))
  return { kty, crv, x, kid: toBase64Url(new Uint8Array(thumbprint)), alg: 'EdDSA', use: 'sig' }
}

/** Imports a private JWK, and tries it once so that a pair that does not match is found at start. Throws TypeError. */
export async function importSignKey(jwk: object): Promise<SignKey> {
  const publicJwk = await publicJwkOf(jwk)
  const { d }: { d?: unknown } = jwk
  if (typeof d !== 'string' || fromBase64Url(d)?.length !== 32) throw new TypeError('sign: no private part')
  const whole = { kty: publicJwk.kty, crv: publicJwk.crv, x: publicJwk.x, d }
  const privateKey = await crypto.subtle.importKey('jwk', whole, ALGORITHM, false, ['sign'])
  const key = { privateKey, publicJwk }
  const probe = { kind: 'probe' }
  if (!(await verifyObject(publicJwk, probe, await signObject(key, probe))))
    throw new TypeError('sign: halves differ')
  return key
}

/** Ed25519 signature over the canonical JSON of an object, base64url. */
export async function signObject<T extends Signable>(key: SignKey, object: T): Promise<string> {
  const signature = await crypto.subtle.sign(ALGORITHM, key.privateKey, utf8(PREFIX + canonicalJson(object)))
  return toBase64Url(new Uint8Array(signature))
}

/** A public key, imported once for many checks. */
export interface VerifyKey {
  publicKey: CryptoKey
  publicJwk: PublicJwk
}

/** Imports a public JWK (of a private one, its public half). Throws TypeError on anything but Ed25519. */
export async function importVerifyKey(jwk: object): Promise<VerifyKey> {
  const publicJwk = await publicJwkOf(jwk)
  const { kty, crv, x } = publicJwk
  const publicKey = await crypto.subtle.importKey('jwk', { kty, crv, x }, ALGORITHM, false, ['verify'])
  return { publicKey, publicJwk }
}

/** Whether a signature is that key's over this object. What is malformed is refused, not thrown. */
export async function verifyWith<T extends Signable>(
  { publicKey }: VerifyKey,
  object: T,
  signature: string,
): Promise<boolean> {
  const bytes = fromBase64Url(signature)
  if (bytes?.length !== 64) return false
  try {
    return await crypto.subtle.verify(ALGORITHM, publicKey, bytes, utf8(PREFIX + canonicalJson(object)))
  } catch {
    return false
  }
}

/** As `verifyWith`, under a key not imported yet. */
export async function verifyObject<T extends Signable>(
  publicJwk: object,
  object: T,
  signature: string,
): Promise<boolean> {
  try {
    return await verifyWith(await importVerifyKey(publicJwk), object, signature)
  } catch {
    return false
  }
}
