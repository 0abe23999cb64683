import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit, createLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import type { ProblemCode } from '../problem.ts'
import { newRoutes } from '../routing.ts'
import { answer } from './answer.ts'
import { begin } from './begin.ts'
import { withdraw } from './end.ts'
import { message } from './message.ts'
import { messageSchema, saidSchema } from './messageSchema.ts'
import { save } from './save.ts'
import {
  applicationParams,
  applicationSchema,
  beginSchema,
  begunSchema,
  filedSchema,
  holderSchema,
  savedSchema,
  saveSchema,
  submitSchema,
} from './schema.ts'
import { show } from './show.ts'
import { submit } from './submit.ts'
import { holdVisit, visitOptions } from './visit.ts'
import { visitChoiceSchema, visitHeldSchema, visitOptionsSchema } from './visitSchema.ts'

const headers = z.object({ 'idempotency-key': z.string().optional() })
const unkept = { 'Cache-Control': 'no-store' }
const holderErrors = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'record-not-found',
  'too-many-tries',
] as const
const changeErrors = [...holderErrors, 'step-refused', 'stale'] as const

const beginRoute = createRoute({
  method: 'post',
  path: '/applications',
  tags: ['application'],
  summary: 'Begin an application: a draft under a reference and an access code',
  description:
    'Nothing personal is asked yet, only the questions of the form. Takes an `Idempotency-Key` header: the same key and body give the same draft, for a day.',
  middleware: [createLimit] as const,
  request: { headers, body: jsonBody(beginSchema) },
  responses: {
    201: {
      ...jsonAnswer(begunSchema, 'Begun: reference, code and how long the draft is kept'),
      headers: z.object({ Location: z.string() }),
    },
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'form-unknown',
      'not-eligible',
      'matter-not-offered',
      'idempotency-mismatch',
      'code-replaced',
      'proof-invalid',
      'tray-full',
    ),
  },
})

/** A route of whoever holds the code: POST, so that no code reaches a log. */
const held = <const V extends string, B extends z.ZodType, A extends z.ZodType>(
  verb: V,
  summary: string,
  body: B,
  answered: A,
  errors: readonly ProblemCode[],
  description?: string,
) =>
  createRoute({
    method: 'post',
    path: `/applications/{reference}/${verb}` as const,
    tags: ['application'],
    summary,
    ...(description && { description }),
    middleware: [codeLimit] as const,
    request: { params: applicationParams, body: jsonBody(body) },
    responses: { 200: jsonAnswer(answered, summary), ...errorResponses(...errors) },
  })

const openRoute = held(
  'open',
  'Everything in an application',
  holderSchema,
  applicationSchema,
  holderErrors,
  'How it was decided is told once its holder has proved to be the person, at the level its form asks for.',
)
const saveRoute = held(
  'save',
  'Save a step of the form',
  saveSchema,
  savedSchema,
  changeErrors,
  'What is not sent stays as it was. After a correction was asked for, only what was asked is taken.',
)
const submitRoute = held(
  'submit',
  'Send the application',
  submitSchema,
  filedSchema,
  [...changeErrors, 'application-similar'],
  'Sending it twice gives the same answer. `application-similar` names in `similar` what the same person has open in the same matter; `again: true` sends it nevertheless. It is told only to whoever logged in as that person with this code, and of what the same confirmed telephone was given for: a name and a number that were only typed are answered as if there were nothing. Who has not proved enough of who they are shows the document at a counter.',
)
const endSchema = z.object({ reference: z.string(), state: z.enum(['withdrawn', 'discarded']) })
const withdrawRoute = held(
  'withdraw',
  'Withdraw an application, or delete a draft',
  holderSchema,
  endSchema,
  changeErrors,
)
const answerRoute = held(
  'answer',
  'Send back what was put right',
  holderSchema,
  z.object({ reference: z.string(), state: z.literal('submitted') }),
  changeErrors,
)
const messageRoute = held('messages', 'Say something to whoever handles it', messageSchema, saidSchema, [
  ...changeErrors,
  'too-many',
])
const visitsRoute = held(
  'visits',
  'Three times that fit a visit for this application',
  holderSchema,
  visitOptionsSchema,
  [...holderErrors, 'step-refused', 'matter-not-offered', 'not-found'],
)

const visitRoute = createRoute({
  method: 'post',
  path: '/applications/{reference}/visit',
  tags: ['application'],
  summary: 'Hold one of the times',
  description: 'A booking in the name of the person, with a reference and code of its own.',
  middleware: [codeLimit] as const,
  request: { headers, params: applicationParams, body: jsonBody(visitChoiceSchema) },
  responses: {
    201: jsonAnswer(visitHeldSchema, 'Held'),
    ...errorResponses(
      ...changeErrors,
      'slot-full',
      'slot-closed',
      'matter-not-offered',
      'already-booked',
      'missed-too-often',
      'phone-busy',
      'booking-over',
      'code-replaced',
      'idempotency-mismatch',
    ),
  },
})

/** What a resident does with an application. */
export const applicationRoutes = newRoutes()
  .openapi(beginRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const begun = await begin({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    return c.json(begun, 201, { ...unkept, Location: `/api/v1/applications/${begun.reference}/open` })
  })
  .openapi(openRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await show({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(saveRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await save({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(submitRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await submit({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(withdrawRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await withdraw({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(answerRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await answer({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(messageRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await message({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(visitsRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await visitOptions({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(visitRoute, async (c) => {
    const { reference } = c.req.valid('param')
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const input = { reference, ...c.req.valid('json') }
    return c.json(await holdVisit({ ctx: c.get('ctx'), input, idempotencyKey }), 201, unkept)
  })
