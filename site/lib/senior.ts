import type { AstroCookies } from 'astro'

const YEAR = 31_536_000

/** Keeps the choice of the larger version for a year; the page answering this request follows it already. */
export function keepSenior(cookies: Pick<AstroCookies, 'set'>, url: URL, on: boolean): void {
  cookies.set('senior', on ? '1' : '0', {
    path: '/',
    maxAge: YEAR,
    sameSite: 'lax',
    httpOnly: true,
    secure: url.protocol === 'https:',
  })
}
