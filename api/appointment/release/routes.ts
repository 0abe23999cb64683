import { createRoute } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { bookingRulesSchema } from '../ruleSchema.ts'
import { showBookingRules } from '../showRules.ts'
import { drawnReleaseSchema, releaseListSchema, releaseParams, releaseQuery } from './schema.ts'
import { listReleases, showRelease } from './show.ts'

/** What opens or is drawn is seen within a minute. */
const fresh = { 'Cache-Control': 'public, max-age=60' }
const tags = ['appointment']

const list = createRoute({
  method: 'get',
  path: '/releases',
  tags,
  summary: 'When new places open, how many, and how fast they went',
  description:
    'Each day’s places open at a drawn minute of a published window. `summary` looks back on the last 30 days.',
  request: { query: releaseQuery },
  responses: {
    200: jsonAnswer(releaseListSchema, 'Releases by the time they open'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const one = createRoute({
  method: 'get',
  path: '/releases/{slug}/{counterGroup}/{day}',
  tags,
  summary: 'One release: its commitment, and once drawn its seed, minute and tickets in order',
  description:
    'commitment = SHA-256(seed). The minute is the first four bytes of SHA-256(`seed|minute`) modulo the minutes of the ' +
    'window, after opensFrom. Tickets stand in order of `recent`, `joinedDay`, SHA-256(`seed|ticket`).',
  request: { params: releaseParams },
  responses: {
    200: jsonAnswer(drawnReleaseSchema, 'The release'),
    ...errorResponses('invalid-input', 'not-found'),
  },
})

const rules = createRoute({
  method: 'get',
  path: '/booking-rules',
  tags,
  summary: 'The rules of booking in force: each number with its words, its source and how sure it is',
  responses: { 200: jsonAnswer(bookingRulesSchema, 'The rules'), ...errorResponses() },
})

export const releaseRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listReleases({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200, fresh),
  )
  .openapi(one, async (c) =>
    c.json(await showRelease({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, fresh),
  )
  .openapi(rules, async (c) => c.json(await showBookingRules({ ctx: c.get('ctx') }), 200, fresh))
