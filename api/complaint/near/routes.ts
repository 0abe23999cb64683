import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit, createLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { followProblem } from './follow.ts'
import { listNear } from './near.ts'
import { showNear } from './one.ts'
import {
  followedSchema,
  followSchema,
  nearListSchema,
  nearQuery,
  publicId,
  publicProblemSchema,
  unfollowedSchema,
  unfollowSchema,
} from './schema.ts'
import { unfollowProblem } from './unfollow.ts'

const tags = ['complaint']
const params = z.strictObject({ id: publicId })

const listRoute = createRoute({
  method: 'get',
  path: '/complaints/near',
  tags,
  summary: 'Small problems that are open around a place, at most five, what is alike first',
  description:
    'Only those whose author agreed, and never a word of what was told: what kind, which community, since which day, with which station, how many wait for it.',
  request: { query: nearQuery },
  responses: { 200: jsonAnswer(nearListSchema, 'What is open'), ...errorResponses('invalid-input') },
})
const oneRoute = createRoute({
  method: 'get',
  path: '/complaints/near/{id}',
  tags,
  summary: 'A small problem by its public name',
  request: { params },
  responses: {
    200: jsonAnswer(publicProblemSchema, 'The problem'),
    ...errorResponses('invalid-input', 'record-not-found'),
  },
})
const sent = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'record-not-found'] as const
const followRoute = createRoute({
  method: 'post',
  path: '/complaints/near/{id}/follow',
  tags,
  summary: 'Wait for the outcome of a small problem instead of telling it again',
  description:
    'With a mobile number one text is sent on the morning after it is done, and the number is deleted; nothing is sent now, and nothing where its author withdrew it. Every time is counted for itself and has a code of its own, so nobody learns from it whether a number waits. Send an `Idempotency-Key` header: the same key and body give the same code, for a day.',
  middleware: [createLimit] as const,
  request: {
    params,
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(followSchema),
  },
  responses: {
    201: jsonAnswer(followedSchema, 'You wait for it: the code to stop'),
    ...errorResponses(
      ...sent,
      'follow-over',
      'follow-often',
      'follow-full',
      'idempotency-mismatch',
      'proof-invalid',
      'day-tray-full',
    ),
  },
})
const unfollowRoute = createRoute({
  method: 'post',
  path: '/complaints/near/{id}/unfollow',
  tags,
  summary: 'Stop waiting; the number is deleted',
  middleware: [codeLimit] as const,
  request: { params, body: jsonBody(unfollowSchema) },
  responses: {
    200: jsonAnswer(unfollowedSchema, 'You wait no longer'),
    ...errorResponses(...sent, 'too-many-tries'),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** What neighbours read of small problems that are open, and how they wait for the same. */
export const nearRoutes = newRoutes()
  .openapi(listRoute, async (c) =>
    c.json(await listNear({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200),
  )
  .openapi(oneRoute, async (c) =>
    c.json(await showNear({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  )
  .openapi(followRoute, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') }
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await followProblem({ ctx: c.get('ctx'), input, idempotencyKey }), 201, unkept)
  })
  .openapi(unfollowRoute, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') }
    return c.json(await unfollowProblem({ ctx: c.get('ctx'), input }), 200, unkept)
  })
