import { z } from '@hono/zod-openapi'
import { type ProblemCode, problems } from './problem.ts'

/** The body of every error (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string().openapi({ description: 'In the language of Accept-Language (zh or en)' }),
    status: z.number().int(),
    detail: z.string().optional(),
    code: z.string().openapi({ example: 'invalid-input' }),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: 'One row for each field that needs changing' }),
    retryAfter: z.number().int().optional().openapi({ description: 'Whole seconds' }),
    requestId: z.string(),
  })
  .loose()
  .openapi('Problem')

/** Documented error answers: one entry for each status the named problems use. */
export function errorResponses(...codes: ProblemCode[]) {
  const all = new Set<ProblemCode>([...codes, 'too-many', 'internal', 'unavailable'])
  const byStatus = Map.groupBy(all, (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      status,
      {
        description: list.map((code) => `\`${code}\`: ${problems[code].title.en}`).join('; '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    ]),
  )
}

/** What no operation can say of itself: answers to a path or a method that is not there. */
export const generalResponses = Object.fromEntries(
  (
    [
      ['NoSuchPath', 'not-found'],
      ['NoSuchMethod', 'method-not-allowed'],
    ] as const
  ).map(([name, code]) => [
    name,
    {
      description: `\`${code}\`: ${problems[code].title.en}`,
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]),
)

/** `{ items, nextCursor }`: the one shape of every list. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

export const jsonBody = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

export const jsonAnswer = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const textSchema = z.object({ zh: z.string(), en: z.string() }).openapi('Text')

export const documentInfo = {
  openapi: '3.1.0',
  info: {
    title: 'Kaimen API',
    version: '1',
    description:
      'The public counter of a police bureau: find a station, find a matter, book a visit, hold a receipt, look it up. ' +
      'The site is a client of this API and has no other door to the data. Emergency: call 110. ' +
      'A path that is not here answers 404 (`NoSuchPath`), a method that a path does not have 405 (`NoSuchMethod`) with ' +
      '`Allow`; HEAD answers as GET does, without the body.',
  },
  servers: [{ url: '/' }],
}
