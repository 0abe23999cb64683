import { z } from 'zod'
import type { ApiDocument, Schema } from '../../../api/docs/document.ts'
import { securityHeaders } from '../../../api/middleware/headers.ts'
import type { Answer } from '../api.ts'
import { leadsTo, looked, type Op } from './contract.ts'

type Node = Schema | boolean | undefined

/** Words about a schema, and defaults: an answer is held to what it says, with nothing put in. */
const aside = new Set(['description', 'example', 'default', 'title'])

/**
 * A schema on its own: references replaced, and every object closed, so that what the document does not name may not
 * be in an answer.
 */
export function alone(document: ApiDocument, node: Node, depth = 0): Schema | boolean {
  if (typeof node !== 'object') return node ?? {}
  if (depth > 40) throw new Error('A schema that holds itself is not read here')
  const inner = (each: Node) => alone(document, each, depth + 1)
  const { allOf, properties, items, anyOf, oneOf, ...rest } = looked(document, node)
  const own = Object.fromEntries(Object.entries(rest).filter(([key]) => !aside.has(key))) as Schema
  if (allOf) return inner(together(document, [...allOf, { ...own, ...(properties && { properties }) }]))
  if (items !== undefined) own.items = inner(items)
  if (anyOf) own.anyOf = anyOf.map(inner)
  if (oneOf) own.oneOf = oneOf.map(inner)
  if (properties) {
    own.properties = Object.fromEntries(Object.entries(properties).map(([key, each]) => [key, inner(each)]))
    own.additionalProperties ??= false
  }
  return own
}

/** One schema that asks what all of these ask. */
function together(document: ApiDocument, nodes: Node[]): Schema {
  const all: Schema = {}
  for (const node of nodes) {
    const schema = looked(document, node)
    const part = schema.allOf ? together(document, schema.allOf) : schema
    const types = [all.type, part.type].filter((type) => type !== undefined).map((type) => [type].flat())
    Object.assign(all, part, {
      ...(all.properties && { properties: { ...all.properties, ...part.properties } }),
      ...(all.required && { required: [...all.required, ...(part.required ?? [])] }),
      ...(types.length === 2 && { type: types[0]!.filter((type) => types[1]!.includes(type)) }),
    })
  }
  return all
}

/** Tells what is wrong with an answer, by the document alone and the rules of the house. */
export function judge(document: ApiDocument, ops: readonly Op[]) {
  const compiled = new Map<Node, z.ZodType>()
  const schemaFor = (node: Node) => {
    const found = compiled.get(node) ?? z.fromJSONSchema(alone(document, node) as never)
    compiled.set(node, found)
    return found
  }
  const general = document.components?.responses ?? {}

  /** What the document says of this request and status, or why it says nothing. */
  function documented(method: string, path: string, status: number) {
    const found = leadsTo(ops, path)
    if (found.length === 0) return status === 404 ? general.NoSuchPath : undefined
    const asked = method === 'HEAD' ? 'get' : method.toLowerCase()
    const own = found.filter((op) => op.method === asked)
    if (own.length === 0) return status === 405 ? general.NoSuchMethod : undefined
    return own.map(({ operation }) => operation.responses?.[status]).find((each) => each !== undefined)
  }

  return (
    { method, path }: { method: string; path: string },
    { status, headers, text }: Answer,
  ): string[] => {
    const faults: string[] = []
    const said = documented(method, path, status)
    if (!said) return [`${status} is not documented`]
    if (status >= 500) faults.push(`${status}`)
    for (const [name, value] of Object.entries(securityHeaders))
      if (headers.get(name) !== value && !isFile(name, headers))
        faults.push(`header ${name}: ${headers.get(name)}`)
    const bodiless = method === 'HEAD' || status === 304
    for (const name of ['x-request-id', 'cache-control', ...(status === 304 ? [] : ['content-type'])])
      if (!headers.get(name)) faults.push(`no header ${name}`)
    if (!headers.get('vary')?.includes('Accept-Language')) faults.push('Vary does not say Accept-Language')
    if (headers.has('access-control-allow-origin') || headers.has('set-cookie') || headers.has('x-injected'))
      faults.push('a header that is never sent')
    for (const name of Object.keys(said.headers ?? {}))
      if (!headers.get(name)) faults.push(`no header ${name}, which is documented`)
    if (status === 405) faults.push(...allowed(path, headers))
    if (bodiless) return text === '' ? faults : [...faults, `a body to ${method}, ${status}`]

    const [type = ''] = (headers.get('content-type') ?? '').split(';')
    const content = said.content?.[type]
    if (!content) return [...faults, `${type} is not documented for ${status}`]
    let body: unknown = text
    if (/json$/.test(type)) {
      try {
        body = JSON.parse(text)
      } catch {
        return [...faults, 'not JSON']
      }
    }
    const read = schemaFor(content.schema).safeParse(body)
    if (!read.success) {
      faults.push(...read.error.issues.flatMap((issue) => inside(issue)))
    }
    if (status >= 400)
      faults.push(...problem(status, type, headers, body as Record<string, unknown>, said.description))
    return faults
  }

  function allowed(path: string, headers: Headers): string[] {
    const own = leadsTo(ops, path).map(({ method }) => method.toUpperCase())
    const wanted = [...new Set([...own, ...(own.includes('GET') ? ['HEAD'] : [])])].sort().join(', ')
    const told = (headers.get('allow') ?? '').split(', ').sort().join(', ')
    return told === wanted ? [] : [`Allow says ${told}, the document ${wanted}`]
  }
}

/** A kept file is drawn alone, and may load even less than a page. */
const isFile = (name: string, headers: Headers) =>
  name === 'Content-Security-Policy' && headers.get(name) === "default-src 'none'; sandbox"

/** Where and what, of each choice too where none fits. */
function inside(issue: z.core.$ZodIssue, before: PropertyKey[] = []): string[] {
  const at = [...before, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return issue.errors.flatMap((choice) => choice.flatMap((inner) => inside(inner, at)))
  }
  return [`/${at.map((key) => (typeof key === 'number' ? '#' : String(key))).join('/')}: ${issue.message}`]
}

function problem(
  status: number,
  type: string,
  headers: Headers,
  body: Record<string, unknown>,
  description = '',
): string[] {
  const faults: string[] = []
  if (type !== 'application/problem+json') faults.push(`an error as ${type}`)
  if (body.status !== status) faults.push('the status in the body is another')
  if (body.requestId !== headers.get('x-request-id')) faults.push('the requestId is another')
  if (body.type !== `/api/v1/docs#problem-${body.code}`) faults.push('the type does not lead to the code')
  if (!description.includes(`\`${body.code}\``))
    faults.push(`code ${body.code} is not documented for ${status}`)
  if (headers.get('cache-control') !== 'no-store') faults.push('an error that may be kept')
  if (!/^(en|zh-CN)$/.test(headers.get('content-language') ?? '')) faults.push('in no language')
  if (body.code === 'invalid-input' && !(body.errors as unknown[] | undefined)?.length)
    faults.push('invalid-input without a field')
  if (status === 429 && !/^[1-9]\d*$/.test(headers.get('retry-after') ?? '')) faults.push('no Retry-After')
  return faults
}
