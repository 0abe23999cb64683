import { toHex, utf8 } from './bytes.ts'
import type { Clock } from './clock.ts'
import { hmac, importHmacKey } from './hmac.ts'

/**
 * The headers of a signed POST of JSON: `Kaimen-Timestamp` (seconds), `Kaimen-Signature: v1=<hex>` (HMAC-SHA-256 over
 * `timestamp.body` under a shared secret) and, as `Idempotency-Key`, an id by which a repetition is known.
 */
export async function signedHeaders({
  key,
  clock,
  id,
  body,
}: {
  key: string
  clock: Clock
  id: string
  body: string
}): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(clock.now() / 1000))
  const signature = toHex(await hmac(await importHmacKey(utf8(key)), `${timestamp}.${body}`))
  return {
    'Content-Type': 'application/json',
    'Idempotency-Key': id,
    'Kaimen-Timestamp': timestamp,
    'Kaimen-Signature': `v1=${signature}`,
  }
}
