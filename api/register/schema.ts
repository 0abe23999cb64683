import { z } from '@hono/zod-openapi'
import { daySchema } from '../calendar/schema.ts'
import { textSchema } from '../openapi.ts'

export const registerParams = z.object({ register: z.string().max(20).openapi({ example: 'work' }) })
export const registerQuery = z.strictObject({ from: daySchema.optional(), to: daySchema.optional() })
const name = z.enum(['dispute', 'team', 'work'])

export const registerSchema = z
  .object({
    register: name,
    name: textSchema,
    from: z.string(),
    to: z.string(),
    registers: z
      .array(z.object({ register: name, name: textSchema }))
      .openapi({ description: 'All there are' }),
    cut: z.boolean().openapi({ description: 'There is more than is shown: ask for fewer days' }),
    items: z.array(
      z.object({
        day: z.string(),
        at: textSchema,
        kind: textSchema,
        what: z.string(),
        more: textSchema,
      }),
    ),
  })
  .openapi('Register')
export type RegisterAnswer = z.infer<typeof registerSchema>
