import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit, createLimit } from '../../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { accessSchema, receiptSchema, referenceParam } from '../schema.ts'
import { wantedIn, wantedQuery } from '../wanted.ts'
import { checkWaiting } from './check.ts'
import { decline } from './decline.ts'
import { askEarlier } from './earlier.ts'
import { join } from './join.ts'
import { leave } from './leave.ts'
import { waitingOptions } from './options.ts'
import {
  earlierAnswerSchema,
  earlierSchema,
  offerAccessSchema,
  waitCheckedSchema,
  waitingOptionsSchema,
  waitingParam,
  waitingReceiptSchema,
  waitingStateSchema,
  waitSchema,
} from './schema.ts'
import { take } from './take.ts'

const tags = ['waiting']

const bodyErrors = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const accessErrors = [...bodyErrors, 'record-not-found', 'too-many-tries'] as const

const optionsRoute = createRoute({
  method: 'get',
  path: '/waiting/options',
  tags,
  summary: 'Where and when one can wait for a visit, and how the list works',
  request: { query: z.object({ station: z.string().max(80), ...wantedQuery }) },
  responses: {
    200: jsonAnswer(waitingOptionsSchema, 'What can be chosen'),
    ...errorResponses('not-found', 'matter-not-offered', 'invalid-input'),
  },
})

const joinRoute = createRoute({
  method: 'post',
  path: '/waiting',
  tags,
  summary: 'Join the waiting list of a matter at one or several service points',
  description:
    'A place given back, and a new one at its draw, goes first to the list: those without a place in this matter lately, then by the day of joining, then by lot. Send an `Idempotency-Key` header as for a booking.',
  middleware: [createLimit] as const,
  request: {
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(waitSchema),
  },
  responses: {
    201: { ...jsonAnswer(waitingReceiptSchema, 'On the list'), headers: z.object({ Location: z.string() }) },
    ...errorResponses(
      ...bodyErrors,
      'idempotency-mismatch',
      'matter-not-offered',
      'already-booked',
      'waiting-busy',
      'waiting-over',
      'code-replaced',
      'phone-busy',
      'missed-too-often',
      'proof-invalid',
      'tray-full',
    ),
  },
})

const checkRoute = createRoute({
  method: 'post',
  path: '/waiting/check',
  tags,
  summary:
    'Read a place on the list without taking it: every fault at once, and the spelling it would be kept in',
  request: { body: jsonBody(waitSchema) },
  responses: {
    200: jsonAnswer(waitCheckedSchema, 'What would be waited for'),
    ...errorResponses(...bodyErrors, 'matter-not-offered'),
  },
})

const earlierRoute = createRoute({
  method: 'post',
  path: '/appointments/{reference}/earlier',
  tags,
  summary: 'Ask for an earlier time; the booking stays until an offer is taken',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, body: jsonBody(earlierSchema) },
  responses: {
    200: jsonAnswer(earlierAnswerSchema, 'On the list'),
    ...errorResponses(...accessErrors, 'not-changeable', 'waiting-busy', 'asked-too-often', 'stale'),
  },
})

const takeRoute = createRoute({
  method: 'post',
  path: '/waiting/{reference}/take',
  tags,
  summary: 'Take the place offered: it becomes a booking, or moves the one there is',
  description: 'Taking twice gives the same receipt.',
  middleware: [codeLimit] as const,
  request: { params: waitingParam, body: jsonBody(offerAccessSchema) },
  responses: {
    200: jsonAnswer(receiptSchema, 'The booking has moved to the earlier time'),
    201: jsonAnswer(receiptSchema, 'Booked, with a new reference and code'),
    ...errorResponses(
      ...accessErrors,
      'offer-gone',
      'already-booked',
      'phone-busy',
      'booking-over',
      'code-replaced',
      'not-changeable',
      'stale',
    ),
  },
})

const declineRoute = createRoute({
  method: 'post',
  path: '/waiting/{reference}/decline',
  tags,
  summary: 'Let the next have the place offered, and stay on the list',
  middleware: [codeLimit] as const,
  request: { params: waitingParam, body: jsonBody(offerAccessSchema) },
  responses: {
    200: jsonAnswer(waitingStateSchema, 'Given on'),
    ...errorResponses(...accessErrors, 'offer-gone', 'stale'),
  },
})

const leaveRoute = createRoute({
  method: 'post',
  path: '/waiting/{reference}/leave',
  tags,
  summary: 'Leave the list; an open offer goes to the next',
  middleware: [codeLimit] as const,
  request: { params: waitingParam, body: jsonBody(accessSchema) },
  responses: {
    200: jsonAnswer(waitingStateSchema, 'Left'),
    ...errorResponses(...accessErrors, 'waiting-over', 'stale'),
  },
})

export const waitingRoutes = newRoutes()
  .openapi(optionsRoute, async (c) => {
    const { station, ...wanted } = c.req.valid('query')
    return c.json(await waitingOptions({ ctx: c.get('ctx'), input: { station, ...wantedIn(wanted) } }), 200)
  })
  .openapi(checkRoute, async (c) =>
    c.json(await checkWaiting({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200),
  )
  .openapi(joinRoute, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const receipt = await join({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    c.header('Location', '/api/v1/track')
    return c.json(receipt, 201)
  })
  .openapi(earlierRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await askEarlier({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(takeRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    const { receipt, moved } = await take({ ctx: c.get('ctx'), input })
    return moved ? c.json(receipt, 200) : c.json(receipt, 201)
  })
  .openapi(declineRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await decline({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(leaveRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await leave({ ctx: c.get('ctx'), input }), 200)
  })
