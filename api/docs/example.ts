import { type ApiDocument, type Method, nameOf, type Operation, type Schema } from './document.ts'

/** A value a schema would take: its own example where it has one, else the plainest of its kind. */
export function exampleOf(schema: Schema | boolean | undefined, document: ApiDocument, depth = 0): unknown {
  if (typeof schema !== 'object' || depth > 6) return null
  const name = nameOf(schema)
  if (name) return exampleOf(document.components?.schemas?.[name], document, depth + 1)
  if (schema.example !== undefined) return schema.example
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const inner = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (inner) return exampleOf(inner, document, depth + 1)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const wanted = Object.entries(schema.properties ?? {}).filter(([key]) => schema.required?.includes(key))
    return Object.fromEntries(wanted.map(([key, value]) => [key, exampleOf(value, document, depth + 1)]))
  }
  if (type === 'array') return [exampleOf(schema.items, document, depth + 1)]
  if (type === 'boolean') return true
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  return schema.format === 'date' ? '2026-11-23' : '…'
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

/** The call as a command line. */
export function curlOf(
  method: Method,
  path: string,
  operation: Operation,
  document: ApiDocument,
  origin: string,
) {
  const values = (operation.parameters ?? []).map((parameter) => ({
    ...parameter,
    value: String(exampleOf(parameter.schema, document) ?? '…'),
  }))
  const filled = values.reduce(
    (url, { in: where, name, value }) =>
      where === 'path' ? url.replace(`{${name}}`, encodeURIComponent(value)) : url,
    path,
  )
  const query = values
    .filter(({ in: where, required }) => where === 'query' && required)
    .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  const body = operation.requestBody?.content?.['application/json']?.schema
  return [
    `curl ${quoted(`${origin}${filled}${query && `?${query}`}`)}`,
    ...(method === 'get' ? [] : [`  -X ${method.toUpperCase()}`]),
    ...(body
      ? [`  -H 'Content-Type: application/json'`, `  -d ${quoted(JSON.stringify(exampleOf(body, document)))}`]
      : []),
  ].join(' \\\n')
}
