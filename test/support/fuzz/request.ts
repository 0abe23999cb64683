import type { Known } from './known.ts'
import { type Plan, Real } from './plan.ts'

/** A request as it is sent, and the plain values in it by name. */
export interface Made {
  method: string
  /** Path and query. */
  url: string
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer> | null
  sent: Record<string, string>
}

/** Everything a plan wants a real value for. */
function wantedIn(value: unknown): [name: string, subject: string][] {
  if (value instanceof Real) return [[value.name, value.subject]]
  if (Array.isArray(value)) return value.flatMap(wantedIn)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wantedIn) : []
}

/** Puts what is known into a plan. */
export function made(plan: Plan, known: Known): Made {
  const wanted = wantedIn([plan.path, plan.query, plan.body && 'json' in plan.body && plan.body.json])
  const record = plan.record < 0 ? {} : known.record(wanted, plan.record)
  const sent: Record<string, string> = {}
  const real = (value: unknown): unknown => {
    if (value instanceof Real) {
      return known.value(value.name, value.subject, value.pick, record) ?? value.otherwise
    }
    if (Array.isArray(value)) return value.map(real)
    if (typeof value !== 'object' || value === null) return value
    const out: Record<string, unknown> = {}
    for (const [key, inner] of Object.entries(value)) {
      const put = real(inner)
      if (typeof put === 'string') sent[key] = put
      set(out, key, put)
    }
    return out
  }
  const path = real(plan.path) as Record<string, unknown>
  const filled = plan.op.path.replace(/\{(\w+)\}/g, (_, name: string) => escaped(String(path[name])))
  const query = plan.query.map(([name, value]) => {
    const text = String(real(value))
    sent[name] = text
    return `${escaped(name)}=${escaped(text)}`
  })
  if (plan.rawQuery) query.push(plan.rawQuery)
  const url = strained(filled, plan.rawPath) + (query.length ? `?${query.join('&')}` : '')
  const bodiless = plan.method === 'GET' || plan.method === 'HEAD'
  const body = bodiless || !plan.body ? null : 'raw' in plan.body ? plan.body.raw : written(plan.body, real)
  const headers = { ...(body !== null && { 'content-type': 'application/json' }), ...plan.headers }
  return { method: plan.method, url, headers, body, sent }
}

function written(
  { json, wrong }: Extract<Plan['body'], { json: unknown }>,
  real: (value: unknown) => unknown,
) {
  const value = real(json)
  if (wrong) spoil(value, { ...wrong, value: real(wrong.value) })
  return JSON.stringify(value) ?? ''
}

/** An own property, whatever its name. */
function set(object: object, key: string, value: unknown) {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
}

function spoil(
  body: unknown,
  { at, how, key, value }: { at: string[]; how: string; key: string; value: unknown },
) {
  const isObject = (each: unknown): each is Record<string, unknown> =>
    typeof each === 'object' && each !== null
  let holder = body
  const way = how === 'add' ? at : at.slice(0, -1)
  for (const step of way) {
    if (!isObject(holder) || !isObject(holder[step])) break
    holder = holder[step]
  }
  if (!isObject(holder)) return
  const last = at.at(-1) ?? key
  if (how === 'remove') delete holder[last]
  else set(holder, how === 'add' ? key : last, value)
}

/** Escapes for an address; half a character, which has no escape, goes in as the bytes it would have. */
const escaped = (text: string) =>
  encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ue000')).replaceAll('%EE%80%80', '%ED%A0%80')

/** A path with one of its pieces put wrong. */
function strained(path: string, raw: Plan['rawPath']): string {
  if (!raw) return path
  const pieces = path.split('/')
  // The first three are '', 'api' and 'v1'.
  const at = 3 + (raw.at % (pieces.length - 2))
  return pieces.toSpliced(at, raw.at % 2, raw.piece).join('/')
}
