import {
  type ApiDocument,
  type Method,
  methods,
  type Operation,
  type Schema,
} from '../../../api/docs/document.ts'

/** One operation of the document. */
export interface Op {
  method: Method
  /** As the document writes it: `/api/v1/stations/{slug}`. */
  path: string
  operation: Operation
}

export const nameOf = ({ method, path }: Op) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`

export function operationsOf(document: ApiDocument): Op[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      return operation ? [{ method, path, operation }] : []
    }),
  )
}

/** A schema with its reference, if it is one, looked up. */
export function looked(document: ApiDocument, schema: Schema | boolean | undefined): Schema {
  if (typeof schema !== 'object') return {}
  if (!schema.$ref) return schema
  const found = document.components?.schemas?.[schema.$ref.split('/').at(-1)!]
  if (!found) throw new Error(`The document refers to ${schema.$ref}, which it does not have`)
  return looked(document, found)
}

/** Each piece of a path as a server reads it: escapes are undone, but an escaped slash stays in its piece. */
const pieces = (path: string) =>
  path.split('/').map((piece) => {
    try {
      return decodeURIComponent(piece)
    } catch {
      return piece
    }
  })

const fits = (template: string[], path: string[]) =>
  template.length === path.length &&
  template.every((piece, i) => (piece.startsWith('{') ? path[i] !== '' : piece === path[i]))

/** The operations of the document that a path leads to, those that name most of it first. */
export function leadsTo(ops: readonly Op[], path: string): Op[] {
  const asked = pieces(path)
  const blanks = (op: Op) => op.path.split('{').length
  return ops.filter((op) => fits(op.path.split('/'), asked)).sort((a, b) => blanks(a) - blanks(b))
}

/** What the records of a path are: `station` for `/stations/{slug}`, `slot` for `/stations/{slug}/slots`. */
export function subjectOf(path: string, before?: string): string {
  const end = before === undefined ? path : path.slice(0, path.indexOf(`{${before}}`))
  const named = end.split('/').filter((piece) => piece && !piece.startsWith('{'))
  return singular(named.at(-1) ?? '')
}

export const singular = (word: string) => word.replace(/s$/, '')
