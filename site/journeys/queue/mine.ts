import type { AstroCookies } from 'astro'
import type { PlaceInput } from '../../../api/queue/schema.ts'

/** The number somebody looks up, as the form and the cookie hold it. */
export type Mine = Required<PlaceInput>

/** Bound to this host, to TLS and out of reach of scripts; it holds a number and its code, and no person. */
const cookie = '__Host-kaimen-number'
const hours = 12

const shape = /^([\w-]{1,80})\.(\d{4}-\d{2}-\d{2}|)\.([\w-]{1,20})\.([\w-]{1,80})$/

/** The number the browser remembers, if any. */
export function keptNumber(cookies: Pick<AstroCookies, 'get'>): Mine | null {
  const [, station, day, number, code] = shape.exec(cookies.get(cookie)?.value ?? '') ?? []
  return station && number && code ? { station, day: day ?? '', number, code } : null
}

const options = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const

/** Remembers a number, so that the page can be reloaded without its code in any address. */
export function keepNumber(cookies: Pick<AstroCookies, 'set'>, { station, day, number, code }: Mine): void {
  const plain = (text: string) => text.replace(/[^\w-]/g, '')
  cookies.set(cookie, [station, day, plain(number), plain(code)].join('.'), {
    ...options,
    maxAge: hours * 3600,
  })
}

/** Forgets it at once. */
export function forgetNumber(cookies: Pick<AstroCookies, 'set'>): void {
  cookies.set(cookie, '', { ...options, maxAge: 0 })
}

/** What was typed, or what the address of a slip's code holds. */
export function readMine(from: FormData | URLSearchParams): Mine {
  const text = (name: string) => String(from.get(name) ?? '').trim()
  const day = text('day')
  return {
    station: text('station'),
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : '',
    number: text('number'),
    code: text('accessCode'),
  }
}

/** As the API takes it. */
export const asked = ({ day, ...rest }: Mine): PlaceInput => ({ ...rest, ...(day && { day }) })
