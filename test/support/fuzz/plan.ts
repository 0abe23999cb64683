import fc from 'fast-check'
import type { ApiDocument, Parameter, Schema } from '../../../api/docs/document.ts'
import { looked, type Op, singular, subjectOf } from './contract.ts'
import {
  acceptLanguages,
  accepts,
  contentTypes,
  headerText,
  oddKey,
  oddKeys,
  oddText,
  oddValue,
  rawBody,
  rawPiece,
} from './hostile.ts'

/** Stands in a plan for a value that an earlier answer told; it is put in when the request is made. */
export class Real {
  constructor(
    readonly name: string,
    readonly subject: string,
    readonly pick: number,
    readonly otherwise: unknown,
  ) {}
}

/** Where something is put wrong in a body, and how. */
interface Wrong {
  at: string[]
  how: 'remove' | 'replace' | 'add'
  key: string
  value: unknown
}

/** A request not yet made: real values are still to be put in. */
export interface Plan {
  op: Op
  /** Picks the record that real values are taken from, or -1: each from anywhere. */
  record: number
  path: Record<string, unknown>
  query: [name: string, value: unknown][]
  /** Written behind the query as it stands. */
  rawQuery: string
  /** Put in place of one piece of the path, or behind it. */
  rawPath: { piece: string; at: number } | null
  method: string
  body: { json: unknown; wrong: Wrong | null } | { raw: string | Uint8Array<ArrayBuffer> } | null
  headers: Record<string, string>
  /** Whether the checks against robots are on: most requests go in without them, to get further. */
  guarded: boolean
}

const seldom = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T, oneIn: number) =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary })

/** Values that a schema takes; mostly one that is known to be real, where one is. */
function valid(
  document: ApiDocument,
  given: Schema | boolean | undefined,
  name: string,
  subject: string,
): fc.Arbitrary<unknown> {
  const schema = looked(document, given)
  const again = (inner: Schema | boolean | undefined, as = name) => valid(document, inner, as, subject)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => again(choice)))
  if (schema.allOf) return again(schema.allOf[0])
  const real = (own: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.tuple(fc.nat(), own).map(([pick, otherwise]) => new Real(name, subject, pick, otherwise))
  if (schema.enum) {
    const one = fc.constantFrom(...schema.enum)
    return fc.oneof(real(one), one)
  }
  if (schema.const !== undefined) return fc.constant(schema.const)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') return validObject(document, schema, subject)
  if (type === 'array') {
    const { minItems = 0, maxItems = 4, example } = schema
    const list = fc.array(again(schema.items, singular(name)), {
      minLength: minItems,
      maxLength: Math.min(maxItems, 8),
    })
    return example === undefined ? list : fc.oneof(fc.constant(example), list)
  }
  if (type === 'boolean') return fc.boolean()
  const own: fc.Arbitrary<unknown> =
    type === 'integer' || type === 'number'
      ? fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 10_000 })
      : validText(schema)
  return fc.oneof({ weight: 25, arbitrary: real(own) }, { weight: 1, arbitrary: own })
}

function validText({ pattern, minLength = 0, maxLength = 60, example }: Schema): fc.Arbitrary<unknown> {
  const text = pattern
    ? fc.stringMatching(new RegExp(pattern))
    : fc
        .string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 80) })
        .map((t) => t.slice(0, maxLength))
  return example === undefined ? text : fc.oneof(fc.constant(example), text)
}

function validObject(document: ApiDocument, schema: Schema, subject: string): fc.Arbitrary<unknown> {
  const entries = Object.entries(schema.properties ?? {})
  const values = Object.fromEntries(
    entries.map(([key, inner]) => [key, valid(document, inner, key, subject)] as const),
  )
  const required = schema.required ?? []
  const full = fc.record(values)
  const least = fc.record(
    Object.fromEntries(Object.entries(values).filter(([key]) => required.includes(key))),
  )
  return fc.oneof(
    { weight: 6, arbitrary: least as fc.Arbitrary<unknown> },
    { weight: 1, arbitrary: full },
    { weight: 2, arbitrary: fc.record(values, { requiredKeys: required }) },
  )
}

/** The way to every field of a body. */
function waysInto(
  document: ApiDocument,
  given: Schema | boolean | undefined,
  before: string[] = [],
): string[][] {
  const { properties = {} } = looked(document, given)
  return Object.entries(properties).flatMap(([key, inner]) => [
    [...before, key],
    ...(before.length < 3 ? waysInto(document, inner, [...before, key]) : []),
  ])
}

function bodyOf(document: ApiDocument, op: Op): fc.Arbitrary<Plan['body']> {
  const schema = op.operation.requestBody?.content?.['application/json']?.schema
  if (schema === undefined) {
    return op.method === 'get'
      ? fc.constant(null)
      : seldom<Plan['body']>(
          rawBody.map((raw) => ({ raw })),
          null,
          4,
        )
  }
  const json = valid(document, schema, '', subjectOf(op.path))
  const ways = waysInto(document, schema)
  const wrong = fc.record({
    at: fc.oneof(fc.constantFrom(...ways), fc.constant([])),
    how: fc.constantFrom('remove', 'replace', 'replace', 'add'),
    key: oddKey,
    value: fc.oneof(
      { weight: 4, arbitrary: oddValue },
      { weight: 1, arbitrary: fc.nat().map((pick) => new Real('accessCode', '', pick, 'x')) },
    ),
  }) as fc.Arbitrary<Wrong>
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ json, wrong: fc.constant(null) }) as fc.Arbitrary<Plan['body']> },
    { weight: 8, arbitrary: fc.record({ json, wrong }) },
    { weight: 3, arbitrary: rawBody.map((raw) => ({ raw })) },
    { weight: 1, arbitrary: fc.record({ json: oddValue, wrong: fc.constant(null) }) },
  )
}

function queryOf(
  document: ApiDocument,
  parameters: Parameter[],
  subject: string,
): fc.Arbitrary<Plan['query']> {
  const own = parameters.map(({ name, schema, required }) => {
    const value = fc.oneof(
      { weight: 5, arbitrary: valid(document, schema, name!, subject) as fc.Arbitrary<unknown> },
      { weight: 1, arbitrary: oddText },
    )
    const one = value.map((each): Plan['query'] => [[name!, each]])
    const twice = fc.tuple(value, value).map(([a, b]): Plan['query'] => [
      [name!, a],
      [name!, b],
    ])
    const none = fc.constant<Plan['query']>([])
    return fc.oneof(
      { weight: required ? 20 : 8, arbitrary: one },
      { weight: 1, arbitrary: twice },
      { weight: required ? 1 : 12, arbitrary: none },
    )
  })
  const strange = fc.tuple(oddKey, oddText).map((pair): Plan['query'] => [pair])
  const mixed = fc
    .tuple(fc.tuple(...own), seldom(strange, [], 12))
    .map(([lists, more]): Plan['query'] => [...lists.flat(), ...more])
  return fc.oneof(least(document, parameters, subject), mixed)
}

/** Only what must be there, as it should be. */
function least(document: ApiDocument, parameters: Parameter[], subject: string): fc.Arbitrary<Plan['query']> {
  const needed = parameters.filter(({ required }) => required)
  return fc.tuple(
    ...needed.map(({ name, schema }) =>
      valid(document, schema, name!, subject).map((value): Plan['query'][number] => [name!, value]),
    ),
  )
}

/** Requests to one operation: as it wants them, nearly so, and not at all. */
function requestTo(document: ApiDocument, op: Op): fc.Arbitrary<Plan> {
  const inPlace = (where: string) => (op.operation.parameters ?? []).filter((p) => p.in === where)
  const path = fc.record(
    Object.fromEntries(
      inPlace('path').map(({ name, schema }) => [
        name!,
        seldom<unknown>(oddText, undefined, 8).chain((odd) =>
          odd === undefined ? valid(document, schema, name!, subjectOf(op.path, name)) : fc.constant(odd),
        ),
      ]),
    ),
  )
  const header = (values: readonly string[], oneIn: number) =>
    seldom<string | undefined>(fc.oneof(fc.constantFrom(...values), headerText), undefined, oneIn)
  const declared = inPlace('header').map(({ name }) => [name!, header(oddKeys, 6)] as const)
  const headers = fc
    .record({
      'accept-language': header(acceptLanguages, 3),
      accept: header(accepts, 5),
      'x-request-id': header(['abcd-1234', 'short', 'x'.repeat(64), '<script>'], 8),
      'if-none-match': header(['*', '"x"'], 20),
      range: header(['bytes=0-1'], 30),
      'content-type': header(contentTypes, op.method === 'get' ? 40 : 25),
      ...Object.fromEntries(declared),
    })
    .map((all) =>
      Object.fromEntries(Object.entries(all).filter((e): e is [string, string] => e[1] !== undefined)),
    )
  const own = op.method.toUpperCase()
  return fc.record({
    op: fc.constant(op),
    record: fc.oneof({ weight: 4, arbitrary: fc.nat() }, { weight: 1, arbitrary: fc.constant(-1) }),
    path,
    query: queryOf(document, inPlace('query'), subjectOf(op.path)),
    rawQuery: seldom(
      rawPiece.map((piece) => `q=${piece}&${piece}`),
      '',
      25,
    ),
    rawPath: seldom<Plan['rawPath']>(fc.record({ piece: rawPiece, at: fc.nat(8) }), null, 20),
    method: seldom(
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'),
      own,
      20,
    ),
    body: bodyOf(document, op),
    headers,
    guarded: seldom(fc.constant(true), false, 6),
  })
}

/** Requests to one operation as it wants them, with nothing that may be left out of the address. */
export function plainRequestTo(document: ApiDocument, op: Op): fc.Arbitrary<Plan> {
  const parameters = (op.operation.parameters ?? []).filter((p) => p.in === 'query')
  const query = least(document, parameters, subjectOf(op.path))
  return fc.tuple(requestTo(document, op), query).map(([plan, needed]) => ({
    ...plan,
    query: needed,
    rawQuery: '',
    rawPath: null,
    method: op.method.toUpperCase(),
    body: plan.body && 'json' in plan.body ? { json: plan.body.json, wrong: null } : plan.body,
    headers: {},
    guarded: false,
  }))
}

/** Requests to every operation of the document, none forgotten and those that write more often. */
export function requestsTo(document: ApiDocument, ops: readonly Op[]): fc.Arbitrary<Plan> {
  return fc.oneof(
    ...ops.map((op) => ({ weight: op.method === 'get' ? 2 : 5, arbitrary: requestTo(document, op) })),
  )
}
