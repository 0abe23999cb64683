import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../contract.ts'
import { doorOf } from '../door/door.ts'
import { withCookies } from '../signIn/cookies.ts'
import { codeSchema, nextSchema, passkeyOptionsSchema } from '../signIn/schema.ts'
import { beginCode, confirmCode } from './code.ts'
import { addPasskey, askNewPasskey } from './passkey.ts'
import { backupCodesSchema, newPasskeySchema, setUpSchema } from './schema.ts'
import { showSetUp } from './standing.ts'

const sent = ['bad-json', 'wrong-content-type', 'too-large'] as const

const show = staffRoute({
  method: 'get',
  path: '/staff/set-up',
  needs: 'first-factor',
  summary: 'How far the second factors of whoever acts are set up',
  responses: { 200: jsonAnswer(setUpSchema, 'The second factors') },
  errors: ['factor-there'],
})

const begin = staffRoute({
  method: 'post',
  path: '/staff/set-up/code',
  needs: 'first-factor',
  summary: 'Begin with an authenticator app: a secret, as a picture and to type',
  responses: { 200: jsonAnswer(setUpSchema.shape.pending.unwrap(), 'The secret') },
  errors: ['factor-there', 'wrong-content-type'],
})

const confirm = staffRoute({
  method: 'post',
  path: '/staff/set-up/code/confirm',
  needs: 'first-factor',
  summary: 'The first code of a new authenticator; answers the backup codes, this once',
  request: { body: jsonBody(codeSchema) },
  responses: { 200: jsonAnswer(nextSchema.extend(backupCodesSchema.shape), 'Set up') },
  errors: ['factor-there', 'code-failed', 'invalid-input', ...sent],
})

const ask = staffRoute({
  method: 'post',
  path: '/staff/set-up/passkey/options',
  needs: 'first-factor',
  summary: 'The question with which a browser makes a passkey',
  responses: { 200: jsonAnswer(passkeyOptionsSchema, 'Options for navigator.credentials.create') },
  errors: ['factor-there', 'wrong-content-type'],
})

const add = staffRoute({
  method: 'post',
  path: '/staff/set-up/passkey',
  needs: 'first-factor',
  summary: 'Keep a new passkey',
  request: { body: jsonBody(newPasskeySchema) },
  responses: { 200: jsonAnswer(nextSchema, 'Kept') },
  errors: ['factor-there', 'passkey-failed', 'invalid-input', ...sent],
})

/** Setting up a second factor: all that a password alone may do. */
export const setUpRoutes = newRoutes()
  .openapi(show, async (c) => c.json(await showSetUp({ ctx: c.get('ctx'), door: doorOf(c) }), 200))
  .openapi(begin, async (c) => c.json(await beginCode({ ctx: c.get('ctx'), door: doorOf(c) }), 200))
  .openapi(confirm, async (c) =>
    c.json(
      withCookies(c, await confirmCode({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })),
      200,
    ),
  )
  .openapi(ask, async (c) =>
    c.json(withCookies(c, await askNewPasskey({ ctx: c.get('ctx'), door: doorOf(c) })), 200),
  )
  .openapi(add, async (c) =>
    c.json(
      withCookies(c, await addPasskey({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })),
      200,
    ),
  )
