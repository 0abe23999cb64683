import { z } from '@hono/zod-openapi'
import type { Ctx } from '../context.ts'
import { textSchema } from '../openapi.ts'
import { categoryOf, categoryRows } from './categories.ts'
import { kindCodes } from './kinds/declaration.ts'
import { kinds } from './kinds/index.ts'

const fieldSchema = z.object({
  key: z.string(),
  label: textSchema,
  hint: textSchema.optional(),
  type: z.enum(['line', 'text', 'day', 'choice']),
  required: z.boolean(),
  most: z.number().int(),
  choices: z.array(z.object({ key: z.string(), name: textSchema })).optional(),
})

export const kindSchema = z
  .object({
    code: z.enum(kindCodes),
    name: textSchema,
    lead: textSchema,
    ask: textSchema,
    goesTo: z.enum(['desk', 'station']),
    anonymous: z.boolean(),
    away: z.boolean(),
    confirmed: z
      .boolean()
      .openapi({ description: 'Its author confirms it, and it counts from the day the office did too' }),
    about: z.enum(['required', 'optional', 'none']),
    officer: z.boolean(),
    place: z.boolean(),
    photos: z.number().int(),
    open: z.boolean(),
    fields: z.array(fieldSchema),
    categories: z.array(z.object({ code: z.string(), name: textSchema, hint: textSchema })),
  })
  .openapi('ComplaintKind')
export type OfferedKind = z.infer<typeof kindSchema>

export const kindsSchema = z.object({ items: z.array(kindSchema) })

const sortedKinds = kinds.filter(({ sorted }) => sorted).map(({ code }) => code)

/** The kinds of what one can tell the police, each with the form it is told by. One round trip. */
export async function listKinds({ ctx }: { ctx: Ctx }): Promise<{ items: OfferedKind[] }> {
  const [found] = await ctx.db.batch([categoryRows(ctx, sortedKinds)])
  const categories = found.map(categoryOf)
  return {
    items: kinds.map((kind) => ({
      code: kind.code,
      name: kind.name,
      lead: kind.lead,
      ask: kind.ask,
      goesTo: kind.goesTo,
      anonymous: kind.anonymous,
      away: kind.away,
      confirmed: kind.confirmed,
      about: kind.about,
      officer: kind.officer,
      place: kind.place,
      photos: kind.photos,
      open: kind.open,
      fields: kind.fields.map(({ choices, ...field }) => ({
        ...field,
        ...(choices && { choices: [...choices] }),
      })),
      categories: categories
        .filter((category) => kind.sorted && category.kind === kind.code)
        .map(({ code, name, hint }) => ({ code, name, hint })),
    })),
  }
}
