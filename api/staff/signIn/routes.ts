import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../contract.ts'
import { doorOf } from '../door/door.ts'
import { signInCode } from './code.ts'
import { withCookies } from './cookies.ts'
import { showDemo } from './demo.ts'
import { signOut } from './out.ts'
import { askPasskey, signInPasskey } from './passkey.ts'
import { signIn } from './password.ts'
import {
  codeSchema,
  demoSchema,
  nextSchema,
  passkeyAnswerSchema,
  passkeyOptionsSchema,
  signInSchema,
} from './schema.ts'

const demo = staffRoute({
  method: 'get',
  path: '/staff/sign-in',
  needs: 'open',
  summary: 'The accounts of the demonstration with their codes, on the same machine only',
  responses: { 200: jsonAnswer(demoSchema, 'The accounts, or null') },
})

const password = staffRoute({
  method: 'post',
  path: '/staff/sign-in',
  needs: 'open',
  summary: 'Sign in with a password: the first of two factors',
  request: { body: jsonBody(signInSchema) },
  responses: { 200: jsonAnswer(nextSchema, 'What comes next') },
  errors: [
    'invalid-input',
    'sign-in-failed',
    'too-many-tries',
    'bad-json',
    'wrong-content-type',
    'too-large',
  ],
})

const code = staffRoute({
  method: 'post',
  path: '/staff/sign-in/code',
  needs: 'open',
  summary: 'The second factor: a code of the authenticator app, or a backup code',
  request: { body: jsonBody(codeSchema) },
  responses: { 200: jsonAnswer(nextSchema, 'Signed in') },
  errors: [
    'invalid-input',
    'code-failed',
    'sign-in-over',
    'too-many-tries',
    'bad-json',
    'wrong-content-type',
    'too-large',
  ],
})

const passkeyAsked = staffRoute({
  method: 'post',
  path: '/staff/sign-in/passkey/options',
  needs: 'open',
  summary: 'The question a browser asks its passkeys',
  responses: { 200: jsonAnswer(passkeyOptionsSchema, 'Options for navigator.credentials.get') },
  errors: ['wrong-content-type'],
})

const passkey = staffRoute({
  method: 'post',
  path: '/staff/sign-in/passkey',
  needs: 'open',
  summary: 'Sign in with a passkey, which is two factors',
  request: { body: jsonBody(passkeyAnswerSchema) },
  responses: { 200: jsonAnswer(nextSchema, 'Signed in') },
  errors: ['invalid-input', 'passkey-failed', 'bad-json', 'wrong-content-type', 'too-large'],
})

const out = staffRoute({
  method: 'post',
  path: '/staff/sign-out',
  needs: 'first-factor',
  summary: 'Sign out: this session ends at once',
  responses: { 204: { description: 'Signed out' } },
  errors: ['wrong-content-type'],
})

/** Coming in and going out. */
export const signInRoutes = newRoutes()
  .openapi(demo, async (c) => c.json({ demo: await showDemo({ ctx: c.get('ctx'), door: doorOf(c) }) }, 200))
  .openapi(password, async (c) =>
    c.json(
      withCookies(c, await signIn({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })),
      200,
    ),
  )
  .openapi(code, async (c) =>
    c.json(
      withCookies(c, await signInCode({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })),
      200,
    ),
  )
  .openapi(passkeyAsked, async (c) =>
    c.json(withCookies(c, await askPasskey({ ctx: c.get('ctx'), door: doorOf(c) })), 200),
  )
  .openapi(passkey, async (c) =>
    c.json(
      withCookies(c, await signInPasskey({ ctx: c.get('ctx'), door: doorOf(c), input: c.req.valid('json') })),
      200,
    ),
  )
  .openapi(out, async (c) => {
    const { cookies } = await signOut({ ctx: c.get('ctx') })
    withCookies(c, { answer: null, cookies })
    return c.body(null, 204)
  })
