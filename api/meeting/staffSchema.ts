import { z } from '@hono/zod-openapi'
import { entryStates, meetingEvents, meetingStates } from '../../db/schema/meeting.ts'
import { timeSchema } from '../appointment/schedule/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { daySchema } from '../calendar/schema.ts'
import { wordsMost } from '../feedback/words.ts'
import { lineSchema } from '../notice/content.ts'
import { listOf, textSchema } from '../openapi.ts'
import { meetingDetail, pointSchema, publicPromiseSchema } from './schema.ts'

const needed = { error: 'required' }
/** A line in both languages; English may be left out. */
const line = (most: number) =>
  z.strictObject({
    zh: lineSchema(most).pipe(z.string().min(1, needed)),
    en: lineSchema(most * 3).default(''),
  })
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
const words = typed(wordsMost * 4).min(1, needed)

export const idParam = z.object({ id: z.string().min(1).max(80) })
export const questionParams = idParam.extend({ reference: z.string().max(80) })
export const deskQuery = z.strictObject({ cursor: z.string().max(200).optional() })

const planShape = {
  title: line(60),
  agenda: z.array(line(80)).min(1, needed).max(12),
  day: daySchema,
  from: timeSchema,
  to: timeSchema,
  at: typed(60)
    .nullable()
    .default(null)
    .openapi({ description: 'Slug of the station or room it is held in; null: somewhere else' }),
  place: line(80),
  audience: line(80),
  chair: line(60),
  capacity: z.int().min(1).max(2000),
}
export const planSchema = z
  .strictObject({
    point: typed(60).min(1, needed).openapi({ description: 'Slug of whose meeting it is' }),
    ...planShape,
  })
  .openapi('MeetingPlan')
export type PlanInput = z.infer<typeof planSchema>
export const replanSchema = z.strictObject({ rev, ...planShape }).openapi('MeetingPlanChange')
export type ReplanInput = z.infer<typeof replanSchema>

export const seenSchema = z.strictObject({ rev })
export const readSchema = z
  .strictObject({
    rev,
    over: z
      .array(z.string().max(80))
      .max(200)
      .default([])
      .openapi({ description: 'Keys of findings of the privacy gate that may stand' }),
    why: lineSchema(300).default(''),
  })
  .openapi('MeetingReading')
export type ReadInput = z.infer<typeof readSchema>
export const cancelSchema = z.strictObject({ rev, reason: line(100) })
export type CancelInput = z.infer<typeof cancelSchema>
export const heldSchema = z.strictObject({
  rev,
  came: z
    .array(z.string().max(80))
    .max(2000)
    .openapi({ description: 'References of the sign-ups that came' }),
})
export type HeldInput = z.infer<typeof heldSchema>

const minutesMost = 5000
const promiseInput = z.strictObject({ words: line(200), keeper: line(40), dueDay: daySchema })
export const minutesSchema = z
  .strictObject({
    rev,
    words: z.strictObject({
      zh: typed(minutesMost * 2).min(1, needed),
      en: typed(minutesMost * 3).default(''),
    }),
    attended: z.int().min(0).max(100_000),
    promises: z.array(promiseInput).max(20),
  })
  .openapi('MeetingMinutes')
export type MinutesInput = z.infer<typeof minutesSchema>

export const answerSchema = z.strictObject({ rev, words })
export const showSchema = z.strictObject({
  rev,
  question: words.openapi({ description: 'The question as it is published, without personal data' }),
  answer: words,
})

export const plannedSchema = z.object({ id: z.string(), rev: z.number().int() })
export const movedSchema = z.object({ rev: z.number().int(), state: z.enum(meetingStates) })
export const doneSchema = z.object({ rev: z.number().int() })

const deskItem = z
  .object({
    id: z.string(),
    title: textSchema,
    point: pointSchema,
    startsAt: z.string(),
    state: z.enum(meetingStates),
    stateText: textSchema,
    taken: z.number().int(),
    capacity: z.number().int(),
  })
  .openapi('MeetingWork')
export const deskList = listOf(deskItem)
export type DeskList = z.infer<typeof deskList>

const entryShape = {
  reference: z.string(),
  state: z.enum(entryStates),
  stateText: textSchema,
  name: z.string().nullable().openapi({ description: 'Masked' }),
  receivedAt: z.string(),
  rev: z.number().int(),
}
export const deskMeeting = z
  .object({
    meeting: meetingDetail.omit({ minutes: true, answers: true, remaining: true }),
    rev: z.number().int(),
    taken: z.number().int(),
    can: z.array(z.enum(['plan', 'announce', 'cancel', 'held', 'minutes', 'publish', 'answer'])),
    minutes: z.object({ words: textSchema, attended: z.number().int().nullable() }),
    promises: z.array(
      publicPromiseSchema.extend({ id: z.string(), rev: z.number().int() }).openapi('MeetingPromiseAtWork'),
    ),
    findings: z
      .array(z.object({ field: z.string(), key: z.string(), rule: z.string(), text: z.string() }))
      .openapi({ description: 'What the privacy gate finds in what is published next' }),
    signUps: z.array(
      z.object({
        ...entryShape,
        phone: z.string().nullable().openapi({ description: 'Masked' }),
        persons: z.number().int(),
        stepFree: z.boolean(),
        interpreter: z.boolean(),
        came: z.boolean().nullable(),
      }),
    ),
    questions: z.array(
      z.object({
        ...entryShape,
        words: z.string().nullable(),
        answer: z.string().nullable(),
        mayPublish: z.boolean(),
        published: z.boolean(),
        mayShow: z.boolean().openapi({ description: 'Whether you may publish it: not whoever answered it' }),
      }),
    ),
    events: z.array(
      z.object({
        at: z.string(),
        what: z.enum(meetingEvents),
        by: z.string().nullable(),
        overWhy: z.string(),
      }),
    ),
  })
  .openapi('MeetingAtWork')
export type DeskMeeting = z.infer<typeof deskMeeting>
