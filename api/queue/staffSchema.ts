import { z } from '@hono/zod-openapi'
import { forwardReasons, ticketStates } from '../../db/schema/queue.ts'
import { textSchema } from '../openapi.ts'
import { acts } from './moves.ts'

const matterSchema = z.object({ code: z.string(), name: textSchema })

/** A ticket on the screen of a counter: no name but the masked one of its booking. */
export const staffTicketSchema = z
  .object({
    id: z.string(),
    number: z.string().openapi({ example: 'A017' }),
    state: z.enum(ticketStates),
    version: z.int().openapi({ description: 'Sent along with each act; an older one is answered stale' }),
    counterGroup: z.string(),
    counter: z.int().nullable(),
    forCounter: z.boolean().openapi({ description: 'Passed on to one counter alone' }),
    kind: z.enum(['booked', 'walk-in']),
    reference: z.string().nullable(),
    startsAt: z.string().nullable(),
    late: z.boolean(),
    name: z.string().nullable(),
    outcome: z.enum(['served', 'missed']).nullable().openapi({ description: 'What was said of its booking' }),
    exempt: z.boolean().openapi({ description: 'They said: older, disabled or pregnant; never which' }),
    forward: z.enum(forwardReasons).nullable(),
    first: z.boolean(),
    matters: z.array(matterSchema),
    people: z.int(),
    calls: z.int(),
    issuedAt: z.string(),
    waitedMinutes: z.int(),
    servedMinutes: z.int().nullable(),
    endedAt: z.string().nullable(),
    can: z.array(z.enum(acts)),
  })
  .openapi('StaffTicket')
export type StaffTicket = z.infer<typeof staffTicketSchema>

/** A visit of today, whether or not they have come. */
const expectedSchema = z
  .object({
    reference: z.string(),
    startsAt: z.string(),
    counterGroup: z.string(),
    matters: z.array(matterSchema),
    people: z.int(),
    exempt: z.boolean(),
    name: z.string().nullable(),
    phone: z.string().nullable(),
    ticketId: z.string().nullable(),
  })
  .openapi('ExpectedVisit')
export type Expected = z.infer<typeof expectedSchema>

export const counterSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    name: textSchema,
    counterGroup: z.string().openapi({ description: "'' serves every group" }),
    inUse: z.boolean(),
    version: z.int(),
    satBy: z.object({ name: z.string(), since: z.string(), me: z.boolean() }).nullable(),
  })
  .openapi('Counter')
export type CounterView = z.infer<typeof counterSchema>

export const issuedSchema = z
  .object({
    ticket: staffTicketSchema,
    again: z.boolean().openapi({ description: 'They had this number already' }),
    timing: z.enum(['early', 'on-time', 'late', 'walk-in']),
    outsideHours: z
      .boolean()
      .openapi({ description: 'The service point is closed just now; the number holds' }),
  })
  .openapi('IssuedTicket')
export type Issued = z.infer<typeof issuedSchema>

export const checkInSchema = z
  .union([issuedSchema, z.object({ candidates: z.array(expectedSchema) })])
  .openapi('CheckIn')
export type CheckedIn = z.infer<typeof checkInSchema>

/** What came of a matter. */
export const results = ['done', 'incomplete', 'refused', 'elsewhere'] as const
export type Result = (typeof results)[number]

const rangeSchema = z
  .object({
    from: z.int(),
    to: z.int(),
    basis: z.enum(['today', 'weekdays']),
    samples: z.int(),
  })
  .nullable()
  .openapi({ description: 'Minutes, a range; null: too little to say' })

/** The queue of a service point as its staff see it. */
export const staffQueueSchema = z
  .object({
    station: z.object({ slug: z.string(), name: textSchema }),
    asOf: z.string(),
    open: z.boolean(),
    counters: z.array(counterSchema),
    waiting: z.array(staffTicketSchema).openapi({ description: 'In the order in which they will be called' }),
    /** The counter where whoever asks sits, and whom they have there. */
    mine: z.object({ counter: counterSchema, ticket: staffTicketSchema.nullable() }).nullable(),
    last: staffTicketSchema.nullable().openapi({
      description: 'The ticket of what whoever asks pressed last, while that can be taken back',
    }),
    atCounters: z.array(staffTicketSchema),
    parked: z.array(staffTicketSchema),
    missed: z
      .array(staffTicketSchema)
      .openapi({ description: 'Called and not there; they may still come back' }),
    expected: z.array(expectedSchema).openapi({ description: 'Booked for today and not here yet' }),
    expectedMore: z.int(),
    groups: z.array(
      z.object({
        counterGroup: z.string(),
        letter: z.string().nullable(),
        waiting: z.int(),
        range: rangeSchema,
      }),
    ),
    longestMinutes: z.int(),
    doneToday: z.int(),
    waitingList: z.int().openapi({ description: 'People on the waiting list here, counted up to 100' }),
    waitingListMore: z.boolean().openapi({ description: 'There are more than were counted' }),
    offers: z.int().openapi({ description: 'Offers from it that are open' }),
    bookedInRow: z.int(),
    callsMost: z.int(),
  })
  .openapi('StaffQueue')
export type StaffQueue = z.infer<typeof staffQueueSchema>

export const slipSchema = z
  .object({
    ticket: staffTicketSchema,
    station: z.object({ slug: z.string(), name: textSchema }),
    day: z.string(),
    code: z.string().openapi({ description: 'Opens the private place; on the slip only' }),
    range: rangeSchema,
    ahead: z.int().nullable().openapi({ description: 'Null once it waits no more' }),
  })
  .openapi('TicketSlip')
export type Slip = z.infer<typeof slipSchema>
