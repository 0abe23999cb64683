import { z } from '@hono/zod-openapi'
import { ticketStates } from '../../db/schema/queue.ts'
import { typed } from '../appointment/wanted.ts'
import { isDay } from '../calendar/day.ts'
import { textSchema } from '../openapi.ts'
import { offerSchema } from '../survey/offer.ts'

export const waitRangeSchema = z
  .object({
    from: z.int(),
    to: z.int(),
    basis: z.enum(['today', 'weekdays']).openapi({
      description: 'Today’s calls alone, or with those of the same weekday in the last four weeks',
    }),
    samples: z.int(),
  })
  .openapi('WaitRange', { description: 'Minutes: the middle three fifths of what it took. Never one number' })

/** What a screen on the wall shows: numbers and counters, nobody’s name. */
export const displaySchema = z
  .object({
    station: z.object({ slug: z.string(), name: textSchema }),
    asOf: z.string(),
    day: z.string(),
    called: z
      .array(
        z.object({
          number: z.string().openapi({ example: 'A017' }),
          counter: z.int(),
          counterName: textSchema,
          serving: z.boolean(),
          at: z.string(),
        }),
      )
      .openapi({ description: 'Numbers at a counter just now, the last called first' }),
    groups: z.array(
      z.object({
        counterGroup: z.string(),
        name: textSchema,
        letter: z.string().nullable(),
        waiting: z.int(),
        counters: z.int().openapi({ description: 'Counters at which somebody sits for it' }),
        range: waitRangeSchema.nullable().openapi({
          description:
            'How long a number taken now would wait; null when there is too little to say, or no counter calls',
        }),
      }),
    ),
    rules: z.array(textSchema).openapi({ description: 'By what order numbers are called' }),
  })
  .openapi('QueueDisplay')
export type QueueDisplay = z.infer<typeof displaySchema>

export const placeInputSchema = z.strictObject({
  station: typed(80).min(1).openapi({ example: 'qingshi' }),
  day: typed(10)
    .refine(isDay, { error: 'day-invalid' })
    .optional()
    .openapi({ description: 'Today unless said', example: '2026-11-23' }),
  number: z
    .string({ error: 'ticket.number' })
    .min(1, { error: 'ticket.number' })
    .max(20)
    .openapi({ example: 'A017' }),
  code: z
    .string({ error: 'code.required' })
    .min(1, { error: 'code.required' })
    .max(80)
    .openapi({ example: 'H4TX9W2C' }),
})
export type PlaceInput = z.infer<typeof placeInputSchema>

export const placeSchema = z
  .object({
    station: z.object({ slug: z.string(), name: textSchema }),
    number: z.string(),
    day: z.string(),
    state: z.enum(ticketStates),
    asOf: z.string(),
    counter: z.object({ number: z.int(), name: textSchema }).nullable(),
    ahead: z
      .int()
      .nullable()
      .openapi({ description: 'How many would be called before, as it stands; null once called' }),
    range: waitRangeSchema.nullable(),
    counters: z.int().openapi({ description: 'Counters at which somebody sits for it' }),
    dueAt: z.string().nullable().openapi({ description: 'The time booked, while it is still to come' }),
    booked: z.boolean().openapi({ description: 'Given out for a booking' }),
    rating: offerSchema.nullable().openapi({
      description: 'Of a number without a booking, once served; a booked visit has it at POST /track',
    }),
  })
  .openapi('QueuePlace')
export type QueuePlace = z.infer<typeof placeSchema>
