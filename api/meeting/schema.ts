import { z } from '@hono/zod-openapi'
import { meetingStates, promiseStates } from '../../db/schema/meeting.ts'
import { promiseSchema as auditPromiseSchema } from '../appointment/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { wordsMost } from '../feedback/words.ts'
import { listOf, textSchema } from '../openapi.ts'

/** What every public post of this feature carries for the gate. */
const gate = {
  proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
  website: typed(200).optional().openapi({ description: 'Leave empty' }),
}

export const meetingParams = z.strictObject({ id: z.string().min(1).max(80).openapi({ example: 'mt_1' }) })
export const entryParams = z.strictObject({
  reference: z.string().max(80).openapi({ example: 'M-20261123-7K3M9Q' }),
})
const station = z.string().min(1).max(60).optional().openapi({ description: 'Slug of a service point' })

export const meetingQuery = z.strictObject({
  when: z.enum(['coming', 'past']).default('coming'),
  station,
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: z.string().max(200).optional(),
})
export const calendarQuery = z.strictObject({ station, lang: z.enum(['zh', 'en']).optional() })

export const pointSchema = z.object({ slug: z.string(), name: textSchema })

const itemSchema = z
  .object({
    id: z.string(),
    title: textSchema,
    startsAt: z.string(),
    endsAt: z.string(),
    place: textSchema,
    by: pointSchema.openapi({ description: 'Whose meeting it is' }),
    state: z.enum(meetingStates),
    stateText: textSchema,
    open: z.boolean().openapi({ description: 'Whether sign-ups are taken now' }),
  })
  .openapi('MeetingItem')
export type MeetingItem = z.infer<typeof itemSchema>
export const meetingList = listOf(itemSchema).extend({
  at: pointSchema.nullable().openapi({ description: 'The service point that was asked for' }),
  before: z
    .array(itemSchema)
    .openapi({ description: 'On the first page of those to come: the last ones that were' }),
})
export type MeetingList = z.infer<typeof meetingList>

export const publicPromiseSchema = z
  .object({
    n: z.number().int(),
    words: textSchema,
    keeper: textSchema,
    dueDay: z.string(),
    state: z.enum(promiseStates),
    late: z.boolean().openapi({ description: 'Past its day and not settled, or settled after it' }),
    outcome: textSchema.nullable(),
    settledOn: z.string().nullable(),
    item: z.string().nullable().openapi({ description: 'Reference of the item it became' }),
  })
  .openapi('MeetingPromise')

export const meetingDetail = itemSchema
  .extend({
    agenda: z.array(textSchema),
    audience: textSchema,
    chair: textSchema,
    at: pointSchema
      .extend({ address: textSchema })
      .nullable()
      .openapi({ description: 'The service point it is held in' }),
    phone: z.string(),
    capacity: z.number().int(),
    remaining: z
      .number()
      .int()
      .nullable()
      .openapi({ description: 'Seats left; null where that would tell of fewer than five people' }),
    full: z.boolean(),
    cancelled: z.object({ on: z.string(), reason: textSchema }).nullable(),
    answers: z.array(z.object({ question: z.string(), answer: z.string(), on: z.string() })),
    minutes: z
      .object({
        words: textSchema,
        on: z.string(),
        attended: z.number().int().nullable().openapi({ description: 'Null: fewer than five' }),
        promises: z.array(publicPromiseSchema),
      })
      .nullable(),
  })
  .openapi('Meeting')
export type MeetingDetail = z.infer<typeof meetingDetail>

export const personsMost = 10
export const signUpSchema = z
  .strictObject({
    name: typed(200).openapi({ example: '张小明' }),
    phone: typed(60).openapi({ example: '13800000000' }),
    persons: z.int().min(1).max(personsMost).default(1),
    stepFree: z.boolean().default(false),
    interpreter: z
      .boolean()
      .default(false)
      .openapi({ description: 'Needs sign language or another language' }),
    ...gate,
  })
  .openapi('MeetingSignUp')
export type SignUpInput = z.infer<typeof signUpSchema>

export const questionSchema = z
  .strictObject({
    words: typed(wordsMost * 4).min(1, { error: 'required' }),
    name: typed(200).optional(),
    mayPublish: z
      .boolean()
      .default(false)
      .openapi({ description: 'The question may be published, without a name' }),
    ...gate,
  })
  .openapi('MeetingQuestionInput')
export type QuestionInput = z.infer<typeof questionSchema>

const receipt = {
  reference: z.string().openapi({ example: 'M-20261123-7K3M9Q' }),
  accessCode: z.string(),
  meeting: itemSchema,
  keptDays: z.number().int().openapi({ description: 'What you gave is deleted so long after the meeting' }),
  promise: auditPromiseSchema,
}
export const signUpReceipt = z
  .object({
    ...receipt,
    persons: z.number().int(),
    reminded: z.boolean().openapi({ description: 'A message is sent the day before' }),
  })
  .openapi('MeetingSignUpReceipt')
export type SignUpReceipt = z.infer<typeof signUpReceipt>
export const questionReceipt = z.object(receipt).openapi('MeetingQuestionReceipt')
export type QuestionReceipt = z.infer<typeof questionReceipt>

export const codeSchema = z.strictObject({
  accessCode: z.string({ error: 'code.required' }).min(1, { error: 'code.required' }).max(80),
})
export const withdrawnSchema = z.object({ reference: z.string(), status: z.literal('withdrawn') })
