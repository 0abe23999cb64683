import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../contract.ts'
import { changeGrants, switchOff, switchOn } from './change.ts'
import { invite } from './invite.ts'
import { inviteAgain } from './inviteAgain.ts'
import { listPeople, showPerson } from './list.ts'
import { officersOf, setOfficers } from './officers.ts'
import {
  grantsSchema,
  invitedSchema,
  inviteSchema,
  officersQuery,
  onePersonSchema,
  ownOfficersSchema,
  peopleQuery,
  peopleSchema,
  personParam,
  setOfficersSchema,
} from './schema.ts'

const sent = ['invalid-input', 'bad-json', 'wrong-content-type', 'too-large'] as const

const list = staffRoute({
  method: 'get',
  path: '/staff/people',
  needs: 'staff.read',
  summary: 'Who works here, what they may do, and when they last came in',
  request: { query: peopleQuery },
  responses: { 200: jsonAnswer(peopleSchema, 'The people of one’s own service points') },
  errors: ['invalid-input'],
})

const one = staffRoute({
  method: 'get',
  path: '/staff/people/{id}',
  needs: 'staff.read',
  summary: 'One person, and where one may grant them roles',
  request: { params: personParam },
  responses: { 200: jsonAnswer(onePersonSchema, 'The person') },
  errors: ['invalid-input'],
})

const inviteNew = staffRoute({
  method: 'post',
  path: '/staff/people',
  needs: 'staff.manage',
  summary: 'Invite somebody: answers a one-time code to hand over, good for three days',
  request: { body: jsonBody(inviteSchema) },
  responses: { 201: jsonAnswer(invitedSchema, 'The code, this once') },
  errors: [...sent],
})

const again = staffRoute({
  method: 'post',
  path: '/staff/people/{id}/invitation',
  needs: 'staff.manage',
  summary: 'Invite somebody again: password and second factors begin anew',
  request: { params: personParam },
  responses: { 201: jsonAnswer(invitedSchema, 'The code, this once') },
  errors: ['own-account', 'last-administrator', ...sent],
})

const grants = staffRoute({
  method: 'put',
  path: '/staff/people/{id}/grants',
  needs: 'staff.manage',
  summary: 'Set what somebody may do, at the service points one manages',
  request: { params: personParam, body: jsonBody(grantsSchema) },
  responses: { 204: { description: 'Set' } },
  errors: ['own-account', 'last-administrator', 'stale', ...sent],
})

const officers = staffRoute({
  method: 'get',
  path: '/staff/people/{id}/officers',
  needs: 'staff.manage',
  summary: 'Which officers of the public list somebody is, or may be',
  request: { params: personParam, query: officersQuery },
  responses: { 200: jsonAnswer(ownOfficersSchema, 'The entries') },
  errors: ['own-account', 'invalid-input'],
})

const settingOfficers = staffRoute({
  method: 'put',
  path: '/staff/people/{id}/officers',
  needs: 'staff.manage',
  summary:
    'Say which officers of the public list somebody is: complaints that name them do not reach this account',
  request: { params: personParam, body: jsonBody(setOfficersSchema) },
  responses: { 204: { description: 'Set' } },
  errors: ['own-account', 'stale', ...sent],
})

const off = staffRoute({
  method: 'post',
  path: '/staff/people/{id}/off',
  needs: 'staff.manage',
  summary: 'Switch an account off; its sessions end at once',
  request: { params: personParam },
  responses: { 204: { description: 'Off' } },
  errors: ['own-account', 'last-administrator', 'stale', ...sent],
})

const on = staffRoute({
  method: 'post',
  path: '/staff/people/{id}/on',
  needs: 'staff.manage',
  summary: 'Switch an account on again',
  request: { params: personParam },
  responses: { 204: { description: 'On' } },
  errors: ['own-account', 'stale', ...sent],
})

/** Who works here. */
export const peopleRoutes = newRoutes()
  .openapi(list, async (c) =>
    c.json(await listPeople({ ctx: c.get('ctx'), cursor: c.req.valid('query').cursor }), 200),
  )
  .openapi(one, async (c) =>
    c.json(await showPerson({ ctx: c.get('ctx'), id: c.req.valid('param').id }), 200),
  )
  .openapi(inviteNew, async (c) =>
    c.json(await invite({ ctx: c.get('ctx'), input: c.req.valid('json') }), 201),
  )
  .openapi(again, async (c) =>
    c.json(await inviteAgain({ ctx: c.get('ctx'), id: c.req.valid('param').id }), 201),
  )
  .openapi(grants, async (c) => {
    const { grants } = c.req.valid('json')
    await changeGrants({ ctx: c.get('ctx'), id: c.req.valid('param').id, grants })
    return c.body(null, 204)
  })
  .openapi(officers, async (c) =>
    c.json(
      await officersOf({ ctx: c.get('ctx'), input: { ...c.req.valid('param'), ...c.req.valid('query') } }),
      200,
    ),
  )
  .openapi(settingOfficers, async (c) => {
    await setOfficers({
      ctx: c.get('ctx'),
      input: { ...c.req.valid('param'), ...c.req.valid('json') },
    })
    return c.body(null, 204)
  })
  .openapi(off, async (c) => {
    await switchOff({ ctx: c.get('ctx'), id: c.req.valid('param').id })
    return c.body(null, 204)
  })
  .openapi(on, async (c) => {
    await switchOn({ ctx: c.get('ctx'), id: c.req.valid('param').id })
    return c.body(null, 204)
  })
