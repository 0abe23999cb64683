import { z } from '@hono/zod-openapi'
import { textSchema } from '../openapi.ts'
import { rulesSchema } from './rules.ts'
import { ruleParts } from './ruleWords.ts'

export const bookingRulesSchema = z
  .object({
    since: z
      .string()
      .nullable()
      .openapi({ description: 'The day from which they are in force; null: these are the defaults' }),
    rules: rulesSchema,
    items: z.array(
      z.object({
        keys: z.array(z.string()).openapi({ description: 'The members of `rules` it speaks of' }),
        part: z.enum(ruleParts),
        name: textSchema,
        text: textSchema,
        source: textSchema,
        certainty: z.enum(['S', 'P', 'K1', 'K2']).nullable().openapi({
          description: 'How sure we are of the source; null where the bureau alone decides',
        }),
      }),
    ),
  })
  .openapi('BookingRules')
export type BookingRulesView = z.infer<typeof bookingRulesSchema>
