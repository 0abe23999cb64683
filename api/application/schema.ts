import { z } from '@hono/zod-openapi'
import { correctionKinds } from '../../db/schema/application.ts'
import { idTypes } from '../../db/schema/appointment.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { openingsSchema } from '../track/openings.ts'
import { timelineSchema } from '../track/timelineSchema.ts'
import { clockSchema } from './clockSchema.ts'
import { deliveryWays, formSchema } from './form/declaration.ts'
import { visitOnSchema } from './homeVisit.ts'
import { shownStates } from './outcome.ts'
import { printedSchema } from './printedSchema.ts'
import { provenSchema, receivedSchema } from './provenSchema.ts'
import { similarSchema } from './similarSchema.ts'
import { stateNames } from './states.ts'

const code = z
  .string({ error: 'code.required' })
  .min(1, { error: 'code.required' })
  .max(80)
  .openapi({ example: 'H4TX9W2C' })

export const applicationParams = z.object({
  reference: z.string().max(80).openapi({ example: 'B-20261123-7K3M9Q' }),
})

/** Whoever holds the code. */
export const holderSchema = z.strictObject({ accessCode: code })

export const beginSchema = z
  .strictObject({
    matterCode: z.string().max(12).openapi({ example: 'CR-01' }),
    station: z.string({ error: 'station.required' }).min(1, { error: 'station.required' }).max(80),
    eligibility: z.record(z.string().max(40), z.string().max(40)).openapi({
      description: 'Answers to the questions that the form asks before anything is typed, by key',
    }),
    proof: z
      .string()
      .max(2000)
      .optional()
      .openapi({ description: 'Solution of GET /challenge, base64 JSON' }),
    website: typed(200).optional().openapi({ description: 'Leave empty' }),
  })
  .openapi('ApplicationBegin')
export type BeginInput = z.infer<typeof beginSchema>

export const begunSchema = z
  .object({
    reference: z.string(),
    accessCode: z.string().openapi({ description: 'Shown this once; the database holds no copy' }),
    matterCode: z.string(),
    title: textSchema,
    formVersion: z.number().int(),
    station: z.object({ slug: z.string(), name: textSchema }),
    keptUntil: z.string().openapi({ description: 'The draft is deleted then unless it is saved or sent' }),
    promise: promiseSchema,
  })
  .openapi('ApplicationBegun')
export type Begun = z.infer<typeof begunSchema>

const visitForSchema = z.object({ why: textSchema, minutes: z.number().int() })

const personName = typed(400)
const personPhone = typed(60)

const answerValue = z.union([
  z.string().max(5000),
  z.array(z.string().max(200)).max(40),
  z.boolean(),
  z.number(),
])

export const saveSchema = holderSchema
  .extend({
    applicant: z
      .strictObject({
        name: personName,
        phone: personPhone,
        idType: z.enum(idTypes),
        idNumber: typed(60).optional(),
      })
      .optional(),
    helper: z
      .strictObject({
        name: personName,
        phone: personPhone,
        relation: typed(40),
        authority: typed(200).optional(),
      })
      .nullable()
      .optional()
      .openapi({ description: 'Who files for the person; null takes it out again' }),
    section: z.string().max(40).optional().openapi({ description: 'The step whose answers these are' }),
    answers: z.record(z.string().max(40), answerValue).optional(),
    delivery: z.enum(deliveryWays).optional(),
    address: typed(300).optional().openapi({ description: 'Where to send or to come' }),
  })
  .openapi('ApplicationSave')
export type SaveInput = z.infer<typeof saveSchema>

export const savedSchema = z
  .object({ reference: z.string(), rev: z.number().int(), keptUntil: z.string().nullable() })
  .openapi('ApplicationSaved')
export type Saved = z.infer<typeof savedSchema>

export const submitSchema = holderSchema.extend({
  again: z
    .boolean()
    .optional()
    .openapi({ description: 'Send it nevertheless, though one like it is open (`application-similar`)' }),
})

export const filedSchema = z
  .object({
    reference: z.string(),
    state: z.enum(stateNames),
    stateText: textSchema,
    matterCode: z.string(),
    title: textSchema,
    station: z.object({ slug: z.string(), name: textSchema, phone: z.string() }),
    toFile: provenSchema.shape.toFile.openapi({ description: 'What has to be shown before it is filed' }),
    atHome: z.boolean().openapi({ description: 'The station phones, and comes to the person' }),
    clock: clockSchema.nullable(),
    personCode: z.string().nullable().openapi({
      description:
        'Of an application filed by a helper: the person’s own code, to hand on to them. It follows the application and withdraws it; a result it opens no more than the helper’s does: a login with it draws a new one, and so does a counter. Null once it was replaced.',
    }),
    promise: promiseSchema.nullable(),
  })
  .openapi('ApplicationFiled')
export type FiledApplication = z.infer<typeof filedSchema>

const fileView = z.object({
  id: z.string(),
  material: z.string(),
  round: z.number().int(),
  name: z.string(),
  type: z.string(),
  size: z.number().int(),
  addedAt: z.string(),
  byStaff: z.boolean(),
})

export const nextSteps = [
  'save',
  'submit',
  'discard',
  'confirm-phone',
  'log-in',
  'answer',
  'message',
  'withdraw',
  'visit',
  'certificate',
] as const

export const applicationSchema = z
  .object({
    reference: z.string(),
    rev: z.number().int().openapi({ description: '0 while the outcome is kept back' }),
    state: z.enum(shownStates).openapi({
      description: 'decided: there is a result, told to whoever proves to be the person',
    }),
    stateText: textSchema,
    waitsFor: z.enum(['resident', 'office', 'other', 'nobody']),
    threadWaits: z.enum(['resident', 'office']).nullable(),
    matterCode: z.string(),
    formVersion: z.number().int(),
    form: formSchema,
    station: z.object({ slug: z.string(), name: textSchema, phone: z.string(), address: textSchema }),
    eligibility: z.record(z.string(), z.string()),
    applicant: z.object({
      name: z.string(),
      phone: z.string(),
      idType: z.enum(idTypes),
      idNumber: z.string(),
    }),
    helper: z
      .object({ name: z.string(), phone: z.string(), relation: z.string(), authority: z.string() })
      .nullable(),
    answers: z.record(z.string(), answerValue),
    printed: printedSchema,
    materials: z.array(
      z.object({
        key: z.string(),
        name: textSchema,
        note: textSchema.nullable(),
        from: z.enum(['applicant', 'state', 'counter']),
        required: z.boolean(),
        most: z.number().int(),
      }),
    ),
    files: z.array(fileView),
    delivery: z.enum(deliveryWays).nullable(),
    address: z.string(),
    tracking: z.string().nullable(),
    identity: provenSchema,
    clock: clockSchema.nullable(),
    corrections: z.array(
      z.object({
        round: z.number().int(),
        target: z.string(),
        label: textSchema,
        kind: z.enum(correctionKinds),
        words: z.string(),
        answered: z.boolean(),
      }),
    ),
    words: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['message', 'reason']),
        side: z.enum(['resident', 'office']),
        words: z.string(),
        at: z.string(),
      }),
    ),
    elsewhere: z
      .object({ office: textSchema, reason: textSchema.nullable(), since: z.string(), stops: z.boolean() })
      .nullable(),
    visitOn: visitOnSchema.nullable().openapi({ description: 'Of a home visit: when we come' }),
    visitFor: visitForSchema
      .nullable()
      .openapi({ description: 'What a visit would be for, where a time can be held now' }),
    visits: z.array(z.object({ reference: z.string(), startsAt: z.string(), state: z.string() })),
    certificates: z.array(receivedSchema),
    timeline: z.array(timelineSchema),
    openings: openingsSchema,
    similar: z.array(similarSchema).openapi({
      description:
        'Of a draft: what the same person has open in the same matter. Told to whoever logged in as that person with this code, and of what the same confirmed telephone was given for; to nobody else.',
    }),
    can: z.array(z.enum(nextSteps)),
    kept: z.boolean().openapi({ description: 'False once what is personal was deleted' }),
  })
  .openapi('Application')
export type Application = z.infer<typeof applicationSchema>
