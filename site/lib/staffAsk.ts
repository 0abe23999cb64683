import type { APIContext } from 'astro'
import { createStaffApp } from '../../api/staff/app.ts'
import { quietHeader } from '../../api/staff/session.ts'
import { afterwards, bindings, handedOn, localeOf } from './api.ts'
import type { Answer, ProblemDocument } from './ask.ts'

const app = createStaffApp()

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

interface Question {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  query?: Record<string, string | undefined>
  /** JSON, or a form with a file. */
  body?: unknown
  idempotencyKey?: string
}

/**
 * Calls the staff API in process with what the browser sent along: session cookies, its origin (a post of another
 * site must fail there), network, language. Answers the raw response, for pages that hand cookies or files on.
 */
export async function staffFetch(
  where: Where,
  path: string,
  { method = 'GET', query = {}, body, idempotencyKey }: Question = {},
): Promise<Response> {
  const url = new URL(`/api/v1${path}`, where.url.origin)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
  const headers = new Headers({ 'accept-language': localeOf(where) })
  for (const name of [...handedOn, 'origin', 'sec-fetch-site', quietHeader]) {
    const value = where.request.headers.get(name)
    if (value) headers.set(name, value)
  }
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
  const form = body instanceof FormData
  if (body !== undefined && !form) headers.set('content-type', 'application/json')
  const init = {
    method,
    headers,
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  }
  return app.request(url, init as never, bindings(), afterwards(where) as never)
}

/** Asks the staff API, in process. The answer's type is that of the route's schema. */
export async function staffAsk<T>(where: Where, path: string, question: Question = {}): Promise<Answer<T>> {
  const response = await staffFetch(where, path, question)
  const json: unknown = response.status === 204 ? null : await response.json()
  return response.ok ? { ok: true, data: json as T } : { ok: false, problem: json as ProblemDocument }
}
