import { z } from '@hono/zod-openapi'

export const holdSchema = z.strictObject({
  on: z.boolean().openapi({ description: 'true: nothing of it is emptied; false: its time runs again' }),
  words: z.string().max(4000).openapi({ description: 'Why: among the inner notes' }),
})
export type HoldInput = z.infer<typeof holdSchema>

export const heldBackSchema = z.object({ reference: z.string(), rev: z.int(), on: z.boolean() })
export type HeldBack = z.infer<typeof heldBackSchema>
