import { z } from '@hono/zod-openapi'
import { forwardReasons } from '../../db/schema/queue.ts'
import { counterGroups } from '../matter/catalogue.ts'
import { jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { staffRoute } from '../staff/contract.ts'
import { act, forward, type PlainAct } from './act.ts'
import { checkIn } from './checkIn.ts'
import { finish, miss } from './finish.ts'
import { callNext } from './next.ts'
import { noShow } from './noShow.ts'
import { pass } from './pass.ts'
import { resume } from './resume.ts'
import { showQueue } from './showQueue.ts'
import { showSlip } from './slip.ts'
import {
  checkInSchema,
  counterSchema,
  issuedSchema,
  results,
  slipSchema,
  staffQueueSchema,
  staffTicketSchema,
} from './staffSchema.ts'
import { undo } from './undo.ts'
import { walkIn } from './walkIn.ts'

const tags = ['queue']
const needs = 'queue.work'
const slugParam = { params: z.object({ slug: z.string().max(80) }) }
const idParam = { params: z.object({ id: z.string().max(80) }) }
const written = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const version = z.int().min(0).openapi({ description: 'As the screen showed it' })
const seen = z.strictObject({ version })
const ticketAnswer = { 200: jsonAnswer(staffTicketSchema, 'The ticket as it stands now') }

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
  request: { ...slugParam, body: jsonBody(z.strictObject({ text: z.string().max(400) })) },
  errors: [...written, 'booking-cancelled', 'other-day', 'other-point', 'booking-over'],
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
        matters: z.array(z.string().min(1).max(20)).max(10),
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
  request: { ...slugParam, body: jsonBody(z.strictObject({ reference: z.string().min(1).max(80) })) },
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

const plainAct = <const A extends PlainAct>(name: A, summary: string) =>
  staffRoute({
    method: 'post',
    path: `/staff/tickets/{id}/${name}`,
    needs,
    tags,
    summary,
    request: { ...idParam, body: jsonBody(seen) },
    errors: [...written, 'wrong-step', 'stale'],
    responses: ticketAnswer,
  })

const recall = plainAct('recall', 'Call a number again')
const serve = plainAct('serve', 'Begin to serve')
const park = plainAct('park', 'Set somebody aside while they fetch something; the counter is free')
const left = plainAct('left', 'Note that somebody went away')

const resumeRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/resume',
  needs,
  tags,
  summary: 'Go on with somebody set aside, or take back somebody who was missed',
  request: { ...idParam, body: jsonBody(seen) },
  errors: [...written, 'wrong-step', 'counter-busy', 'stale'],
  responses: ticketAnswer,
})

const passRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/pass',
  needs,
  tags,
  summary: 'Pass somebody on to another counter or group, first in line under the same number',
  request: {
    ...idParam,
    body: jsonBody(
      seen.extend({
        counterId: z.string().max(80).optional(),
        counterGroup: z.enum(counterGroups).optional(),
      }),
    ),
  },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const forwardRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/forward',
  needs,
  tags,
  summary: 'Put somebody forward, for a reason of the published rules',
  request: { ...idParam, body: jsonBody(seen.extend({ reason: z.enum(forwardReasons) })) },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const finishRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/finish',
  needs,
  tags,
  summary: 'End a visit with what came of each matter; its booking was served',
  request: {
    ...idParam,
    body: jsonBody(
      seen.extend({
        results: z
          .array(z.strictObject({ matter: z.string().max(20), result: z.enum(results) }))
          .max(10)
          .optional(),
      }),
    ),
  },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const missedRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/missed',
  needs,
  tags,
  summary: 'Set aside a number that was called and not there',
  request: { ...idParam, body: jsonBody(seen) },
  errors: [...written, 'wrong-step', 'stale'],
  responses: ticketAnswer,
})

const undoRoute = staffRoute({
  method: 'post',
  path: '/staff/tickets/{id}/undo',
  needs,
  tags,
  summary: 'Take the last click back, within a minute',
  request: { ...idParam, body: jsonBody(seen) },
  errors: [...written, 'wrong-step', 'undo-over', 'counter-busy', 'stale'],
  responses: ticketAnswer,
})

/** Checking in, calling, serving and finishing at the counters of a service point. */
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
  .openapi(recall, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'recall' }), 200)
  })
  .openapi(serve, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'serve' }), 200)
  })
  .openapi(park, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'park' }), 200)
  })
  .openapi(left, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await act({ ctx: c.get('ctx'), input, act: 'left' }), 200)
  })
  .openapi(resumeRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await resume({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(passRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await pass({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(forwardRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await forward({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(finishRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await finish({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(missedRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await miss({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(undoRoute, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await undo({ ctx: c.get('ctx'), input }), 200)
  })
