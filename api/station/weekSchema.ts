import { z } from '@hono/zod-openapi'
import { counterGroupSchema } from '../matter/catalogue.ts'
import { textSchema } from '../openapi.ts'

const windowSchema = z.object({
  opens: z.string().openapi({ example: '08:30' }),
  closes: z.string(),
  /** The only counters that keep this window; null when all do. */
  counters: z.array(counterGroupSchema).nullable(),
})

/** One weekday of a usual week, 1 Monday to 7 Sunday. */
export const weekDay = z.object({ weekday: z.number().int().min(1).max(7), windows: z.array(windowSchema) })
export type WeekDay = z.infer<typeof weekDay>

export const dayHoursSchema = z.object({
  day: z.string(),
  status: z.enum(['open', 'closed']),
  windows: z.array(windowSchema),
  reason: textSchema.nullable(),
  provisional: z.boolean(),
})
export type DayHoursAnswer = z.infer<typeof dayHoursSchema>
