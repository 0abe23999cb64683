import { z } from '@hono/zod-openapi'

/** An application like this one that is open. */
export const similarSchema = z.object({
  reference: z.string(),
  day: z.string().openapi({ description: 'The day it was sent', example: '2026-11-23' }),
})
export type Similar = z.infer<typeof similarSchema>
