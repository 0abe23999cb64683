import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { decideFlags } from './decide.ts'
import { listFlags } from './list.ts'
import { decidedSchema, decideFlagsSchema, flagDeskSchema } from './schema.ts'

const tags = ['rating']
const needs = 'rating.supervise'

const list = staffRoute({
  method: 'get',
  path: '/staff/rating-flags',
  tags,
  needs,
  summary: 'Ratings that are held, burst by burst with the evidence, and where people were pressed to rate',
  responses: { 200: jsonAnswer(flagDeskSchema, 'The oldest first') },
})
const decide = staffRoute({
  method: 'post',
  path: '/staff/rating-flags',
  tags,
  needs,
  summary: 'Decide together whether they count',
  request: { body: jsonBody(decideFlagsSchema) },
  responses: { 200: jsonAnswer(decidedSchema, 'Decided') },
  errors: ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'stale', 'reviewer'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** The supervision desk's watch over ratings. */
export const ratingFlagRoutes = newRoutes()
  .openapi(list, async (c) => c.json(await listFlags({ ctx: c.get('ctx') }), 200, unkept))
  .openapi(decide, async (c) =>
    c.json(await decideFlags({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200, unkept),
  )
