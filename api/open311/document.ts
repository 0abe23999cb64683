import { xml } from '../notice/public/atom.ts'

/** The two forms in which the standard wants every answer. */
export const formats = ['json', 'xml'] as const
export type Format = (typeof formats)[number]
export const types = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
} as const satisfies Record<Format, string>

type Leaf = string | number | boolean | null
/** What an answer holds; JSON has it as it stands. */
export type Node = Leaf | readonly Node[] | { readonly [name: string]: Node | undefined }

/** What one thing of a list is called in XML. */
const ones: Record<string, string> = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  endpoints: 'endpoint',
  formats: 'format',
  errors: 'error',
}

/** An answer of GeoReport v2: in JSON the thing or list alone, in XML under the name the standard gives it. */
export function documentOf(format: Format, root: string, body: Node): string {
  if (format === 'json') return JSON.stringify(body)
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(root, body)}\n`
}

function element(name: string, node: Node): string {
  const inside = Array.isArray(node)
    ? node.map((one: Node) => element(ones[name] ?? 'item', one)).join('')
    : typeof node === 'object' && node !== null
      ? Object.entries(node)
          .map(([key, value]) => (value === undefined ? '' : element(key, value)))
          .join('')
      : node === null
        ? ''
        : xml(String(node))
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`
}

/** The format that the end of a path asks for; XML is the one the standard requires, JSON the one more people read. */
export const formatOf = (path: string): Format => (path.endsWith('.xml') ? 'xml' : 'json')
