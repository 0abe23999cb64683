import { z } from '@hono/zod-openapi'
import { attemptHows, callbackOutcomes, callbackReasons, callbackStates } from '../../db/schema/callback.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'

export const idParam = z.object({ id: z.string().min(1).max(80) })
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
/** Slug null: the bureau's supervision desk. */
const point = z.object({ slug: z.string().nullable(), name: textSchema })

export const listQuery = z.strictObject({
  show: z.enum(['open', 'done']).default('open'),
  cursor: z.string().max(200).optional(),
})
const shape = {
  id: z.string(),
  reference: z.string(),
  reason: z.enum(callbackReasons),
  reasonText: textSchema,
  state: z.enum(callbackStates),
  station: point,
  dueAt: z.string(),
  late: z.boolean(),
  attempts: z.number().int(),
  doneAt: z.string().nullable(),
}
const itemSchema = z.object(shape).openapi('CallbackItem')
export const listSchema = z.object({
  items: z.array(itemSchema).openapi({ description: 'What is due first; none that one had a part in' }),
  nextCursor: z.string().nullable(),
})
export type CallbackList = z.infer<typeof listSchema>

const questionSchema = z.object({
  key: z.string(),
  ask: textSchema,
  choices: z.array(z.object({ key: z.string(), text: textSchema })),
})

/** A call-back with what to say. */
export const callbackSchema = z
  .object({
    ...shape,
    rev: z.number().int(),
    counted: z.array(textSchema),
    script: z.object({
      key: z.string(),
      opening: textSchema,
      questions: z.array(questionSchema),
      closing: textSchema,
    }),
    tries: z.array(z.object({ how: z.enum(attemptHows), at: z.string() })),
    triesNeeded: z.number().int().openapi({ description: 'So many before somebody counts as out of reach' }),
    outcome: z.enum(callbackOutcomes).nullable(),
    satisfied: z.number().int().nullable(),
    answers: z.record(z.string(), z.string()),
    words: z.string().nullable(),
  })
  .openapi('Callback')
export type OpenedCallback = z.infer<typeof callbackSchema>

export const attemptSchema = z.strictObject({
  rev,
  how: z.enum(attemptHows, { error: 'choice.required' }),
})
export type AttemptInput = z.infer<typeof attemptSchema>

export const outcomeSchema = z.strictObject({
  rev,
  outcome: z.enum([...callbackOutcomes, 'unreachable'], { error: 'choice.required' }),
  satisfied: z.number().int().min(1).max(5).nullable().default(null),
  answers: z
    .record(z.string().max(40), z.string().max(40))
    .default({})
    .openapi({ description: 'The choice taken, by question of the script; a question may be left out' }),
  words: typed(4000).optional().openapi({ description: 'What was said; sealed' }),
})
export type OutcomeInput = z.infer<typeof outcomeSchema>

export const notedSchema = z.object({ id: z.string(), state: z.enum(callbackStates), rev: z.number().int() })
export type Noted = z.infer<typeof notedSchema>
