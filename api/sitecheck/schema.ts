import { z } from '@hono/zod-openapi'
import { certaintySchema } from '../matter/catalogue.ts'
import { textSchema } from '../openapi.ts'
import { columnStates } from './columns.ts'

const lineStates = ['good', 'warn', 'bad', 'unseen'] as const

/** One rule of the inspectors, and what the site says to it. */
export const lineSchema = z
  .object({
    key: z.string(),
    rule: textSchema,
    basis: textSchema,
    certainty: certaintySchema,
    oneFails: z.boolean().openapi({ description: 'By itself it fails the whole site' }),
    state: z.enum(lineStates).openapi({ description: 'unseen: cannot be measured from inside' }),
    found: textSchema,
    todo: textSchema.nullable(),
    href: z.string().nullable(),
    cases: z.array(z.object({ text: textSchema, href: z.string().nullable() })),
  })
  .openapi('SiteCheckLine')
export type Line = z.infer<typeof lineSchema>

const columnSchema = z
  .object({
    publisher: z
      .object({ slug: z.string().nullable(), name: textSchema })
      .nullable()
      .openapi({ description: 'Null: the column of the whole site' }),
    category: z.object({ code: z.string(), name: textSchema }),
    state: z.enum(columnStates),
    newestOn: z.string().nullable(),
    days: z.number().int().nullable(),
    limit: z.number().int(),
    dueOn: z.string().nullable(),
    hidden: z.boolean().openapi({ description: 'From the lists of the public' }),
    basis: textSchema,
    certainty: certaintySchema,
  })
  .openapi('SiteCheckColumn')
export type ColumnLine = z.infer<typeof columnSchema>

export const checkSchema = z.object({
  scope: z
    .enum(['bureau', 'own'])
    .openapi({ description: 'own: the columns and notices of one’s own service points' }),
  checkedAt: z.string(),
  verdict: z.enum(['pass', 'fail']),
  lines: z.array(lineSchema),
  columns: z.array(columnSchema),
})
export type SiteCheck = z.infer<typeof checkSchema>
