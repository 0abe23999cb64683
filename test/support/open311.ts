import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import type { Bindings } from '../../api/env.ts'
import { serveOpen311 } from '../../api/open311/serve.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { createWholeApp } from '../../api/whole.ts'
import { type XmlElement, xmlRead } from './xml.ts'

/** A client of another system: asks at the address of the standard, in JSON or XML, and sends forms. */
export function open311Client({
  clock,
  locale = 'en',
  bindings = {},
}: {
  clock: Clock
  locale?: 'zh' | 'en'
  bindings?: Partial<Bindings>
}) {
  const app = createWholeApp({ clock })
  async function call(path: string, init: RequestInit = {}) {
    const context = createExecutionContext()
    const request = new Request(`http://localhost/open311/v2${path}`, {
      ...init,
      headers: { 'accept-language': locale, ...(init.headers as Record<string, string>) },
    })
    const settings = { ...env, BOT_CHECKS: 'off', ...bindings } as Bindings
    const response = await serveOpen311(request, (asked) => app.fetch(asked, settings, context))
    const text = await response.text()
    await waitOnExecutionContext(context)
    const type = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      type,
      text,
      // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the wire carries
      body: (type.includes('json') ? JSON.parse(text) : null) as any,
      xml: type.includes('xml') ? xmlRead(text) : null,
    }
  }
  return {
    get: (path: string) => call(path),
    post: (path: string, fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers },
      }),
    call,
  }
}

/** The names of what an element holds. */
export const namesIn = (element: XmlElement | undefined) => (element?.children ?? []).map(({ name }) => name)
