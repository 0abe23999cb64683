import { z } from '@hono/zod-openapi'
import { mediationInvites, mediationOutcomes } from '../../../db/schema/complaintWork.ts'
import { promiseStates } from '../../../db/schema/meeting.ts'
import { timeSchema } from '../../appointment/schedule/schema.ts'
import { typed } from '../../appointment/wanted.ts'
import { daySchema } from '../../calendar/schema.ts'
import { textSchema } from '../../openapi.ts'

export const referenceParam = z.strictObject({
  reference: z.string().min(1).max(80).openapi({ example: 'C-20261123-7K3M9Q' }),
})
const rev = z.int().min(0).openapi({ description: 'The revision that was seen' })
const words = typed(12_000).min(1, { error: 'words.required' })

export const revSchema = z.strictObject({ rev })
export const wordsSchema = z.strictObject({ rev, words })
export const assignSchema = z.strictObject({ rev, staffId: typed(80).min(1, { error: 'staff.required' }) })
export const declineSchema = z.strictObject({
  rev,
  reason: typed(40).min(1, { error: 'choice.required' }),
  words,
})
export const outsideSchema = z.strictObject({ rev, office: typed(400).min(1, { error: 'required' }), words })
export const answerSchema = z.strictObject({
  rev,
  done: typed(12_000).min(1, { error: 'required' }),
  by: typed(400).min(1, { error: 'required' }),
  noPhoto: typed(1200).optional().openapi({ description: 'Why there is no photo of what was done' }),
  outcome: z
    .enum(promiseStates)
    .exclude(['open'], { error: 'choice.required' })
    .optional()
    .openapi({ description: 'Of a promise: what became of it' }),
  english: typed(3600).optional().openapi({ description: 'Of a promise: `done` in English, for everybody' }),
})
export const dateSchema = z.strictObject({
  rev,
  room: typed(60)
    .min(1, { error: 'choice.required' })
    .openapi({ description: 'Slug of a station or of one of its community rooms' }),
  day: daySchema,
  from: timeSchema,
  to: timeSchema,
  invites: z
    .enum(mediationInvites, { error: 'choice.required' })
    .openapi({ description: 'Who invites the other side' }),
  words: typed(12_000).optional().openapi({ description: 'What its author should know' }),
})
export const outcomeSchema = z.strictObject({
  rev,
  outcome: z.enum(mediationOutcomes, { error: 'choice.required' }),
  words,
})
export const extendSchema = z.strictObject({
  rev,
  value: z.int({ error: 'number.whole' }).min(1, { error: 'number.whole' }).max(60),
  words,
})
export const passSchema = z.strictObject({
  rev,
  to: typed(60)
    .min(1, { error: 'choice.required' })
    .openapi({ description: 'Slug of a service point, or *' }),
  words,
})
export const barSchema = z.strictObject({
  rev,
  point: typed(60).min(1).optional().openapi({ description: 'Slug of a service point' }),
  staffId: typed(80).min(1).optional(),
})
export const mergeSchema = z.strictObject({
  rev,
  into: typed(80).min(1, { error: 'reference.invalid' }),
  words,
})
export const sortSchema = z.strictObject({ rev, category: typed(40).optional() })
export const publishSchema = z.strictObject({
  rev,
  said: typed(4000).openapi({ description: 'What was told, in words of our own' }),
  did: typed(4000).openapi({ description: 'What was done, or the answer' }),
  lang: z.enum(['zh', 'en']).optional().openapi({ description: 'The language of both; that of its author' }),
  photos: z
    .array(z.strictObject({ id: z.string().max(80), shows: z.enum(['before', 'after']) }))
    .max(12)
    .default([]),
  looked: z
    .boolean()
    .default(false)
    .openapi({ description: 'Each photo was looked at: no face, number plate or door number' }),
  over: z
    .array(z.string().max(120))
    .max(50)
    .default([])
    .openapi({ description: 'Findings of the privacy gate that may stand, by their keys' }),
  why: typed(1000).default('').openapi({ description: 'Why they may stand' }),
})
export type PublishInput = z.infer<typeof publishSchema>
export const unmaskSchema = z.strictObject({ words })

/** At most so many at once. */
const batchMost = 50
export const batchActions = ['take', 'sort', 'decline'] as const
export const batchSchema = z.strictObject({
  action: z.enum(batchActions, { error: 'choice.required' }),
  references: z.array(z.string().max(80)).min(1, { error: 'complaint.ticked' }).max(batchMost),
  words: typed(12_000)
    .optional()
    .openapi({ description: 'For `decline`: told to each author, beside the ground `nothing-to-check`' }),
})
export type BatchInput = z.infer<typeof batchSchema>
export const batchedSchema = z
  .object({
    done: z.number().int(),
    items: z.array(
      z.object({
        reference: z.string(),
        ok: z.boolean(),
        code: z.string().nullable().openapi({ description: 'The problem code where it was not done' }),
        why: textSchema.nullable(),
      }),
    ),
  })
  .openapi('ComplaintsBatched')
export type Batched = z.infer<typeof batchedSchema>

export const doneSchema = z.object({ reference: z.string(), rev: z.number().int() }).openapi('ComplaintDone')
export const outsideDoneSchema = doneSchema.extend({
  token: z.string().openapi({ description: 'Shown once; the other body answers with it' }),
  until: z.string(),
})
export const publishDoneSchema = doneSchema.extend({
  id: z.string().openapi({ example: 'P-7K3M9QXC', description: 'The name everybody may know' }),
})
export const splitDoneSchema = doneSchema.extend({ part: z.string() })
export const clearSchema = z.object({ reference: z.string(), name: z.string(), phone: z.string().nullable() })
export const linksSchema = z.object({
  photos: z.array(z.object({ id: z.string(), path: z.string(), expiresAt: z.string() })),
})
