import { type Bytes, fromBase64Url, randomBytes, toBase64Url } from '../shared/bytes.ts'

const ALGORITHM = 'AES-GCM'
// Each key seals one thing, once: the same start is never used twice with it.
const iv = new Uint8Array(12)

const importKey = (key: Bytes, use: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', key, ALGORITHM, false, [use])

/**
 * Seals bytes under a key of their own (AES-256-GCM). The key, base64url, is kept as a sealed field beside them, so that the
 * rotation of the field keys reaches it, and never has to touch the bytes.
 */
export async function sealBytes(bytes: Bytes): Promise<{ key: string; sealed: Bytes }> {
  const key = randomBytes(32)
  const sealed = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, await importKey(key, 'encrypt'), bytes)
  return { key: toBase64Url(key), sealed: new Uint8Array(sealed) }
}

/** The bytes under their key. Throws where they were altered. */
export async function openBytes(key: string, sealed: Bytes): Promise<Bytes> {
  const raw = fromBase64Url(key)
  if (raw?.length !== 32) throw new TypeError('envelope: no key')
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: ALGORITHM, iv }, await importKey(raw, 'decrypt'), sealed),
  )
}
