import { parse, serialize } from 'hono/utils/cookie'
import { equalText, randomBytes, toBase64Url, toHex } from '../../shared/bytes.ts'
import { hmac } from '../../shared/hmac.ts'
import { type Door, keyFor } from './door.ts'

/** How long a device is known, seconds: as long as browsers keep a cookie. */
const KNOWN_SECONDS = 400 * 86_400

/**
 * Devices that have signed in before (OWASP, "device cookies"): each has its own count of wrong tries, so that
 * strangers who try an account stop themselves and not its owner. One cookie for each account, as counters share
 * machines. `tag` is a keyed hash of the account's name.
 */
export interface Devices {
  tag: string
  /** The device that asks, if it has signed in to this account before. */
  known: string | null
  key: CryptoKey
}

const nameOf = (tag: string) => `__Host-kaimen-device-${tag.slice(0, 12)}`

const seal = async (key: CryptoKey, tag: string, device: string) =>
  toBase64Url(await hmac(key, `device\n${tag}\n${device}`))

/** Which device asks for this account. */
export async function devicesOf(door: Door, account: string): Promise<Devices> {
  const key = await keyFor(door, 'device')
  const tag = toHex(await hmac(key, `account\n${account}`)).slice(0, 32)
  const name = nameOf(tag)
  const [device = '', mac = ''] = (parse(door.cookie, name)[name] ?? '').split('.')
  const known = device && equalText(mac, await seal(key, tag, device)) ? device : null
  return { tag, known, key }
}

/** The cookie by which a device that signed in with two factors is known from now on. */
export async function knownFromNow({ tag, known, key }: Devices): Promise<string> {
  const device = known ?? toHex(randomBytes(16))
  const value = `${device}.${await seal(key, tag, device)}`
  return serialize(nameOf(tag), value, {
    path: '/',
    secure: true,
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: KNOWN_SECONDS,
  })
}
