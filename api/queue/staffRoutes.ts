import { z } from '@hono/zod-openapi'
import { typed } from '../appointment/wanted.ts'
import { counterGroups } from '../matter/catalogue.ts'
import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { checkIn } from './checkIn.ts'
import { callNext } from './next.ts'
import { noShow } from './noShow.ts'
import { showQueue } from './showQueue.ts'
import { showSlip } from './slip.ts'
import {
  checkInSchema,
  counterSchema,
  issuedSchema,
  slipSchema,
  staffQueueSchema,
  staffTicketSchema,
} from './staffSchema.ts'
import { walkIn } from './walkIn.ts'

const tags = ['queue']
const needs = 'queue.work'
const slugParam = { params: z.object({ slug: z.string().max(80) }) }
const idParam = { params: z.object({ id: z.string().max(80) }) }
const written = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const version = z.int().min(0).openapi({ description: 'As the screen showed it' })
const seen = z.strictObject({ version })

const queue = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/queue',
  needs,
  tags,
  summary: 'The queue of a service point, in the order in which it will be called',
  request: slugParam,
  errors: ['invalid-input'],
  responses: { 200: jsonAnswer(staffQueueSchema, 'The queue') },
})

const checkInRoute = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/check-in',
  needs,
  tags,
  summary: 'Give a number to somebody who booked for today',
  description:
    'By reference, by the text of a receipt’s code, or by the last four digits of a telephone, which lists the visits of today they could be.',
  request: { ...slugParam, body: jsonBody(z.strictObject({ text: typed(400) })) },
  errors: [
    ...written,
    'booking-cancelled',
    'other-day',
    'other-point',
    'booking-over',
    'looked-up-too-often',
  ],
  responses: { 200: jsonAnswer(checkInSchema, 'The number, or the visits it could be') },
})

const walkInRoute = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/walk-in',
  needs,
  tags,
  summary: 'Give a number to somebody without a booking: never refused',
  request: {
    ...slugParam,
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(
      z.strictObject({
        matters: z.array(typed(20).min(1)).max(10),
        counterGroup: z.enum(counterGroups).optional(),
        people: z.int().min(1).max(20).optional(),
      }),
    ),
  },
  errors: [...written, 'idempotency-mismatch'],
  responses: { 200: jsonAnswer(issuedSchema, 'The number') },
})

const next = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/next',
  needs,
  tags,
  summary: 'Call the next number to the counter where one sits; pressed twice it is the same number',
  request: { ...slugParam, body: jsonBody(seen) },
  errors: [...written, 'no-seat', 'counter-busy', 'stale'],
  responses: {
    200: jsonAnswer(
      z.object({ counter: counterSchema, ticket: staffTicketSchema.nullable() }),
      'The number called; null when nobody waits',
    ),
  },
})

const noShowRoute = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/no-show',
  needs,
  tags,
  summary: 'Say that a visit without a number was missed',
  request: { ...slugParam, body: jsonBody(z.strictObject({ reference: typed(80).min(1) })) },
  errors: [...written, 'not-yet', 'not-changeable', 'stale'],
  responses: {
    200: jsonAnswer(z.object({ reference: z.string(), outcome: z.literal('missed') }), 'What was said'),
  },
})

const slip = staffRoute({
  method: 'get',
  path: '/staff/tickets/{id}/slip',
  needs,
  tags,
  summary: 'A ticket’s slip, with the code of its private place',
  request: idParam,
  errors: ['invalid-input', 'wrong-step'],
  responses: { 200: jsonAnswer(slipSchema, 'The slip') },
})

/** Checking in and calling at the counters of a service point. */
export const queueStaffRoutes = newRoutes()
  .openapi(queue, async (c) =>
    c.json(await showQueue({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200),
  )
  .openapi(checkInRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await checkIn({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(walkInRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    return c.json(await walkIn({ ctx: c.get('ctx'), input, idempotencyKey }), 200)
  })
  .openapi(next, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await callNext({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(noShowRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await noShow({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(slip, async (c) => c.json(await showSlip({ ctx: c.get('ctx'), input: c.req.valid('param') }), 200))
