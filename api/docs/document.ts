/** The parts of an OpenAPI 3.1 document that the page reads. Everything else is left to the JSON. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema | boolean>
  additionalProperties?: Schema | boolean
  required?: string[]
  items?: Schema | boolean
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  example?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  allOf?: (Schema | boolean)[]
  anyOf?: (Schema | boolean)[]
  oneOf?: (Schema | boolean)[]
}

type Content = Record<string, { schema?: Schema | boolean }>

export interface Parameter {
  name?: string
  in?: string
  required?: boolean
  description?: string
  schema?: Schema
}

export interface Operation {
  tags?: string[]
  summary?: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { $ref?: string; content?: Content }
  responses?: Record<string, ResponseWords>
}

export interface ResponseWords {
  description?: string
  headers?: Record<string, unknown>
  content?: Content
}

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const
export type Method = (typeof methods)[number]

export interface ApiDocument {
  info: { title: string; version: string; description?: string }
  paths?: Record<string, Partial<Record<Method, Operation>>>
  components?: { schemas?: Record<string, Schema>; responses?: Record<string, ResponseWords> }
}

/** The name a reference points to, or null. */
export function nameOf(schema: Schema | boolean | undefined): string | null {
  const ref = typeof schema === 'object' ? schema.$ref : undefined
  return ref?.split('/').at(-1) ?? null
}
