import { z } from '@hono/zod-openapi'
import { textSchema } from '../openapi.ts'
import { holderSchema } from './schema.ts'

/** Which of the times that were offered. */
export const visitChoiceSchema = holderSchema.extend({ slotId: z.string().min(1).max(80) })
export const visitOptionsSchema = z
  .object({
    minutes: z.number().int(),
    why: textSchema,
    items: z.array(z.object({ slotId: z.string(), startsAt: z.string(), endsAt: z.string() })).max(3),
  })
  .openapi('ApplicationVisits')
export type VisitOptions = z.infer<typeof visitOptionsSchema>
export const visitHeldSchema = z
  .object({ bookingReference: z.string(), startsAt: z.string(), bookingCode: z.string().nullable() })
  .openapi('ApplicationVisitHeld')
