import type { APIContext } from 'astro'
import type { Visit } from '../../api/appointment/schema.ts'
import type { NearProblem } from '../../api/complaint/near/schema.ts'
import { apiFetch } from './api.ts'

/** An error of the API, as api/problem.ts writes it in the reader's language. */
export interface ProblemDocument {
  status: number
  code: string
  title: string
  /** More of this very case. */
  detail?: string
  errors?: { pointer: string; code: string; message: string }[]
  retryAfter?: number
  /** What was to be booked, where only the details were refused. */
  visit?: Visit
  /** The first day on which booking online is open again. */
  until?: string
  /** From when a code for a rating opens its form. */
  opensAt?: string
  /** Small problems like the one that was told, which are open already. */
  near?: NearProblem[]
  nearest?: { id: string; startsAt: string; endsAt: string; capacity: number; remaining: number }[]
}

/** It was not looked at, for want of room or by a fault of ours: the same may be asked again. */
export const isBusy = ({ code, status }: ProblemDocument): boolean => code === 'too-many' || status >= 500

export type Answer<T> = { ok: true; data: T } | { ok: false; problem: ProblemDocument }

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

interface Question {
  method?: 'GET' | 'POST'
  query?: Record<string, string | undefined>
  body?: unknown
  idempotencyKey?: string
}

/** Asks the API, in process. The answer's type is that of the route's schema. */
export async function ask<T>(
  where: Where,
  path: string,
  { method = 'GET', query = {}, body, idempotencyKey }: Question = {},
): Promise<Answer<T>> {
  const url = new URL(`/api/v1${path}`, where.url.origin)
  for (const [name, value] of Object.entries(query)) if (value) url.searchParams.set(name, value)
  const response = await apiFetch(where)(url, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: headersOf(idempotencyKey) }),
  })
  const json: unknown = await response.json()
  return response.ok ? { ok: true, data: json as T } : { ok: false, problem: json as ProblemDocument }
}

const headersOf = (idempotencyKey?: string) => ({
  'content-type': 'application/json',
  ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
})

/** The message beside each field: the API's pointers read as the names of a form. */
export function fieldErrors<Name extends string>(problem: ProblemDocument, names: Record<string, Name>) {
  const of: Partial<Record<Name, string>> = {}
  const list = (problem.errors ?? []).map(({ pointer, message }) => {
    const field = names[pointer]
    if (field) of[field] ??= message
    return { field: field ?? '', message }
  })
  return { list, of }
}

/**
 * What a page answers when its one question was refused: the page for what is not there, or a page that
 * says why (busy, too many) with the same status.
 */
export function refused(
  page: Pick<APIContext, 'locals' | 'rewrite' | 'request' | 'url'>,
  problem: ProblemDocument,
): Promise<Response> {
  const { locals, request } = page
  locals.problem = problem
  const to = problem.status === 404 || problem.status === 422 ? '/404' : '/refused'
  if (!request.bodyUsed) return page.rewrite(to)
  // A form that was read cannot be handed on: the page that says why is asked for without it.
  const headers = new Headers(request.headers)
  for (const name of ['content-type', 'content-length']) headers.delete(name)
  return page.rewrite(new Request(new URL(to, page.url), { headers }))
}
