import { createRoute, z } from '@hono/zod-openapi'
import { errorResponses, jsonAnswer } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { listNear } from './near.ts'
import { showNear } from './one.ts'
import { nearListSchema, nearQuery, publicId, publicProblemSchema } from './schema.ts'

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

/** What neighbours read of small problems that are open, and how they wait for the same. */
export const nearRoutes = newRoutes()
  .openapi(listRoute, async (c) =>
    c.json(await listNear({ ctx: c.get('ctx'), input: c.req.valid('query') }), 200),
  )
  .openapi(oneRoute, async (c) =>
    c.json(await showNear({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  )
