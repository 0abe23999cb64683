import type { APIContext } from 'astro'

/** Where somebody wanted to go before signing in: one of our own pages for staff, else the first of them. */
export function ownNext(wanted: string | null | undefined): string {
  const text = wanted ?? ''
  if (!/^\/staff(?=[/?#]|$)/.test(text) || /[\\\s]|\/\//.test(text)) return '/staff'
  const url = new URL(text, 'http://here')
  const own = url.host === 'here' && /^\/staff(\/|$)/.test(url.pathname)
  return own ? `${url.pathname}${url.search}` : '/staff'
}

/** Hands the cookies of an answer of the API on to the browser. */
export function handOn(from: Response, to: Headers): void {
  for (const line of from.headers.getSetCookie()) to.append('Set-Cookie', line)
}

/** The next page, with the cookies of an answer. */
export function onwards(from: Response, href: string): Response {
  const headers = new Headers({ Location: href, 'Cache-Control': 'no-store' })
  handOn(from, headers)
  return new Response(null, { status: 303, headers })
}

/** Steps between pages that only carry where to go on to. */
export const withNext = (path: string, next: string, more: Record<string, string> = {}) => {
  const query = new URLSearchParams({ ...more, ...(next !== '/staff' && { next }) }).toString()
  return query ? `${path}?${query}` : path
}

/** A member of a form as text. */
export const textOf = (data: FormData, name: string) => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** Nothing of these pages is kept by anybody. */
export const unkept = ({ response }: { response: ResponseInit & { headers: Headers } }) =>
  response.headers.set('Cache-Control', 'no-store')

export type Where = Pick<APIContext, 'request' | 'url' | 'cookies' | 'locals'>
