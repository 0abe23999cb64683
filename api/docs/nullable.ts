/** A named schema, or null, as the library writes it: null would have to be both. */
interface Both {
  allOf: [{ $ref: string }, { type: [string, 'null'] }]
}

function isBoth(value: object): value is Both {
  if (!('allOf' in value) || !Array.isArray(value.allOf) || value.allOf.length !== 2) return false
  const [named, nullable] = value.allOf
  return typeof named?.$ref === 'string' && Array.isArray(nullable?.type) && nullable.type.includes('null')
}

/**
 * The document with every "this named schema, or null" written so that null fits it. The library writes both
 * conditions at once (asteasolutions/zod-to-openapi, pull request 387), which no null meets.
 */
export function withNullableNames<T>(document: T): T {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !isBoth(value)) return value
    const { allOf, ...rest } = value
    const [named, { type, ...words }] = allOf
    return { ...rest, ...words, anyOf: [named, { type: 'null' }] }
  }) as T
}
