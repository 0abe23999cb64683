import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Bindings } from '../../api/env.ts'
import { type Clock, clockAt } from '../../api/shared/clock.ts'
import { createWholeApp } from '../../api/whole.ts'

/** Monday 2026-11-23 08:00 in Shanghai: where the clock of a test stands unless it says otherwise. */
export const monday = Date.parse('2026-11-23T08:00:00+08:00')

export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
  body: any
  text: string
}

/** A client of the API on the real D1, at a clock the test moves. Bot checks are off unless asked for. */
export function apiClient({
  clock = clockAt(monday),
  locale = 'zh',
  bindings = {},
  app = createWholeApp({ clock }),
}: {
  clock?: Clock
  locale?: 'zh' | 'en'
  bindings?: Partial<Bindings>
  /** The public API unless another is given. */
  app?: ReturnType<typeof createWholeApp>
} = {}) {
  const settings = { ...env, BOT_CHECKS: 'off', ...bindings } as Bindings
  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    origin = 'http://localhost',
  ): Promise<Answer> {
    const context = createExecutionContext()
    const response = await app.fetch(
      new Request(`${origin}/api/v1${path}`, {
        method,
        headers: {
          'accept-language': locale,
          ...(body !== undefined && !(body instanceof FormData) && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && {
          body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body),
        }),
      }),
      settings,
      context,
    )
    const text = await response.text()
    await waitOnExecutionContext(context)
    const json = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : null, text }
  }
  return {
    clock,
    get: (path: string, headers?: Record<string, string>) => call('GET', path, undefined, headers),
    post: (path: string, body: unknown, headers?: Record<string, string>) =>
      call('POST', path, body, headers),
    call,
  }
}
