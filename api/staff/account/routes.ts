import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../contract.ts'
import { doorOf } from '../door/door.ts'
import { backupCodesSchema } from '../setUp/schema.ts'
import { removeCode, removePasskey, renewBackupCodes } from './factors.ts'
import { changePassword } from './password.ts'
import { accountSchema, oneSchema, passwordChangeSchema } from './schema.ts'
import { endOtherSessions, endSession } from './sessions.ts'
import { showAccount } from './show.ts'

const show = staffRoute({
  method: 'get',
  path: '/staff/account',
  needs: 'signed-in',
  summary: 'One’s own account: second factors, and where it is signed in',
  responses: { 200: jsonAnswer(accountSchema, 'The account') },
})

const password = staffRoute({
  method: 'post',
  path: '/staff/account/password',
  needs: 'signed-in',
  summary: 'Change one’s own password; other sessions end',
  request: { body: jsonBody(passwordChangeSchema) },
  responses: { 204: { description: 'Changed' } },
  errors: ['invalid-input', 'too-many-tries', 'bad-json', 'wrong-content-type', 'too-large'],
})

const end = staffRoute({
  method: 'delete',
  path: '/staff/account/sessions/{id}',
  needs: 'signed-in',
  summary: 'End one of one’s own sessions',
  request: { params: oneSchema },
  responses: { 204: { description: 'Ended' } },
  errors: ['invalid-input'],
})

const endOthers = staffRoute({
  method: 'delete',
  path: '/staff/account/sessions',
  needs: 'signed-in',
  summary: 'End all of one’s own sessions but this one',
  responses: { 204: { description: 'Ended' } },
})

const passkey = staffRoute({
  method: 'delete',
  path: '/staff/account/passkeys/{id}',
  needs: 'signed-in',
  summary: 'Remove one of one’s own passkeys, never the last factor',
  request: { params: oneSchema },
  responses: { 204: { description: 'Removed' } },
  errors: ['invalid-input', 'last-factor'],
})

const code = staffRoute({
  method: 'delete',
  path: '/staff/account/code',
  needs: 'signed-in',
  summary: 'Remove one’s own authenticator app, never the last factor',
  responses: { 204: { description: 'Removed' } },
  errors: ['last-factor'],
})

const backup = staffRoute({
  method: 'post',
  path: '/staff/account/backup-codes',
  needs: 'signed-in',
  summary: 'New backup codes in place of the old ones, shown this once',
  responses: { 200: jsonAnswer(backupCodesSchema, 'The codes') },
  errors: ['wrong-content-type'],
})

/** One's own account. */
export const accountRoutes = newRoutes()
  .openapi(show, async (c) => c.json(await showAccount({ ctx: c.get('ctx'), door: doorOf(c) }), 200))
  .openapi(password, async (c) => {
    await changePassword({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })
    return c.body(null, 204)
  })
  .openapi(end, async (c) => {
    await endSession({ ctx: c.get('ctx'), id: c.req.valid('param').id })
    return c.body(null, 204)
  })
  .openapi(endOthers, async (c) => {
    await endOtherSessions({ ctx: c.get('ctx') })
    return c.body(null, 204)
  })
  .openapi(passkey, async (c) => {
    await removePasskey({ ctx: c.get('ctx'), id: c.req.valid('param').id })
    return c.body(null, 204)
  })
  .openapi(code, async (c) => {
    await removeCode({ ctx: c.get('ctx') })
    return c.body(null, 204)
  })
  .openapi(backup, async (c) => c.json(await renewBackupCodes({ ctx: c.get('ctx'), door: doorOf(c) }), 200))
