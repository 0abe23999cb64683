import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { applicationParams } from '../schema.ts'
import { raisedSchema, seenSchema } from './schema.ts'
import { seePerson } from './see.ts'
import { raisedView } from './view.ts'

const see = staffRoute({
  method: 'post',
  path: '/staff/applications/{reference}/identity',
  tags: ['application'],
  needs: 'identity.see',
  summary: 'Note that the person of an application and their document were seen',
  description:
    'The kind of document and the end of its number have to be the application’s own. It files an application that waited for this.',
  request: { params: applicationParams, body: jsonBody(seenSchema) },
  responses: { 200: jsonAnswer(raisedSchema, 'Seen') },
  errors: [
    'bad-json',
    'too-large',
    'wrong-content-type',
    'invalid-input',
    'too-many-tries',
    'step-refused',
    'stale',
  ],
})

/** How staff see who an applicant is. */
export const applicationIdentityStaffRoutes = newRoutes().openapi(see, async (c) => {
  const input = { ...c.req.valid('param'), ...c.req.valid('json') }
  return c.json(raisedView(await seePerson({ ctx: c.get('ctx'), input })), 200, {
    'Cache-Control': 'no-store',
  })
})
