import { z } from '@hono/zod-openapi'

/** What an answer holds: what was done and by whom, and why there is no photo of what one could photograph. */
export const doneSchema = z.object({
  done: z.string(),
  by: z.string(),
  noPhoto: z.string().nullable(),
})
export type Done = z.infer<typeof doneSchema>

/** An answer as it is kept: JSON, so that its parts can be shown apart. */
export const writeDone = (done: Done): string => JSON.stringify(done)

/** The parts of a kept answer. */
export const readDone = (kept: string): Done => doneSchema.parse(JSON.parse(kept))
