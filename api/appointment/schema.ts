import { z } from '@hono/zod-openapi'
import { idTypes } from '../../db/schema/appointment.ts'
import { textSchema } from '../openapi.ts'
import { typed, wantedShape } from './wanted.ts'

const personName = typed(400).openapi({ example: '买买提·阿布都热合曼' })
const personPhone = typed(60).openapi({
  example: '13800000000',
  description: 'Mobile, or landline with area code',
})

export const bookingSchema = z
  .strictObject({
    slotId: z.string({ error: 'slot.required' }).min(1, { error: 'slot.required' }).max(80),
    ...wantedShape,
    exempt: z.boolean().optional().openapi({
      description: 'Old, disabled or pregnant (nobody asks which): missed visits do not limit booking',
    }),
    applicant: z.strictObject({
      name: personName,
      phone: personPhone,
      idType: z.enum(idTypes).openapi({ description: '`none`: the document is checked at the counter' }),
      idNumber: typed(60).optional(),
    }),
    helper: z
      .strictObject({ name: personName, phone: personPhone })
      .optional()
      .openapi({ description: 'Someone who books for the applicant; named on the receipt' }),
    note: typed(2000).optional(),
    proof: z
      .string()
      .max(2000)
      .optional()
      .openapi({ description: 'Solution of GET /challenge, base64 JSON' }),
    website: typed(200).optional().openapi({ description: 'Leave empty' }),
  })
  .openapi('Booking')
export type BookingInput = z.infer<typeof bookingSchema>

export const materialSchema = z.object({
  name: textSchema,
  note: textSchema.nullable(),
  /** bring: the applicant brings it; shared: we look it up ourselves; onsite: made at the counter. */
  obtain: z.enum(['bring', 'shared', 'onsite']),
})

/** A matter as a visit shows it. */
export const visitMatterSchema = z
  .object({
    code: z.string(),
    name: textSchema,
    result: textSchema,
    audience: z
      .enum(['everyone', 'foreigners', 'not-foreigners'])
      .openapi({ description: 'Whom this service point serves in this matter' }),
    fee: textSchema.openapi({ description: 'In a few words' }),
    applicantHint: textSchema.nullable().openapi({ description: 'Whose name and document to give' }),
    asksDocument: z.boolean().openapi({ description: 'false: nobody asks who comes for a document' }),
    materials: z.array(materialSchema),
    promise: z.object({ value: z.number(), unit: z.string() }).nullable(),
    legal: z.object({ value: z.number(), unit: z.string() }).nullable(),
  })
  .openapi('VisitMatter')

/** A visit: when, where, what for, what to bring. */
export const visitSchema = z
  .object({
    slotId: z.string(),
    startsAt: z.string().openapi({ example: '2026-11-23T09:30:00+08:00' }),
    endsAt: z.string(),
    minutes: z.number().openapi({ description: 'What its matters take for all who come' }),
    people: z.number().int(),
    provisional: z.boolean().openapi({ description: 'The holiday notice of this year is not out yet' }),
    station: z.object({
      slug: z.string(),
      name: textSchema,
      address: textSchema,
      directions: textSchema,
      phone: z.string(),
    }),
    officers: z
      .array(z.object({ name: textSchema, dutyPhone: z.string() }))
      .openapi({ description: 'At a community room: who is met there' }),
    matter: visitMatterSchema,
    alsoMatters: z.array(visitMatterSchema).openapi({ description: 'Further matters of this visit' }),
  })
  .openapi('Visit')
export type Visit = z.infer<typeof visitSchema>

export const promiseSchema = z
  .object({
    leaf: z.string(),
    day: z.string(),
    subject: z.string(),
    hash: z.string(),
    signature: z.string(),
    publicKeyId: z.string(),
  })
  .openapi('AuditPromise', { description: "The signed word that this record stands in the day's audit root" })

export const receiptSchema = z
  .object({
    reference: z.string().openapi({ example: 'A-20261123-7K3M9Q' }),
    accessCode: z
      .string()
      .openapi({ example: 'H4TX9W2C', description: 'Shown this once; the database holds no copy' }),
    startsAt: z.string(),
    endsAt: z.string(),
    visit: visitSchema,
    applicantName: z.string().openapi({ description: 'Masked' }),
    helperName: z.string().nullable().openapi({ description: 'Masked' }),
    remindAt: z.string().nullable().openapi({ description: 'When a text message reminds' }),
    reminder: z
      .enum(['text', 'landline', 'too-soon'])
      .openapi({ description: 'Why there is none: the number takes no texts, or the visit is too close' }),
    promise: promiseSchema,
  })
  .openapi('AppointmentReceipt')
export type Receipt = z.infer<typeof receiptSchema>

export const slotSchema = z
  .object({
    id: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    capacity: z.number().int(),
    remaining: z.number().int(),
  })
  .openapi('Slot')
export type SlotView = z.infer<typeof slotSchema>

export const dayStates = ['open', 'full', 'closed', 'later'] as const

export const slotDaySchema = z
  .object({
    day: z.string(),
    state: z.enum(dayStates).openapi({ description: 'later: its places are not released yet' }),
    remaining: z.number().int(),
    releasesAt: z.string().nullable().openapi({
      description:
        'later: its places open from then on; null when that is not settled, and `reason` says why',
    }),
    releasesUntil: z.string().nullable().openapi({
      description:
        '… and at the latest by then: the drawn minute lies between; the same moment when it is fixed',
    }),
    reason: textSchema.nullable(),
    provisional: z.boolean(),
  })
  .openapi('SlotDay')
export type SlotDayView = z.infer<typeof slotDaySchema>

export const slotListSchema = z.object({
  items: z.array(slotSchema),
  nextCursor: z.string().nullable(),
  day: z.string().nullable().openapi({ description: 'The day listed, when one was chosen for you' }),
  days: z.array(slotDaySchema),
  station: z.object({ slug: z.string(), name: textSchema, address: textSchema, phone: z.string() }),
  matter: z.object({ code: z.string(), name: textSchema, minutes: z.number() }),
  alsoMatters: z.array(z.object({ code: z.string(), name: textSchema, minutes: z.number() })),
  people: z.number().int(),
  minutes: z.number().openapi({ description: 'The whole visit' }),
})

/** What would be booked, in the spelling it would be kept. */
export const checkedSchema = z.object({
  visit: visitSchema,
  applicant: z.object({
    name: z.string(),
    phone: z.string(),
    idType: z.enum(idTypes),
    idNumber: z.string().nullable(),
  }),
  helper: z.object({ name: z.string(), phone: z.string() }).nullable(),
  note: z.string().nullable(),
})

/** What can be done in the same visit as a matter, and how much one visit takes. */
export const combinableSchema = z.object({
  items: z.array(
    z.object({ code: z.string(), name: textSchema, plainName: textSchema, minutes: z.number() }),
  ),
  station: z.object({ slug: z.string(), name: textSchema }),
  matter: z.object({ code: z.string(), name: textSchema, minutes: z.number() }),
  mattersMost: z.number().int(),
  peopleMost: z.number().int(),
  minutesMost: z.number().int(),
})

export const accessSchema = z.strictObject({
  accessCode: z.string({ error: 'code.required' }).min(1, { error: 'code.required' }).max(80),
})
export const rescheduleSchema = accessSchema.extend({
  slotId: z.string({ error: 'slot.required' }).min(1, { error: 'slot.required' }).max(80),
})
export const referenceParam = z.object({
  reference: z.string().max(80).openapi({ example: 'A-20261123-7K3M9Q' }),
})
