import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit } from '../middleware/rateLimit.ts'
import { feedAnswer } from '../notice/public/unchanged.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { listHashes } from './listHashes.ts'
import { listRoots } from './listRoots.ts'
import { prove } from './prove.ts'
import { rootFeed } from './rootFeed.ts'
import {
  dayParams,
  hashListSchema,
  hashQuerySchema,
  proofInputSchema,
  proofSchema,
  rootFeedQuery,
  rootListSchema,
  rootQuerySchema,
} from './schema.ts'

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

const hashes = createRoute({
  method: 'get',
  path: '/audit/days/{day}/hashes',
  tags: ['audit'],
  summary: 'The salted hash of every leaf of a sealed day, in order: all that is needed to build its root',
  request: { params: dayParams, query: hashQuerySchema },
  responses: { 200: jsonAnswer(hashListSchema, 'Hashes'), ...errorResponses('invalid-input', 'not-found') },
})

const feed = createRoute({
  method: 'get',
  path: '/audit/roots.atom',
  tags: ['audit'],
  summary: 'The signed roots of the last days as an Atom feed: whoever reads it keeps a copy',
  request: { query: rootFeedQuery },
  responses: {
    200: { description: 'The feed', content: { 'application/atom+xml': { schema: z.string() } } },
    304: { description: 'Not changed since' },
    ...errorResponses('invalid-input'),
  },
})

/** A day is sealed once a night. */
const fresh = { 'Cache-Control': 'public, max-age=60' }

export const auditRoutes = newRoutes()
  .openapi(roots, async (c) =>
    c.json(await listRoots({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(feed, async (c) => {
    const { text, updatedAt } = await rootFeed({ ctx: c.get('ctx'), input: c.req.valid('query') })
    return feedAnswer(c.req.raw, { text, type: 'application/atom+xml; charset=utf-8', updatedAt })
  })
  .openapi(hashes, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('query') }
    return c.json(await listHashes({ ctx: c.get('ctx'), input }), 200, fresh)
  })
  .openapi(proof, async (c) => c.json(await prove({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200))
