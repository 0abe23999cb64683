import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { sayPlan } from './say.ts'
import { planAtWorkSchema, planParams, saidSchema, sayInput } from './schema.ts'
import { showPlan } from './show.ts'

const tags = ['evaluation']
const path = '/staff/evaluations/plans/{slug}'

const show = staffRoute({
  method: 'get',
  path,
  tags,
  needs: 'evaluation.read',
  summary: 'What a station said after each quarter that it will do, and what it did, with its versions',
  request: { params: planParams },
  responses: { 200: jsonAnswer(planAtWorkSchema, 'The newest quarters') },
  errors: ['invalid-input'],
})
const say = staffRoute({
  method: 'post',
  path,
  tags,
  needs: 'evaluation.plan',
  summary: 'Say what one’s station will do, or what it did of that; public at once, older versions stay',
  request: { params: planParams, body: jsonBody(sayInput) },
  responses: { 201: jsonAnswer(saidSchema, 'Public') },
  errors: ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'stale', 'step-refused'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** What stations answer to their evaluation, in the open. */
export const planStaffRoutes = newRoutes()
  .openapi(show, async (c) =>
    c.json(await showPlan({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200, unkept),
  )
  .openapi(say, async (c) => {
    const input = { ...c.req.valid('json'), ...c.req.valid('param') }
    return c.json(await sayPlan({ ctx: c.get('ctx'), input }), 201, unkept)
  })
