import { createRoute } from '@hono/zod-openapi'
import { toIso } from '../calendar/day.ts'
import { codeLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { prove } from './prove.ts'
import { rootsBefore } from './query.ts'
import { proofInputSchema, proofSchema, rootListSchema, rootQuerySchema } from './schema.ts'

const roots = createRoute({
  method: 'get',
  path: '/audit/roots',
  tags: ['audit'],
  summary: 'The signed root of every sealed day, newest first, and the public key',
  request: { query: rootQuerySchema },
  responses: { 200: jsonAnswer(rootListSchema, 'Sealed days'), ...errorResponses('invalid-input') },
})

const proof = createRoute({
  method: 'post',
  path: '/audit/proof',
  tags: ['audit'],
  summary: 'What is attested about a record, with the path from each leaf to the signed root of its day',
  middleware: [codeLimit] as const,
  request: { body: jsonBody(proofInputSchema) },
  responses: {
    200: jsonAnswer(proofSchema, 'Leaves, oldest first'),
    ...errorResponses(
      'bad-json',
      'invalid-input',
      'record-not-found',
      'too-many-tries',
      'too-large',
      'wrong-content-type',
    ),
  },
})

/** After every possible day. */
const newest = '9999-12-31'

export const auditRoutes = newRoutes()
  .openapi(roots, async (c) => {
    const ctx = c.get('ctx')
    const { limit, cursor } = c.req.valid('query')
    const [before = newest] = readCursor(cursor, 1) ?? []
    const [found] = await ctx.db.batch([rootsBefore(ctx, String(before), limit + 1)])
    const items = found.slice(0, limit)
    const last = items.at(-1)
    c.header('Cache-Control', 'public, max-age=60')
    return c.json(
      {
        items: items.map((row) => ({ ...row, sealedAt: toIso(row.sealedAt) })),
        nextCursor: found.length > limit && last ? cursorOf([last.day]) : null,
        publicKey: ctx.keys.sign.publicJwk,
      },
      200,
    )
  })
  .openapi(proof, async (c) => c.json(await prove({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200))
