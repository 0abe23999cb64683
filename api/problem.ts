import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { passes } from '../db/passing.ts'
import { refusalOf } from '../db/refusal.ts'
import type { AppEnv } from './context.ts'
import { fieldMessage } from './fieldMessage.ts'
import { type ProblemCode, problems } from './problems.ts'
import { say, type Text } from './shared/text.ts'

export { type ProblemCode, problems }

/** One field that needs changing. `pointer` is a JSON pointer into the body, `code` a row of fieldMessage.ts. */
export interface FieldError {
  pointer: string
  code: string
  /** Numbers the message needs, e.g. the most characters allowed. */
  params?: Record<string, string | number>
}

interface ProblemOptions {
  detail?: Text
  errors?: FieldError[]
  /** Seconds, sent as Retry-After. */
  retryAfter?: number
  /** Further members of the document, e.g. the nearest free slots. */
  extra?: Record<string, unknown>
  headers?: Record<string, string>
}

/** The only error a verb throws on purpose. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly options: ProblemOptions
  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code)
    this.code = code
    this.options = options
  }
}

/** One wrong field. */
export const invalid = (pointer: string, code: string, params?: FieldError['params']) =>
  new Problem('invalid-input', { errors: [{ pointer, code, ...(params && { params }) }] })

/** The refusal of a body that is not sent as JSON. */
export const wrongContentType = () =>
  new Problem('wrong-content-type', { headers: { 'Accept-Post': 'application/json' } })

/** What any thrown value becomes on the wire. An unknown one is a plain 500. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) {
    if (error.status === 400) return new Problem('bad-json')
    if (error.status === 413) return new Problem('too-large')
    if (error.status === 415) return wrongContentType()
    if (error.status === 404) return new Problem('not-found')
  }
  const refusal = refusalOf(error)
  if (
    refusal === 'slot-full' ||
    refusal === 'slot-closed' ||
    refusal === 'already-booked' ||
    refusal === 'phone-busy' ||
    refusal === 'asked-too-often' ||
    refusal === 'waiting-busy' ||
    refusal === 'counter-busy' ||
    refusal === 'number-in-use' ||
    refusal === 'callback-open' ||
    refusal === 'callback-barred' ||
    refusal === 'step-refused' ||
    refusal === 'meeting-full' ||
    refusal === 'meeting-closed' ||
    refusal === 'meeting-often' ||
    refusal === 'room-taken' ||
    refusal === 'rated-before' ||
    refusal === 'asked-once' ||
    refusal === 'objection-closed'
  )
    return new Problem(refusal)
  if (refusal === 'stale') return new Problem('stale')
  // The key was changed meanwhile: another Worker has the new one.
  if (refusal === 'key-retired') return new Problem('unavailable', { retryAfter: 2 })
  if (refusal === 'second-reader') return new Problem('notice-reader')
  if (refusal === 'booking-is-over') return new Problem('not-changeable')
  if (passes(error)) return new Problem('unavailable', { retryAfter: 2 })
  return new Problem('internal')
}

/** Writes a problem as `application/problem+json` in the reader's language. */
export function problemResponse(c: Context<AppEnv>, problem: Problem): Response {
  const locale = c.get('locale') ?? 'zh'
  const { status, title } = problems[problem.code]
  const { detail, errors, extra, headers } = problem.options
  const seconds = problem.options.retryAfter
  const retryAfter = seconds === undefined ? undefined : Math.max(1, Math.ceil(seconds))
  const body = {
    type: `/api/v1/docs#problem-${problem.code}`,
    title: say(title, locale),
    status,
    ...(detail && { detail: say(detail, locale) }),
    code: problem.code,
    ...(errors && {
      errors: errors.map(({ pointer, code, params }) => ({
        pointer,
        code,
        message: fieldMessage(code, locale, params),
      })),
    }),
    ...(retryAfter !== undefined && { retryAfter }),
    ...extra,
    requestId: c.get('requestId') ?? '',
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': locale === 'en' ? 'en' : 'zh-CN',
      'Cache-Control': 'no-store',
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
      ...headers,
    },
  })
}
