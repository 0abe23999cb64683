import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { saveFacts, showFacts } from './save.ts'
import { factsInput, factsParams, factsSchema } from './schema.ts'

const tags = ['evaluation']
const needs = 'evaluation.facts'

const show = staffRoute({
  method: 'get',
  path: '/staff/evaluations/facts/{slug}',
  tags,
  needs,
  summary: 'The facts of a station for the checklist of grading, with their history',
  request: { params: factsParams },
  responses: { 200: jsonAnswer(factsSchema, 'The facts') },
  errors: ['invalid-input'],
})
const save = staffRoute({
  method: 'post',
  path: '/staff/evaluations/facts/{slug}',
  tags,
  needs,
  summary: 'Enter the facts of a station anew; they are public at once, the old ones stay',
  request: { params: factsParams, body: jsonBody(factsInput) },
  responses: { 200: jsonAnswer(z.object({ slug: z.string(), version: z.int() }), 'Entered') },
  errors: ['bad-json', 'invalid-input', 'stale', 'too-large', 'wrong-content-type'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** How the bureau keeps the checklist of grading. */
export const checklistStaffRoutes = newRoutes()
  .openapi(show, async (c) =>
    c.json(await showFacts({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(save, async (c) =>
    c.json(
      await saveFacts({ ctx: c.get('ctx'), input: { ...c.req.valid('json'), ...c.req.valid('param') } }),
      200,
      unkept,
    ),
  )
