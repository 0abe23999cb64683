import { z } from '@hono/zod-openapi'
import { holdReasons } from '../../../db/schema/application.ts'

export const holdSchema = z.strictObject({
  on: z.boolean().openapi({ description: 'true: nothing of it is emptied; false: its time runs again' }),
  reason: z.enum(holdReasons, { error: 'reason.required' }).optional().openapi({
    description: 'For what kind of proceedings; needed to hold it',
  }),
  words: z.string().min(1).max(4000).openapi({
    description: 'Who asked for it and the number of their letter, or why it ends: among the inner notes',
  }),
})
export type HoldInput = z.infer<typeof holdSchema>

export const heldBackSchema = z.object({ reference: z.string(), rev: z.int(), on: z.boolean() })
export type HeldBack = z.infer<typeof heldBackSchema>
