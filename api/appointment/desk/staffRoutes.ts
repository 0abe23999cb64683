import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../../openapi.ts'
import { newRoutes } from '../../routing.ts'
import { staffRoute } from '../../staff/contract.ts'
import { checkedSchema, receiptSchema, referenceParam } from '../schema.ts'
import { wantedIn } from '../wanted.ts'
import { attend } from './attend.ts'
import { bookFor } from './bookFor.ts'
import { cancelFor, moveFor } from './changeFor.ts'
import { checkFor } from './checkFor.ts'
import { freePlaces } from './freePlaces.ts'
import {
  attendedSchema,
  attendSchema,
  cancelForSchema,
  cancelledForSchema,
  deskBookingSchema,
  freePlacesSchema,
  freeQuery,
  movedForSchema,
  moveForSchema,
} from './schema.ts'

const bodyErrors = ['bad-json', 'too-large', 'wrong-content-type', 'invalid-input'] as const
const slugParam = z.object({ slug: z.string().max(80) })

const slots = staffRoute({
  method: 'get',
  path: '/staff/points/{slug}/slots',
  needs: 'booking.serve',
  summary: 'Free times of one channel at a service point, from a day on',
  request: { params: slugParam, query: freeQuery },
  responses: { 200: jsonAnswer(freePlacesSchema, 'Free times') },
  errors: ['invalid-input', 'matter-not-offered'],
})

const book = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/bookings',
  needs: 'booking.serve',
  summary: 'Book for somebody who calls or stands at the counter',
  description: 'Send an `Idempotency-Key` header: the same key and body give the same receipt, for a day.',
  request: {
    params: slugParam,
    headers: z.object({ 'idempotency-key': z.string().optional() }),
    body: jsonBody(deskBookingSchema),
  },
  responses: {
    201: { ...jsonAnswer(receiptSchema, 'Booked'), headers: z.object({ Location: z.string() }) },
  },
  errors: [
    ...bodyErrors,
    'idempotency-mismatch',
    'slot-full',
    'slot-closed',
    'matter-not-offered',
    'already-booked',
    'phone-busy',
    'booking-over',
    'code-replaced',
  ],
})

const check = staffRoute({
  method: 'post',
  path: '/staff/points/{slug}/bookings/check',
  needs: 'booking.serve',
  summary: 'Read a booking for a caller without making it',
  request: { params: slugParam, body: jsonBody(deskBookingSchema) },
  responses: { 200: jsonAnswer(checkedSchema, 'What would be booked, in the spelling it would be kept') },
  errors: [...bodyErrors, 'slot-full', 'slot-closed', 'matter-not-offered'],
})

const move = staffRoute({
  method: 'post',
  path: '/staff/bookings/{reference}/move',
  needs: 'booking.serve',
  summary: 'Move a booking within its channel',
  request: { params: referenceParam, body: jsonBody(moveForSchema) },
  responses: { 200: jsonAnswer(movedForSchema, 'Where it is now') },
  errors: [...bodyErrors, 'not-changeable', 'slot-full', 'slot-closed', 'matter-not-offered', 'stale'],
})

const cancel = staffRoute({
  method: 'post',
  path: '/staff/bookings/{reference}/cancel',
  needs: 'booking.serve',
  summary: 'Cancel a booking for who asks, or because the station must',
  request: { params: referenceParam, body: jsonBody(cancelForSchema) },
  responses: { 200: jsonAnswer(cancelledForSchema, 'Cancelled') },
  errors: [...bodyErrors, 'not-changeable', 'stale'],
})

const went = staffRoute({
  method: 'post',
  path: '/staff/bookings/{reference}/attend',
  needs: 'booking.serve',
  summary: 'Say how a visit went',
  request: { params: referenceParam, body: jsonBody(attendSchema) },
  responses: { 200: jsonAnswer(attendedSchema, 'How it went') },
  errors: [...bodyErrors, 'not-yet', 'not-changeable', 'stale'],
})

const unkept = { 'Cache-Control': 'no-store' }

/** What staff do with the bookings of callers. */
export const deskRoutes = newRoutes()
  .openapi(slots, async (c) => {
    const { matter, also, people, ...query } = c.req.valid('query')
    const input = { ...c.req.valid('param'), ...query, wanted: wantedIn({ matter, also, people }) }
    return c.json(await freePlaces({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(book, async (c) => {
    const { channel, ...input } = c.req.valid('json')
    const receipt = await bookFor({
      ctx: c.get('ctx'),
      input,
      channel,
      at: c.req.valid('param').slug,
      idempotencyKey: c.req.valid('header')['idempotency-key'],
    })
    return c.json(receipt, 201, {
      ...unkept,
      Location: `/api/v1/staff/records?reference=${receipt.reference}`,
    })
  })
  .openapi(check, async (c) => {
    const { channel, ...input } = c.req.valid('json')
    const at = c.req.valid('param').slug
    return c.json(await checkFor({ ctx: c.get('ctx'), input, channel, at }), 200, unkept)
  })
  .openapi(move, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await moveFor({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(cancel, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await cancelFor({ ctx: c.get('ctx'), input }), 200, unkept)
  })
  .openapi(went, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    return c.json(await attend({ ctx: c.get('ctx'), input }), 200, unkept)
  })
