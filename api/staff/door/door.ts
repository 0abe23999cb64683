import type { Context } from 'hono'
import { parseSigned } from 'hono/utils/cookie'
import type { AppEnv } from '../../context.ts'
import { utf8 } from '../../shared/bytes.ts'
import { hmac, importHmacKey } from '../../shared/hmac.ts'
import { isLocalHost } from './localHost.ts'
import { machineName } from './machineName.ts'

/** What a sign-in knows of the request beside its body: the key, the place, the cookies and the machine. */
export interface Door {
  /** STAFF_KEY, as text: signs cookies, seals second factors. Never logged. */
  key: string
  /** Scheme, host and port that the browser asked. */
  origin: string
  host: string
  /** Whether the browser asked the same machine: the demonstration's accounts are good for nothing else. */
  local: boolean
  /** The Cookie header. */
  cookie: string
  /** In a few words, what somebody sits at: "Windows · Edge". The agent's own line is never kept. */
  machine: string
}

/** What a request at the door brings. */
export function doorOf(c: Context<AppEnv>): Door {
  const { origin, hostname } = new URL(c.req.url)
  return {
    key: c.env.STAFF_KEY,
    origin,
    host: hostname,
    local: isLocalHost(hostname),
    cookie: c.req.header('cookie') ?? '',
    machine: machineName(c.req.header('x-kaimen-machine') ?? c.req.header('user-agent') ?? ''),
  }
}

/** The value of a cookie we signed, or null for one that nobody signed. */
export async function signedValue({ key, cookie }: Pick<Door, 'key' | 'cookie'>, name: string) {
  if (!cookie.includes(`${name}=`)) return null
  return (await parseSigned(cookie, key, name))[name] || null
}

/** A key of its own for each use of STAFF_KEY, so that no use can stand in for another. */
export async function keyFor({ key }: Pick<Door, 'key'>, use: string): Promise<CryptoKey> {
  const whole = await importHmacKey(utf8(key))
  return importHmacKey(await hmac(whole, `kaimen-staff-${use}-v1`))
}
