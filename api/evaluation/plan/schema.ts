import { z } from '@hono/zod-openapi'
import { evaluationWordKinds } from '../../../db/schema/evaluation.ts'
import { textSchema } from '../../openapi.ts'

const said = z.object({
  period: z.string(),
  name: textSchema,
  text: textSchema,
  on: z.string().openapi({ description: 'The day it was first said' }),
  changedOn: z.string().nullable().openapi({ description: 'The day it was last put differently' }),
})

/** What a station says it will do, and what it did: as everybody reads it. */
export const planSchema = z
  .object({
    before: said.nullable().openapi({ description: 'What it said after the quarter before it would do' }),
    did: said.nullable().openapi({ description: 'What it did of that' }),
    will: said.nullable().openapi({ description: 'What it says after this quarter it will do' }),
  })
  .openapi({ description: 'In the words of the station. Of half a year or a year: as of its newest quarter' })
export type Plan = z.infer<typeof planSchema>

export const planParams = z.strictObject({ slug: z.string().min(1).max(80) })

const versions = z.array(z.object({ version: z.int(), text: textSchema, at: z.string() }))
export const planAtWorkSchema = z.object({
  station: z.object({ slug: z.string(), name: textSchema }),
  quarters: z
    .array(
      z.object({
        period: z.string(),
        name: textSchema,
        state: z.enum(['open', 'provisional', 'frozen']),
        will: versions,
        did: versions,
        may: z
          .array(z.enum(evaluationWordKinds))
          .openapi({ description: 'What can be said of it now by whoever may' }),
      }),
    )
    .openapi({ description: 'The newest quarters, the newest first; of each text the newest version first' }),
})
export type PlanAtWork = z.infer<typeof planAtWorkSchema>

export const sayInput = z.strictObject({
  period: z.string().regex(/^\d{4}Q[1-4]$/, { error: 'wrong-value' }),
  kind: z.enum(evaluationWordKinds, { error: 'choice.required' }),
  zh: z.string().max(4000).openapi({ description: 'As everybody reads it, without personal data' }),
  en: z.string().max(6000).optional(),
  seen: z.int().min(0).openapi({ description: 'The newest version that was seen; 0: there was none' }),
})
export type SayInput = z.infer<typeof sayInput>
export const saidSchema = z.object({
  period: z.string(),
  kind: z.enum(evaluationWordKinds),
  version: z.int(),
})
export type Said = z.infer<typeof saidSchema>
