import { z } from '@hono/zod-openapi'
import { clockNames } from '../../db/schema/application.ts'
import { textSchema } from '../openapi.ts'

/** The clock that runs, as a resident and staff read it. */
export const clockSchema = z.object({
  clock: z.enum(clockNames),
  name: textSchema,
  dueAt: z.string(),
  dueDay: z.string(),
  startedAt: z.string(),
  counted: z.array(textSchema).openapi({ description: 'How the day was counted, step by step' }),
  basis: textSchema,
  certainty: z.string(),
  paused: textSchema.nullable().openapi({ description: 'Why the clock stands still' }),
  late: z.boolean(),
})
export type ClockView = z.infer<typeof clockSchema>
