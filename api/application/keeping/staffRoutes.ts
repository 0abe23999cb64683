import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { referenceParam } from '../desk/schema.ts'
import { holdBack } from './hold.ts'
import { heldBackSchema, holdSchema } from './schema.ts'

const hold = staffRoute({
  method: 'post',
  path: '/staff/applications/{reference}/legal-hold',
  tags: ['application'],
  needs: 'application.hold',
  summary: 'Hold an application back from being emptied when its time is over, or let go of it',
  request: { params: referenceParam, body: jsonBody(holdSchema) },
  responses: { 200: jsonAnswer(heldBackSchema, 'As it stands now') },
  errors: ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input', 'stale', 'application-emptied'],
})

/** How long applications are kept, where it is not the form that says it. */
export const keepingStaffRoutes = newRoutes().openapi(hold, async (c) => {
  const input = { ...c.req.valid('param'), ...c.req.valid('json') }
  return c.json(await holdBack({ ctx: c.get('ctx'), input }), 200, { 'Cache-Control': 'no-store' })
})
