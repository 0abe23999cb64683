import { z } from '@hono/zod-openapi'
import { textSchema } from '../openapi.ts'

/** The answers as people read them, by step (form/printed.ts). */
export const printedSchema = z.array(
  z.object({
    section: z.string(),
    title: textSchema,
    rows: z.array(
      z.object({
        key: z.string(),
        label: textSchema,
        value: textSchema,
        sensitive: z.boolean(),
        given: z
          .boolean()
          .openapi({ description: 'Whether anything was given; `value` says that nothing was' }),
      }),
    ),
  }),
)
