import { z } from '@hono/zod-openapi'
import { textSchema } from '../openapi.ts'

/** One line of what happened to a record, or of what comes next. */
export const timelineSchema = z
  .object({
    /** When it happened, or by when it will; null when it has no time yet. */
    at: z.string().nullable(),
    text: textSchema,
    done: z.boolean(),
    /** What comes is at that very time, such as a visit that is held, and not only by that day. */
    exact: z.boolean().optional(),
  })
  .openapi('TimelineEntry')
export type TimelineEntry = z.infer<typeof timelineSchema>
