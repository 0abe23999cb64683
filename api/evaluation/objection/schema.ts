import { z } from '@hono/zod-openapi'
import { objectionWhys } from '../../../db/schema/evaluation.ts'
import { textSchema } from '../../openapi.ts'
import { periodName } from '../schema.ts'

export const objectionStates = ['open', 'granted', 'refused'] as const
const cursor = z.string().max(300).optional()
const named = z.object({ code: z.string(), name: textSchema })
const place = z.object({ slug: z.string(), name: textSchema })

export const missedQuery = z.strictObject({
  period: periodName.optional().openapi({ description: 'A quarter; without it the newest provisional one' }),
  indicator: z.string().min(1).max(40).optional(),
  subject: z.string().min(1).max(80).optional().openapi({ description: 'This one alone' }),
  cursor,
})
export type MissedAsked = z.infer<typeof missedQuery>

export const missedSchema = z.object({
  period: z.string().nullable().openapi({ description: 'null: none is provisional' }),
  objectionsUntil: z.string().nullable(),
  items: z.array(
    z.object({
      indicator: named,
      subject: z.string(),
      about: z.string().openapi({ description: 'As staff know it: a reference, a number, a promise' }),
      station: place,
      day: z.string(),
      objection: z
        .object({ state: z.enum(objectionStates), text: textSchema })
        .nullable()
        .openapi({ description: 'How the objection to it stands' }),
    }),
  ),
  whys: z
    .array(z.object({ key: z.enum(objectionWhys), name: textSchema }))
    .openapi({ description: 'Why one may object' }),
  nextCursor: z.string().nullable(),
})
export type Missed = z.infer<typeof missedSchema>

export const objectSchema = z.strictObject({
  indicator: z.string().min(1).max(40),
  subject: z.string().min(1).max(80),
  why: z.enum(objectionWhys, { error: 'choice.required' }),
  words: z.string().max(4000),
})
export type ObjectInput = z.infer<typeof objectSchema>

export const objectionsQuery = z.strictObject({ state: z.enum(objectionStates).optional(), cursor })

const objectionItem = z.object({
  id: z.string(),
  period: z.string(),
  periodText: textSchema,
  indicator: named,
  subject: z.string(),
  about: z.string().openapi({ description: 'As staff know it: a reference, a number, a promise' }),
  station: place,
  day: z.string(),
  why: z.enum(objectionWhys),
  whyText: textSchema,
  state: z.enum(objectionStates),
  stateText: textSchema,
  filedAt: z.string(),
  decidedAt: z.string().nullable(),
})
export const objectionsSchema = z.object({
  items: z.array(objectionItem),
  nextCursor: z.string().nullable(),
})
export type Objections = z.infer<typeof objectionsSchema>

export const objectionSchema = objectionItem.extend({
  words: z.string().nullable(),
  answer: z.string().nullable().openapi({ description: 'Why it was refused' }),
  reason: textSchema.nullable().openapi({ description: 'Why it was granted, as everybody reads it' }),
})
export type Objection = z.infer<typeof objectionSchema>

export const objectionParams = z.strictObject({ id: z.string().min(1).max(60) })
export const filedSchema = z.object({ id: z.string(), state: z.enum(objectionStates) })
export type Filed = z.infer<typeof filedSchema>

export const decideSchema = z.strictObject({
  outcome: z.enum(['granted', 'refused'], { error: 'choice.required' }),
  words: z.string().max(4000).openapi({
    description: 'Granted: why, as everybody reads it, without personal data. Refused: why, for the station',
  }),
  english: z.string().max(6000).optional(),
})
export type DecideInput = z.infer<typeof decideSchema>
