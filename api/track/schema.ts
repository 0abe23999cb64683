import { z } from '@hono/zod-openapi'
import { bookingStates } from '../../db/schema/appointment.ts'
import { visitSchema } from '../appointment/schema.ts'
import { textSchema } from '../openapi.ts'

export const trackInputSchema = z.strictObject({
  reference: z
    .string({ error: 'reference.invalid' })
    .min(1, { error: 'reference.invalid' })
    .max(80)
    .openapi({ example: 'A-20261123-7K3M9Q' }),
  accessCode: z
    .string({ error: 'code.required' })
    .min(1, { error: 'code.required' })
    .max(80)
    .openapi({ example: 'H4TX9W2C' }),
})

export const timelineSchema = z
  .object({
    /** When it happened, or by when it will; null when it has no time yet. */
    at: z.string().nullable(),
    text: textSchema,
    done: z.boolean(),
  })
  .openapi('TimelineEntry')
export type TimelineEntry = z.infer<typeof timelineSchema>

export const trackSchema = z
  .object({
    reference: z.string(),
    kind: z.literal('appointment'),
    status: z.enum(bookingStates),
    statusText: textSchema,
    timeline: z.array(timelineSchema),
    dueAt: z.string().nullable(),
    /** What the holder can do next. */
    can: z.array(z.enum(['move', 'cancel', 'calendar'])),
    appointment: z.object({
      visit: visitSchema,
      applicantName: z.string(),
      applicantPhone: z.string(),
      helperName: z.string().nullable(),
      version: z.number().int(),
    }),
  })
  .openapi('Track')
export type Track = z.infer<typeof trackSchema>
