import { createRoute } from '@hono/zod-openapi'
import { codeSentSchema } from '../../intake/phoneCodeSchema.ts'
import { codeLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { accessSchema, referenceParam } from '../schema.ts'
import { confirmPhone } from './confirm.ts'
import { confirmedSchema, confirmSchema } from './schema.ts'
import { sendCode } from './send.ts'

const accessErrors = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'record-not-found',
  'too-many-tries',
  'not-changeable',
  'stale',
] as const

const send = createRoute({
  method: 'post',
  path: '/appointments/{reference}/phone',
  tags: ['appointment'],
  summary: 'Text a six-digit code to the number the messages go to',
  description:
    'It shows that whoever holds the booking holds the number; nobody has to. Ten minutes, five wrong tries, three codes a day.',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, body: jsonBody(accessSchema) },
  responses: {
    200: jsonAnswer(codeSentSchema, 'Sent, or confirmed before'),
    ...errorResponses(...accessErrors, 'phone-none', 'phone-codes-spent'),
  },
})

const confirm = createRoute({
  method: 'post',
  path: '/appointments/{reference}/phone/confirm',
  tags: ['appointment'],
  summary: 'Confirm the number with the code that was texted',
  description: 'A wrong code is `invalid-input` at `/code`; one that is over is `phone-code-over`.',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, body: jsonBody(confirmSchema) },
  responses: {
    200: jsonAnswer(confirmedSchema, 'Confirmed'),
    ...errorResponses(...accessErrors, 'phone-code-over'),
  },
})

export const phoneRoutes = newRoutes()
  .openapi(send, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await sendCode({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(confirm, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await confirmPhone({ ctx: c.get('ctx'), input }), 200)
  })
export type PhoneApi = typeof phoneRoutes
