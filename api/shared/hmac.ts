import { type Bytes, utf8 } from './bytes.ts'

/** An HMAC-SHA-256 key that cannot be exported again. */
export function importHmacKey(bytes: Bytes): Promise<CryptoKey> {
  return globalThis.crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** HMAC-SHA-256 of a text, 32 bytes. */
export async function hmac(key: CryptoKey, text: string): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.sign('HMAC', key, utf8(text)))
}
