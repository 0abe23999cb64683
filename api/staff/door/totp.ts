import { type Bytes, equalText, utf8 } from '../../shared/bytes.ts'

/** RFC 6238 as the sign-in library has it: SHA-1, six digits, 30 seconds; the secret's own characters are the key. */
const PERIOD = 30_000
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The number of the 30 seconds that an instant (epoch ms) lies in. */
export const stepAt = (now: number) => Math.floor(now / PERIOD)

/** The six digits of a step. */
export async function codeAt(secret: string, step: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', utf8(secret), { name: 'HMAC', hash: 'SHA-1' }, false, [
    'sign',
  ])
  const counter: Bytes = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, counter))
  const offset = (mac[19] ?? 0) & 15
  const number = new DataView(mac.buffer).getUint32(offset) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** The step a code belongs to, now or one to either side for clocks that differ, later than the last one taken; or null. */
export async function stepOf(
  secret: string,
  code: string,
  now: number,
  last: number,
): Promise<number | null> {
  let found: number | null = null
  for (const step of [stepAt(now) - 1, stepAt(now), stepAt(now) + 1])
    if (equalText(await codeAt(secret, step), code) && step > last) found ??= step
  return found
}

/** A secret as authenticator apps take it when it is typed. */
export function base32(secret: string): string {
  let bits = ''
  for (const byte of utf8(secret)) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** The address that an authenticator app reads from the picture. */
export function otpauth({
  secret,
  issuer,
  account,
}: {
  secret: string
  issuer: string
  account: string
}): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer, digits: '6', period: '30' })
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query}`
}
