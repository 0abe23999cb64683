import { z } from '@hono/zod-openapi'
import { limitSchema, textSchema } from '../../matter/catalogue.ts'

export const timesParams = z.object({ code: z.string().max(12).openapi({ example: 'CR-01' }) })
export const timesQuery = z.strictObject({
  station: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .openapi({ example: 'qingshi', description: 'At this service point; without it in the whole bureau' }),
})

/** Fewer decisions than this say nothing of the next one, and too much of each. */
export const leastSample = 5

export const timesSchema = z
  .object({
    matterCode: z.string(),
    station: z.object({ slug: z.string(), name: textSchema }).nullable(),
    /** What is promised from acceptance on; null: nothing is. */
    promise: limitSchema.nullable(),
    promised: z.boolean(),
    promiseText: textSchema,
    /** Working days from receipt to decision, those the clock stood still not counted; null below a sample of 5. */
    usual: z
      .object({
        /** Half of them took no longer, nine in ten took no longer. */
        medianDays: z.int(),
        p90Days: z.int(),
        sample: z.int(),
        fromDay: z.string(),
        toDay: z.string(),
      })
      .nullable(),
    /** Those that waited for another office besides, while the clock stood still; null below a sample of 5. */
    paused: z.object({ sample: z.int(), medianDays: z.int() }).nullable(),
    tooFew: z.boolean(),
    usualText: textSchema,
  })
  .openapi('MatterTimes')
export type TimesOf = z.infer<typeof timesSchema>
