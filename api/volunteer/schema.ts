import { z } from '@hono/zod-openapi'
import { volunteerKinds, volunteerStates } from '../../db/schema/volunteer.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { daySchema } from '../calendar/schema.ts'
import { pointSchema } from '../meeting/schema.ts'
import { lineSchema } from '../notice/content.ts'
import { listOf, textSchema } from '../openapi.ts'

const station = typed(60)
  .min(1, { error: 'station.required' })
  .openapi({ description: 'Slug of a station or room', example: 'qingshi' })
const kind = z.enum(volunteerKinds, { error: 'volunteer.kind' })

export const askSchema = z
  .strictObject({
    station,
    kind,
    name: typed(200).openapi({ example: '张小明' }),
    phone: typed(60).openapi({ example: '13800000000' }),
    proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
    website: typed(200).optional().openapi({ description: 'Leave empty' }),
  })
  .openapi('VolunteerInput')
export type AskInput = z.infer<typeof askSchema>

export const volunteerReceipt = z
  .object({
    reference: z.string().openapi({ example: 'N-20261123-7K3M9Q' }),
    accessCode: z.string(),
    kind,
    kindText: textSchema,
    at: pointSchema,
    promise: promiseSchema,
  })
  .openapi('VolunteerReceipt')
export type VolunteerReceipt = z.infer<typeof volunteerReceipt>

export const referenceParams = z.strictObject({
  reference: z.string().max(80).openapi({ example: 'N-20261123-7K3M9Q' }),
})
export const leftSchema = z.object({ reference: z.string(), status: z.literal('left') })

export const countQuery = z.strictObject({ station })
export const countSchema = z
  .object({
    at: pointSchema,
    items: z
      .array(z.object({ kind, kindText: textSchema, active: z.number().int().nullable() }))
      .openapi({ description: 'Null where figures would tell of fewer than five people' }),
    total: z.number().int().nullable(),
  })
  .openapi('VolunteerCounts')
export type VolunteerCounts = z.infer<typeof countSchema>

export const deskQuery = z.strictObject({
  show: z.enum(['asked', 'active']).default('asked'),
  cursor: z.string().max(200).optional(),
})
const trainingSchema = z.object({ what: z.string(), day: z.string(), hours: z.number() })
const item = z
  .object({
    reference: z.string(),
    kind,
    kindText: textSchema,
    state: z.enum(volunteerStates),
    at: pointSchema,
    name: z.string().nullable().openapi({ description: 'Masked' }),
    phone: z.string().nullable().openapi({ description: 'Masked' }),
    since: z.string(),
    training: z.array(trainingSchema),
    rev: z.number().int(),
  })
  .openapi('VolunteerWork')
export const deskList = listOf(item)
export type DeskList = z.infer<typeof deskList>

export const seenSchema = z.strictObject({ rev: z.number().int().min(0) })
export const trainSchema = z.strictObject({
  what: lineSchema(60).pipe(z.string().min(1, { error: 'required' })),
  day: daySchema,
  hours: z.number().min(0.5).max(100).multipleOf(0.5),
})
export type TrainInput = z.infer<typeof trainSchema>
export const taskSchema = z.strictObject({
  point: station,
  kind,
  words: lineSchema(100).pipe(z.string().min(1, { error: 'required' })),
  day: daySchema,
})
export type TaskInput = z.infer<typeof taskSchema>
export const doneSchema = z.object({ rev: z.number().int() })
export const trainedSchema = z.object({ reference: z.string() })
export const taskedSchema = z.object({ id: z.string() })
