import { env } from 'cloudflare:workers'
import type { AstroGlobal } from 'astro'
import { apiFor } from '../../api/dispatch.ts'
import { type Bindings, settingsOf as readSettings } from '../../api/env.ts'

export { plainPage } from '../../api/middleware/plainPage.ts'

import type { Locale } from '../../api/shared/text.ts'

type Where = Pick<AstroGlobal, 'request' | 'url' | 'locals'>

/** What the platform handed to the Worker, for the staff API's own fetch (site/lib/staffAsk.ts). */
export const bindings = () => env as Bindings

/** What of a page's request the API sees as its own: address and browser (for limits and bursts only), and cookies. */
export const handedOn = ['cf-connecting-ip', 'cookie', 'user-agent'] as const

/** What may go on after the answer, of a page's request. */
export const afterwards = ({ locals }: Pick<AstroGlobal, 'locals'>) =>
  (locals as { cfContext?: ExecutionContext }).cfContext

/** The bureau's settings, for header and footer. */
export const settingsOf = () => readSettings(env as Bindings)

/** `/en` is taken off by api/worker.ts, which leaves the language in a header nobody else can set. */
export const localeOf = ({ request }: Pick<AstroGlobal, 'request'>): Locale =>
  request.headers.get('x-kaimen-locale') === 'en' ? 'en' : 'zh'

/**
 * A fetch that calls the API in process: same validation, limits, errors and audit as any client, no
 * network hop. Hands over language, address and browser (for limits and bursts only) and cookie.
 */
export function apiFetch(where: Where) {
  return async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    headers.set('accept-language', localeOf(where))
    for (const name of handedOn) {
      const value = where.request.headers.get(name)
      if (value) headers.set(name, value)
    }
    const url = new URL(input instanceof Request ? input.url : input, where.url.origin)
    const app = await apiFor(url.pathname)
    return app.request(url, { ...init, headers } as never, env as Bindings, afterwards(where) as never)
  }
}
