import { env } from 'cloudflare:workers'
import type { Bindings } from '../../api/env.ts'
import { systemClock } from '../../api/shared/clock.ts'
import { stepAt } from '../../api/staff/door/totp.ts'
import type { Answer } from './api.ts'
import { staffApi } from './signedIn.ts'

interface Visit {
  /** The network that asks; another one is another stranger. */
  address?: string
  host?: string
  origin?: string | null
  agent?: string
  locale?: 'zh' | 'en'
}

/** A browser at the staff door: keeps its cookies as a browser would. Sign-in runs on the machine's own clock. */
export function atDoor({
  address = '203.0.113.7',
  host = 'http://localhost',
  origin = host,
  agent = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0',
  locale = 'zh',
}: Visit = {}) {
  // Bot checks are off on the own machine only; a real host would refuse to run without them.
  const bindings = host === 'http://localhost' ? {} : { BOT_CHECKS: 'on' }
  const api = staffApi({ clock: systemClock, locale, bindings })
  const jar = new Map<string, string>()
  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const headers = {
      'cf-connecting-ip': address,
      'user-agent': agent,
      cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(origin !== null && method !== 'GET' && { origin }),
    }
    const answer = await api.call(method, path, body, headers, host)
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      if (/max-age=0/i.test(line) || value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    jar,
    get: (path: string) => call('GET', path),
    post: (path: string, body: unknown = {}) => call('POST', path, body),
    put: (path: string, body: unknown) => call('PUT', path, body),
    remove: (path: string) => call('DELETE', path),
  }
}

export type AtDoor = ReturnType<typeof atDoor>

/** Loads the sign-in library before the clock of a test runs: on a busy machine that takes its time. */
export const libraryLoaded = () =>
  Promise.all([
    import('better-auth'),
    import('better-auth/crypto'),
    import('better-auth/plugins/two-factor'),
    import('@better-auth/passkey'),
  ])

/** An account of the demonstration, its password, and its next good code. */
export async function demoAccount(account: string, door: AtDoor = atDoor()) {
  const { demo } = (await door.get('/staff/sign-in')).body
  const found = demo.accounts.find((one: { account: string }) => one.account === account)
  return { account, password: demo.password as string, code: found.code as string }
}

/**
 * Signs a browser in to an account of the demonstration, both factors. The codes it spent before are forgotten: two in
 * half a minute are all there are.
 */
export async function signInAt(door: AtDoor, account = 'clerk@demo.invalid'): Promise<Answer> {
  await (env as Bindings).DB.prepare('UPDATE staff_totp SET last_step = 0').run()
  const { password, code } = await demoAccount(account)
  await door.post('/staff/sign-in', { account, password })
  return door.post('/staff/sign-in/code', { code })
}

/** The secret of an authenticator app as it was shown, in the characters codes are made from. */
export function secretIn(shown: string): string {
  const bits = [...shown]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map((eight) => String.fromCharCode(Number.parseInt(eight, 2))).join('')
}

/** The 30 seconds the machine's clock is in. */
export const stepNow = () => stepAt(systemClock.now())
