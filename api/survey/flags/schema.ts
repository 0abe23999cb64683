import { z } from '@hono/zod-openapi'
import { flagWhys } from '../../../db/schema/rating.ts'
import { typed } from '../../appointment/wanted.ts'
import { textSchema } from '../../openapi.ts'

/** Slug null: the bureau. */
const station = z.object({ slug: z.string().nullable(), name: textSchema })

const burst = z
  .object({
    why: z.enum(flagWhys),
    day: z
      .string()
      .openapi({ description: 'The day it was found, after thirty days the Monday of that week' }),
    station,
    ratings: z
      .array(z.string())
      .openapi({ description: 'At most 200; the others come when these are decided' }),
    levels: z.array(z.int()).openapi({ description: 'How many of them gave 5, 4, 3, 2, 1' }),
    evidence: z.object({
      most: z.int().nullable().openapi({ description: 'So many within the hours below' }),
      hours: z.int().nullable(),
      seconds: z.int().nullable().openapi({ description: 'The fastest of them' }),
      threshold: z.int().nullable().openapi({ description: 'From which number on they are held' }),
    }),
  })
  .openapi('RatingBurst')

/** What waits to be decided, and where people were pressed to rate. */
export const flagDeskSchema = z.object({
  bursts: z.array(burst),
  pressed: z
    .array(
      z.object({ station, ratings: z.int().nullable().openapi({ description: 'null: fewer than five' }) }),
    )
    .openapi({
      description: '“I was asked to rate in front of staff”, in this quarter and the three before',
    }),
})
export type FlagDesk = z.infer<typeof flagDeskSchema>

export const decideFlagsSchema = z.strictObject({
  why: z.enum(flagWhys),
  ratings: z.array(z.string().max(80)).min(1).max(200),
  decision: z.enum(['stands', 'apart'], { error: 'choice.required' }),
  reason: typed(600).min(1, { error: 'words.required' }),
})
export type DecideFlags = z.infer<typeof decideFlagsSchema>
export const decidedSchema = z.object({ decided: z.int() })
export type DecidedFlags = z.infer<typeof decidedSchema>
