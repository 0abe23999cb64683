import { createRoute } from '@hono/zod-openapi'
import { codeSentSchema } from '../../intake/phoneCodeSchema.ts'
import { codeLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { applicationParams, holderSchema } from '../schema.ts'
import { beginLogin, takeLogin } from './login.ts'
import { confirmApplicationPhone, sendApplicationCode } from './phone.ts'
import {
  confirmPhoneSchema,
  loginBegunSchema,
  loginTakenSchema,
  raisedSchema,
  takeLoginSchema,
} from './schema.ts'
import { raisedView } from './view.ts'

const tags = ['application']
const common = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'record-not-found',
  'too-many-tries',
  'step-refused',
] as const

const send = createRoute({
  method: 'post',
  path: '/applications/{reference}/phone',
  tags,
  summary: 'Text a six-digit code to the number the messages of an application go to',
  description: 'The helper’s mobile, else the applicant’s. Ten minutes, five wrong tries, three codes a day.',
  middleware: [codeLimit] as const,
  request: { params: applicationParams, body: jsonBody(holderSchema) },
  responses: {
    200: jsonAnswer(codeSentSchema, 'Sent, or confirmed before'),
    ...errorResponses(...common, 'phone-none', 'phone-codes-spent', 'stale'),
  },
})

const confirm = createRoute({
  method: 'post',
  path: '/applications/{reference}/phone/confirm',
  tags,
  summary: 'Confirm that number with the code that was texted',
  description: 'A wrong code is `invalid-input` at `/code`; one that is over is `phone-code-over`.',
  middleware: [codeLimit] as const,
  request: { params: applicationParams, body: jsonBody(confirmPhoneSchema) },
  responses: {
    200: jsonAnswer(raisedSchema, 'Confirmed; an application that waited for no more is filed'),
    ...errorResponses(...common, 'phone-none', 'phone-code-over', 'stale'),
  },
})

const begin = createRoute({
  method: 'post',
  path: '/applications/{reference}/identity/begin',
  tags,
  summary: 'Begin a login that proves who the applicant is',
  description: 'Voluntary: a document shown at the counter serves as well. The access code goes nowhere.',
  middleware: [codeLimit] as const,
  request: { params: applicationParams, body: jsonBody(holderSchema) },
  responses: {
    200: jsonAnswer(loginBegunSchema, 'Where to post what'),
    ...errorResponses(...common, 'login-none', 'login-no-number'),
  },
})

const take = createRoute({
  method: 'post',
  path: '/applications/{reference}/identity',
  tags,
  summary: 'Take a login: the level becomes `verified` when it is the person the application names',
  description:
    'Anybody else is `invalid-input` at `/assertion` and counted: five a day. Each login is taken once, within five minutes. The person for whom a helper filed is given a new code by it.',
  middleware: [codeLimit] as const,
  request: { params: applicationParams, body: jsonBody(takeLoginSchema) },
  responses: {
    200: jsonAnswer(loginTakenSchema, 'Verified; an application that waited for no more is filed'),
    ...errorResponses(...common, 'login-none', 'login-no-number', 'stale'),
  },
})

const unkept = { 'Cache-Control': 'no-store' }

/** How an applicant proves who they are. */
export const applicationIdentityRoutes = newRoutes()
  .openapi(send, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await sendApplicationCode({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(confirm, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(raisedView(await confirmApplicationPhone({ ctx: c.get('ctx'), input })), 200, unkept)
  })
  .openapi(begin, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await beginLogin({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(take, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    const taken = await takeLogin({ ctx: c.get('ctx'), input })
    return c.json({ ...raisedView(taken), accessCode: taken.accessCode ?? null }, 200, unkept)
  })
export type ApplicationIdentityApi = typeof applicationIdentityRoutes
