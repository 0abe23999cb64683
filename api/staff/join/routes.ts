import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../contract.ts'
import { doorOf } from '../door/door.ts'
import { withCookies } from '../signIn/cookies.ts'
import { nextSchema } from '../signIn/schema.ts'
import { join, lookAtInvitation } from './join.ts'
import { invitationSchema, joinSchema, lookSchema } from './schema.ts'

const errors = ['invalid-input', 'invitation-over', 'bad-json', 'wrong-content-type', 'too-large'] as const

const look = staffRoute({
  method: 'post',
  path: '/staff/join/look',
  needs: 'open',
  summary: 'Who is invited by a one-time code',
  request: { body: jsonBody(lookSchema) },
  responses: { 200: jsonAnswer(invitationSchema, 'The invitation') },
  errors: [...errors],
})

const accept = staffRoute({
  method: 'post',
  path: '/staff/join',
  needs: 'open',
  summary: 'Accept an invitation: choose a password, then set up the second factor',
  request: { body: jsonBody(joinSchema) },
  responses: { 200: jsonAnswer(nextSchema, 'What comes next') },
  errors: [...errors],
})

/** Accepting an invitation. */
export const joinRoutes = newRoutes()
  .openapi(look, async (c) =>
    c.json(await lookAtInvitation({ ctx: c.get('ctx'), code: c.req.valid('json').code }), 200),
  )
  .openapi(accept, async (c) =>
    c.json(
      withCookies(c, await join({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })),
      200,
    ),
  )
