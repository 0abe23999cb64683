import { z } from '@hono/zod-openapi'
import { attemptHows } from '../../../db/schema/callback.ts'
import {
  ratingAppealReasons,
  ratingAppealStates,
  rectificationOutcomes,
  rectificationStates,
  rectificationWordKinds,
} from '../../../db/schema/rectification.ts'
import { typed } from '../../appointment/wanted.ts'
import { textSchema } from '../../openapi.ts'
import { occasionKinds } from '../schema.ts'

export const idParam = z.object({ id: z.string().min(1).max(80) })
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
const words = typed(4000).min(1, { error: 'words.required' })

export const listQuery = z.strictObject({
  show: z.enum(['open', 'done']).default('open'),
  cursor: z.string().max(200).optional(),
})

/** Slug null: the bureau. */
const point = z.object({ slug: z.string().nullable(), name: textSchema })
const level = z.object({ key: z.string(), name: textSchema, level: z.int() })

const both = {
  id: z.string(),
  state: z.enum(rectificationStates),
  stateText: textSchema,
  dueOn: z.string().openapi({ description: 'The day by which it is put right' }),
  late: z.boolean(),
  outcome: z.enum(rectificationOutcomes).nullable(),
  outcomeText: textSchema.nullable(),
  promisedOn: z.string().nullable(),
  closedOn: z.string().nullable(),
}
const said = z.object({
  kind: z.enum(rectificationWordKinds),
  by: z.string().openapi({ description: 'Who wrote it; to a station the desk is nobody by name' }),
  words: z.string().nullable().openapi({ description: 'null: its time of keeping is over' }),
  on: z.string(),
})
const more = z
  .object({ state: z.enum(['asked', 'given', 'refused']), value: z.int() })
  .nullable()
  .openapi({ description: 'More time that was asked for, working days' })
const appeal = z.object({ state: z.enum(ratingAppealStates), reason: z.enum(ratingAppealReasons) }).nullable()

const itemShape = {
  ...both,
  station: point,
  group: textSchema,
  mayCall: z.boolean(),
  openedOn: z.string(),
  stationDueOn: z
    .string()
    .nullable()
    .openapi({ description: 'The day by which the station reports what it was asked last' }),
  contactDueOn: z.string().nullable(),
  contactLate: z.boolean(),
  waits: z.enum(['appeal', 'more']).nullable().openapi({ description: 'What somebody else has to decide' }),
}
export const rectificationItem = z.object(itemShape).openapi('RectificationItem')
export type RectificationItem = z.infer<typeof rectificationItem>
export const rectificationList = z.object({
  items: z.array(rectificationItem),
  nextCursor: z.string().nullable(),
})
export type RectificationList = z.infer<typeof rectificationList>

/** One as the supervision desk reads it. */
export const rectificationSchema = z
  .object({
    ...itemShape,
    rev: z.int(),
    rating: z.object({
      overall: z.int(),
      overallText: textSchema,
      aspects: z.array(level),
      tags: z.array(textSchema),
      words: z.string().nullable(),
    }),
    rated: z
      .object({
        kind: z.enum(occasionKinds),
        reference: z.string().nullable(),
        name: z.string().nullable().openapi({ description: 'Masked' }),
        phone: z.string().nullable().openapi({ description: 'Masked' }),
      })
      .nullable()
      .openapi({
        description: 'What was rated and by whom; null: nobody is to be called, or it is forgotten',
      }),
    tellStation: z.boolean(),
    tasked: z.boolean(),
    tried: z.boolean(),
    counted: z.object({
      contact: z.array(textSchema),
      fix: z.array(textSchema),
      station: z.array(textSchema),
    }),
    words: z.array(said),
    more,
    moreMine: z.boolean().openapi({ description: 'Whoever asks does not decide' }),
    appeal,
    hadPart: z.boolean().openapi({ description: 'Whoever had a part decides no appeal' }),
    calls: z.array(
      z.object({
        id: z.string(),
        state: z.string(),
        outcome: z.string().nullable(),
        satisfied: z.int().nullable(),
        dueOn: z.string(),
      }),
    ),
    second: z
      .int()
      .nullable()
      .openapi({ description: 'What the rater told whoever called back, 1 to 5, beside the first' }),
    own: z
      .object({ overall: z.int(), overallText: textSchema, words: z.string().nullable(), on: z.string() })
      .nullable()
      .openapi({
        description: 'What the rater said themself at the end; it outweighs what was told on the telephone',
      }),
  })
  .openapi('Rectification')
export type Rectification = z.infer<typeof rectificationSchema>

const taskShape = { ...both, station: point, on: z.string().openapi({ description: 'The day it was asked' }) }
export const taskItem = z.object(taskShape).openapi('RatingTaskItem')
export type TaskItem = z.infer<typeof taskItem>
export const taskList = z.object({ items: z.array(taskItem), nextCursor: z.string().nullable() })
export type TaskList = z.infer<typeof taskList>

/** One as the station reads it: what the desk asks, and nothing of the rating. */
export const taskSchema = z
  .object({
    ...taskShape,
    rev: z.int(),
    reference: z
      .string()
      .nullable()
      .openapi({ description: 'The record, only where its rater ticked that the station may know' }),
    words: z.array(said),
    more,
    moreMost: z.int().openapi({ description: 'So many working days more at most; 0: none' }),
    appeal,
    appealReasons: z.array(z.object({ key: z.enum(ratingAppealReasons), name: textSchema })),
  })
  .openapi('RatingTask')
export type Task = z.infer<typeof taskSchema>

export const contactSchema = z.strictObject({
  rev,
  how: z.enum(['reached', ...attemptHows], { error: 'choice.required' }),
  words: typed(4000)
    .optional()
    .openapi({ description: 'What they said; sealed. Needed if they were reached' }),
})
export type ContactInput = z.infer<typeof contactSchema>

export const wordsSchema = z.strictObject({ rev, words })
export const lookSchema = z.strictObject({ words: words.openapi({ description: 'Why' }) })
export const lookedSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
})
export type Looked = z.infer<typeof lookedSchema>

export const fixSchema = z.strictObject({
  rev,
  outcome: z.enum(['at-once', 'by-date', 'explained', 'appeal-refused'], { error: 'choice.required' }),
  words,
})
export type FixInput = z.infer<typeof fixSchema>
export const closeSchema = z.strictObject({
  rev,
  words: typed(4000)
    .optional()
    .openapi({ description: 'Needed where the rater asked that it be done again: why not' }),
})
export const planSchema = z.strictObject({
  rev,
  day: z.iso.date({ error: 'task.day' }).openapi({ description: 'By when' }),
  words,
})
export const moreSchema = z.strictObject({
  rev,
  value: z.number({ error: 'number.whole' }).int({ error: 'number.whole' }).min(1, { error: 'number.whole' }),
  words,
})
export const decideMoreSchema = z.strictObject({ rev, give: z.boolean({ error: 'choice.required' }), words })
export const appealSchema = z.strictObject({
  rev,
  reason: z.enum(ratingAppealReasons, { error: 'choice.required' }),
  words,
})
export const decideAppealSchema = z.strictObject({
  rev,
  accept: z.boolean({ error: 'choice.required' }),
  words,
})

export const movedSchema = z.object({ id: z.string(), rev: z.int() })
export type Moved = z.infer<typeof movedSchema>
