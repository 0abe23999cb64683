import { z } from '@hono/zod-openapi'
import { errorKinds, feedbackStates, feedbackWhats } from '../../db/schema/feedback.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { openingsSchema } from '../track/openings.ts'
import { timelineSchema } from '../track/schema.ts'
import { answererSchema } from './schema.ts'
import { wordsMost } from './words.ts'

export const referenceParam = z.object({
  reference: z.string().max(80).openapi({ example: 'F-20261123-7K3M9Q' }),
})
export const consultationParam = z.object({ id: z.string().min(1).max(80) })
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })

export const workQuery = z.strictObject({
  show: z.enum(['open', 'answered']).default('open'),
  cursor: z.string().max(200).optional(),
})
export const pageQuery = z.strictObject({ cursor: z.string().max(200).optional() })

/** A report of an error in a list: nothing anybody wrote. */
const workItemSchema = z
  .object({
    reference: z.string(),
    kind: z.enum(errorKinds),
    page: z.string(),
    answerer: answererSchema,
    receivedAt: z.string(),
    dueAt: z.string(),
    late: z.boolean(),
    escalated: z.boolean().openapi({ description: 'Late, and the supervision desk was told' }),
    answeredAt: z.string().nullable(),
    corrected: z.boolean().nullable(),
  })
  .openapi('FeedbackItem')
const consultationSchema = z
  .object({
    id: z.string(),
    title: textSchema,
    answerer: answererSchema,
    closesOn: z.string().nullable(),
    open: z.boolean(),
    given: z.number().int(),
  })
  .openapi('ConsultationWork')
export const workSchema = z.object({
  items: z
    .array(workItemSchema)
    .openapi({ description: 'Personal data on show first, then what is due first' }),
  nextCursor: z.string().nullable(),
  consultations: z
    .array(consultationSchema)
    .openapi({ description: 'With opinions, the newest first; on the first page' }),
})
export type FeedbackWork = z.infer<typeof workSchema>
export type FeedbackItem = z.infer<typeof workItemSchema>

/** One report or opinion as whoever answers sees it: its words in clear, name and number masked. */
export const openedSchema = z
  .object({
    reference: z.string(),
    what: z.enum(feedbackWhats),
    kind: z.enum(errorKinds).nullable(),
    page: z.string(),
    notice: z.object({ id: z.string(), title: textSchema.nullable() }).nullable(),
    answerer: answererSchema,
    state: z.enum(feedbackStates),
    statusText: textSchema,
    words: z.string().nullable().openapi({ description: 'Null once the time of keeping is over' }),
    name: z.string().nullable().openapi({ description: 'Masked' }),
    contact: z.string().nullable().openapi({ description: 'Masked' }),
    receivedAt: z.string(),
    dueAt: z.string().nullable(),
    counted: z.array(textSchema),
    late: z.boolean(),
    answer: z.string().nullable(),
    corrected: z.boolean().nullable(),
    timeline: z.array(timelineSchema),
    openings: openingsSchema,
    rev,
  })
  .openapi('OpenedFeedback')
export type OpenedFeedback = z.infer<typeof openedSchema>

export const answerSchema = z.strictObject({
  rev,
  words: typed(wordsMost * 4).min(1, { error: 'required' }),
  corrected: z.boolean({ error: 'report.kind' }).openapi({ description: 'Whether the page was corrected' }),
})
export type AnswerInput = z.infer<typeof answerSchema>
export const answeredSchema = z.object({
  reference: z.string(),
  told: z.enum(['text', 'look']).openapi({ description: 'text: its reporter is sent a message' }),
  late: z.boolean(),
})

export const passSchema = z.strictObject({
  rev,
  to: typed(80)
    .min(1, { error: 'required' })
    .openapi({ description: 'Slug of a service point, or * for the bureau' }),
})
export type PassInput = z.infer<typeof passSchema>
export const passedSchema = z.object({ reference: z.string(), answerer: answererSchema })

/** The opinions on one consultation. */
export const opinionsSchema = z.object({
  consultation: consultationSchema,
  items: z.array(
    z.object({
      reference: z.string(),
      receivedAt: z.string(),
      words: z.string().nullable(),
      name: z.string().nullable().openapi({ description: 'Masked' }),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type Opinions = z.infer<typeof opinionsSchema>
