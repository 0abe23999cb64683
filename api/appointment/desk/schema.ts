import { z } from '@hono/zod-openapi'
import { channels } from '../../../db/schema/appointment.ts'
import { textSchema } from '../../openapi.ts'
import { bookingSchema, slotSchema, visitSchema } from '../schema.ts'
import { wantedQuery } from '../wanted.ts'
import { deskReasons } from './record.ts'

/** A booking for somebody who calls or stands at the counter. */
export const deskBookingSchema = bookingSchema
  .omit({ proof: true, website: true })
  .extend({
    channel: z.enum(['phone', 'counter']),
    locale: z.enum(['zh', 'en']).optional().openapi({ description: 'The language of their messages' }),
  })
  .openapi('DeskBooking')

export const freeQuery = z.object({
  ...wantedQuery,
  channel: z.enum(channels).default('counter'),
  from: z.string().max(20).optional().openapi({ example: '2026-11-23', description: 'Today when left out' }),
  limit: z.coerce.number().int().min(1).max(100).default(60),
  cursor: z.string().max(200).optional(),
})

export const freePlacesSchema = z
  .object({
    items: z.array(slotSchema.extend({ day: z.string() })),
    nextCursor: z.string().nullable(),
    from: z.string(),
    to: z.string().openapi({ description: 'The last day looked through' }),
    channel: z.enum(channels),
    station: z.object({ slug: z.string(), name: textSchema }),
    matters: z.array(z.object({ code: z.string(), name: textSchema })),
    people: z.number().int(),
    minutes: z.number(),
  })
  .openapi('FreePlaces')
export type FreePlaces = z.infer<typeof freePlacesSchema>

const reason = z.enum(deskReasons, { error: 'reason.required' })
export const cancelForSchema = z.strictObject({ reason })
export const moveForSchema = z.strictObject({
  slotId: z.string({ error: 'slot.required' }).min(1, { error: 'slot.required' }).max(80),
  reason,
})
export const attendSchema = z.strictObject({ outcome: z.enum(['served', 'missed']) })

export const cancelledForSchema = z.object({
  reference: z.string(),
  status: z.literal('cancelled'),
  late: z.boolean(),
})
export const movedForSchema = z.object({
  reference: z.string(),
  status: z.literal('booked'),
  visit: visitSchema,
})
export const attendedSchema = z.object({ reference: z.string(), outcome: z.enum(['served', 'missed']) })
