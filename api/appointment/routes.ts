import { createRoute, z } from '@hono/zod-openapi'
import { codeLimit, createLimit } from '../middleware/rateLimit.ts'
import { errorResponses, jsonAnswer, jsonBody } from '../openapi.ts'
import { newRoutes } from '../routing.ts'
import { book } from './book.ts'
import { cancel } from './cancel.ts'
import { checkBooking } from './check.ts'
import { combinable } from './combinable.ts'
import { calendarFile } from './file.ts'
import { reschedule } from './reschedule.ts'
import {
  accessSchema,
  bookingSchema,
  checkedSchema,
  combinableSchema,
  receiptSchema,
  referenceParam,
  rescheduleSchema,
  slotListSchema,
  visitSchema,
} from './schema.ts'
import { showVisit } from './showVisit.ts'
import { listSlots } from './slots.ts'
import { wantedIn, wantedQuery } from './wanted.ts'

const tags = ['appointment']

const slots = createRoute({
  method: 'get',
  path: '/stations/{slug}/slots',
  tags,
  summary: 'Times a matter can be booked at a service point',
  description:
    'Without `from`, the slots of the first day with a free place. `days` says what is left of each of the next 21 days.',
  request: {
    params: z.object({ slug: z.string().max(80) }),
    query: z.object({
      ...wantedQuery,
      from: z.string().optional().openapi({ example: '2026-11-23' }),
      to: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(100),
      cursor: z.string().max(200).optional(),
    }),
  },
  responses: {
    200: jsonAnswer(slotListSchema, 'Slots and days'),
    ...errorResponses('not-found', 'matter-not-offered', 'invalid-input'),
  },
})

const together = createRoute({
  method: 'get',
  path: '/stations/{slug}/combinable',
  tags,
  summary: 'What else can be done in the same visit as a matter',
  request: {
    params: z.object({ slug: z.string().max(80) }),
    query: z.object({ matter: z.string().max(20) }),
  },
  responses: {
    200: jsonAnswer(combinableSchema, 'Matters of the same counters'),
    ...errorResponses('not-found', 'matter-not-offered', 'invalid-input'),
  },
})

const visit = createRoute({
  method: 'get',
  path: '/slots/{id}',
  tags,
  summary: 'One slot as a visit for a matter: when, where, what to bring',
  request: { params: z.object({ id: z.string().max(80) }), query: z.object(wantedQuery) },
  responses: {
    200: jsonAnswer(visitSchema, 'The visit'),
    ...errorResponses('not-found', 'matter-not-offered', 'slot-full', 'slot-closed', 'invalid-input'),
  },
})

const create = createRoute({
  method: 'post',
  path: '/appointments',
  tags,
  summary: 'Book a visit',
  middleware: [createLimit] as const,
  description:
    'Send an `Idempotency-Key` header: the same key and body give the same receipt, for a day. Without `proof` the post goes into the tray of the hour.',
  request: {
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(bookingSchema),
  },
  responses: {
    201: { ...jsonAnswer(receiptSchema, 'Booked'), headers: z.object({ Location: z.string() }) },
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'idempotency-mismatch',
      'slot-full',
      'slot-closed',
      'matter-not-offered',
      'already-booked',
      'missed-too-often',
      'phone-busy',
      'booking-over',
      'code-replaced',
      'proof-invalid',
      'tray-full',
    ),
  },
})

const check = createRoute({
  method: 'post',
  path: '/appointments/check',
  tags,
  summary: 'Read a booking without making it',
  request: { body: jsonBody(bookingSchema) },
  responses: {
    200: jsonAnswer(checkedSchema, 'What would be booked, in the spelling it would be kept'),
    ...errorResponses(
      'bad-json',
      'too-large',
      'wrong-content-type',
      'invalid-input',
      'slot-full',
      'slot-closed',
      'matter-not-offered',
    ),
  },
})

const accessErrors = [
  'bad-json',
  'too-large',
  'wrong-content-type',
  'invalid-input',
  'record-not-found',
  'too-many-tries',
] as const

const remove = createRoute({
  method: 'post',
  path: '/appointments/{reference}/cancel',
  tags,
  summary: 'Cancel a visit; the place is free at once',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, body: jsonBody(accessSchema) },
  responses: {
    200: jsonAnswer(
      z.object({
        reference: z.string(),
        status: z.literal('cancelled'),
        late: z
          .boolean()
          .openapi({ description: 'Shortly before the visit: it may count like a missed one' }),
      }),
      'Cancelled',
    ),
    ...errorResponses(...accessErrors, 'not-changeable', 'stale'),
  },
})

const move = createRoute({
  method: 'post',
  path: '/appointments/{reference}/reschedule',
  tags,
  summary: 'Move a visit to another time; reference and code stay',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, body: jsonBody(rescheduleSchema) },
  responses: {
    200: jsonAnswer(
      z.object({ reference: z.string(), status: z.literal('booked'), visit: visitSchema }),
      'Moved',
    ),
    ...errorResponses(
      ...accessErrors,
      'not-changeable',
      'moved-too-often',
      'stale',
      'slot-full',
      'slot-closed',
      'matter-not-offered',
    ),
  },
})

const file = createRoute({
  method: 'post',
  path: '/appointments/{reference}/calendar',
  tags,
  summary: 'The visit as an iCalendar file',
  middleware: [codeLimit] as const,
  request: { params: referenceParam, body: jsonBody(accessSchema) },
  responses: {
    200: { description: 'An .ics file', content: { 'text/calendar': { schema: z.string() } } },
    ...errorResponses(...accessErrors),
  },
})

export const appointmentRoutes = newRoutes()
  .openapi(slots, async (c) => {
    const { limit, cursor, from, to, ...wanted } = c.req.valid('query')
    const input = { slug: c.req.valid('param').slug, wanted: wantedIn(wanted), from, to, limit, cursor }
    return c.json(await listSlots({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(together, async (c) => {
    const input = { slug: c.req.valid('param').slug, matter: c.req.valid('query').matter }
    return c.json(await combinable({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(visit, async (c) => {
    const input = { slotId: c.req.valid('param').id, ...wantedIn(c.req.valid('query')) }
    return c.json(await showVisit({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(check, async (c) =>
    c.json(await checkBooking({ ctx: c.get('ctx'), input: c.req.valid('json') }), 200),
  )
  .openapi(create, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    const receipt = await book({ ctx: c.get('ctx'), input: c.req.valid('json'), idempotencyKey })
    c.header('Location', '/api/v1/track')
    return c.json(receipt, 201)
  })
  .openapi(remove, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await cancel({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(move, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await reschedule({ ctx: c.get('ctx'), input }), 200)
  })
  .openapi(file, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    const text = await calendarFile({ ctx: c.get('ctx'), input })
    return c.body(text, 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="visit.ics"',
    })
  })
