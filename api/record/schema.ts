import { z } from '@hono/zod-openapi'
import { bookingStates, channels, idTypes, outcomes } from '../../db/schema/appointment.ts'
import { caseStates } from '../../db/schema/casefile.ts'
import { waitingStates } from '../../db/schema/waiting.ts'
import { printedSchema } from '../application/printedSchema.ts'
import { stateNames } from '../application/states.ts'
import { promiseSchema, visitSchema } from '../appointment/schema.ts'
import { standingSchema } from '../appointment/waiting/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { templates } from '../notification/message.ts'
import { textSchema } from '../openapi.ts'
import { seenWays } from '../privacy/documentName.ts'
import { roles } from '../shared/actor.ts'
import { openingsSchema } from '../track/openings.ts'
import { timelineSchema } from '../track/schema.ts'

const pointSchema = z.object({ slug: z.string(), name: textSchema })

/** A visit in the list of a day: no name in clear, no free text. */
const dayVisitSchema = z
  .object({
    reference: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    matters: z.array(z.object({ code: z.string(), name: textSchema })),
    people: z.number().int(),
    name: z.string().openapi({ description: 'Masked' }),
    channel: z.enum(channels),
    state: z.enum(bookingStates),
    outcome: z.enum(outcomes).nullable(),
    statusText: textSchema,
    exempt: z.boolean().openapi({ description: 'Old, disabled or pregnant; nobody asks which' }),
    helper: z.boolean().openapi({ description: 'Somebody else made it for them' }),
    earlier: z.boolean().openapi({ description: 'Waits for an earlier time' }),
  })
  .openapi('DayVisit')

export const dayVisitsSchema = z.object({
  point: pointSchema,
  day: z.string(),
  items: z.array(dayVisitSchema),
  nextCursor: z.string().nullable(),
})
export type DayVisits = z.infer<typeof dayVisitsSchema>

export const findSchema = z.strictObject({
  typed: typed(400).min(1, { error: 'required' }).openapi({
    description:
      'A reference however it is typed, the link of a scanned code, or the last four digits of a phone',
  }),
  day: z
    .string()
    .max(20)
    .optional()
    .openapi({ description: 'Of the visit, for four digits; today when left out' }),
  point: z
    .string()
    .max(80)
    .optional()
    .openapi({ description: 'Slug, for four digits; needed by whoever works for the whole bureau' }),
})
export type FindInput = z.infer<typeof findSchema>

/** A record that could be the one looked for. */
const candidateSchema = z.object({
  reference: z.string(),
  startsAt: z.string().nullable(),
  name: z.string().openapi({ description: 'Masked' }),
  state: z.enum([...bookingStates, ...waitingStates, ...stateNames, ...caseStates]),
})
export const foundSchema = z.object({ items: z.array(candidateSchema), more: z.boolean() })
export type Found = z.infer<typeof foundSchema>

/** What staff can do next with a record, here. */
const recordActs = ['unmask', 'code', 'move', 'cancel', 'served', 'missed'] as const

/** A record as staff see it: masked. */
export const recordSchema = z
  .object({
    reference: z.string(),
    kind: z.enum(['appointment', 'waiting']),
    status: z.enum([...bookingStates, ...waitingStates]),
    statusText: textSchema,
    points: z.array(pointSchema),
    timeline: z.array(timelineSchema),
    person: z.object({
      name: z.string(),
      phone: z.string(),
      idType: z.enum(idTypes),
      idNumber: z.string().nullable(),
      helperName: z.string().nullable(),
      helperPhone: z.string().nullable(),
      note: z.boolean().openapi({ description: 'Whether there is one' }),
      kept: z.boolean().openapi({ description: 'false: the keeping time of the personal fields is over' }),
    }),
    locale: z.enum(['zh', 'en']).openapi({ description: 'The language of their messages' }),
    booking: z
      .object({
        visit: visitSchema,
        channel: z.enum(channels),
        outcome: z.enum(outcomes).nullable(),
        exempt: z.boolean(),
        moves: z.number().int(),
        phoneConfirmed: z.boolean(),
        earlier: standingSchema.nullable(),
      })
      .nullable(),
    waiting: standingSchema.nullable(),
    takenAs: z.string().nullable().openapi({ description: 'The booking made of a place on the list' }),
    messages: z.array(
      z.object({
        template: z.enum(templates),
        name: textSchema,
        state: z.enum(['waiting', 'sent', 'dead', 'void']),
        at: z.string(),
      }),
    ),
    openings: openingsSchema,
    can: z.array(z.enum(recordActs)),
  })
  .openapi('StaffRecord')
export type StaffRecord = z.infer<typeof recordSchema>

const unmaskFields = ['name', 'phone', 'idNumber', 'note', 'helper', 'answers'] as const
const unmaskReasons = ['identity', 'callback', 'correction', 'complaint', 'other'] as const

/** The longest reason in words, characters. */
export const wordsLimit = 200

export const unmaskSchema = z.strictObject({
  fields: z.array(z.enum(unmaskFields)).min(1, { error: 'fields.required' }).max(6),
  reason: z.enum(unmaskReasons, { error: 'reason.required' }).openapi({
    description:
      'identity: check at the counter; callback: call the person back; correction: put data right; complaint; other: in words',
  }),
  words: typed(1000).optional().openapi({ description: 'Needed for `other`; sealed' }),
})
export type UnmaskInput = z.infer<typeof unmaskSchema>

export const unmaskedSchema = z.object({
  reference: z.string(),
  values: z.object({
    name: z.string().nullable().optional(),
    phone: z.string().nullable().optional(),
    idType: z.enum(idTypes).optional(),
    idNumber: z.string().nullable().optional(),
    note: z.string().nullable().optional(),
    helper: z.object({ name: z.string(), phone: z.string() }).nullable().optional(),
    answers: printedSchema.optional().openapi({ description: 'Of an application' }),
    address: z.string().optional().openapi({ description: 'Where an application is to be sent' }),
  }),
})
export type Unmasked = z.infer<typeof unmaskedSchema>

export const replaceCodeSchema = z.strictObject({
  seen: z.enum(seenWays, { error: 'seen.required' }).openapi({
    description:
      'What the person showed, face to face: a document, or without an ID card the household register, or their photo in the population record',
  }),
  numberEnd: typed(20).optional().openapi({
    description: 'The last four of its number, where the record has one',
  }),
  name: typed(400)
    .optional()
    .openapi({ description: 'As the document has it, where the record has no number' }),
  phoneEnd: typed(20).optional().openapi({ description: 'The last four of the phone, beside the name' }),
})
export type ReplaceCodeInput = z.infer<typeof replaceCodeSchema>

export const codeSlipSchema = z
  .object({
    reference: z.string(),
    accessCode: z.string().openapi({ description: 'Shown this once; the database holds no copy' }),
    point: pointSchema.extend({ phone: z.string() }),
    told: z.enum(['text', 'landline']).openapi({ description: 'landline: the number takes no texts' }),
    promise: promiseSchema,
  })
  .openapi('CodeSlip')
export type CodeSlip = z.infer<typeof codeSlipSchema>

/** How often somebody looked: numbers and codes only, nothing of whom. */
export const viewCountSchema = z.object({
  items: z.array(
    z.object({
      staff: z.string(),
      role: z.enum(roles),
      roleName: textSchema,
      point: z.string().openapi({ description: 'Slug; * is the bureau' }),
      opened: z.number().int(),
      unmasked: z.number().int(),
      lastDay: z.string(),
    }),
  ),
  from: z.string(),
  to: z.string(),
})
export type ViewCounts = z.infer<typeof viewCountSchema>
