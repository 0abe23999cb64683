import { z } from '@hono/zod-openapi'
import type { Ctx } from '../context.ts'
import { textSchema } from '../openapi.ts'
import { townSchema } from '../station/schema.ts'
import { type Category, categoryOf, categoryRows } from './categories.ts'
import { type ComplaintKind, kindCodes } from './kinds/declaration.ts'
import { kinds } from './kinds/index.ts'
import { roadOf } from './routing.ts'
import { tracks, ways } from './triage.ts'

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
    shut: z.boolean().openapi({ description: 'Whatever is chosen, the place it is about never sees it' }),
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

const waySchema = z.object({
  key: z.string(),
  name: textSchema,
  text: textSchema,
  page: z.string().nullable(),
  phone: z.string().nullable(),
  basis: textSchema.nullable(),
})
const trackSchema = z.object({
  item: z.number().int().openapi({ description: 'Of article 31 of the Regulations on Petition Work' }),
  text: textSchema,
  sixtyDays: z.boolean(),
})

export const kindsSchema = z.object({
  items: z.array(kindSchema),
  ways: z.array(waySchema).openapi({ description: 'Roads that are quicker, or the only right ones' }),
  tracks: z.array(trackSchema),
})
export type KindList = z.infer<typeof kindsSchema>

export const formOfKindSchema = z.object({
  kind: kindSchema,
  points: z.array(z.object({ slug: z.string(), name: textSchema })).openapi({
    description: 'Places it can be about: stations and halls, and the one asked for; at most 81',
  }),
  towns: z.array(townSchema).openapi({ description: 'The first sixty' }),
})
export type FormOfKind = z.infer<typeof formOfKindSchema>

const sortedKinds = kinds.filter(({ sorted }) => sorted).map(({ code }) => code)

/** The kinds of what one can tell the police, each with the form it is told by. One round trip. */
export async function listKinds({ ctx }: { ctx: Ctx }): Promise<KindList> {
  const [found] = await ctx.db.batch([categoryRows(ctx, sortedKinds)])
  const categories = found.map(categoryOf)
  return {
    items: kinds.map((kind) => offered(kind, categories)),
    ways: [...ways],
    tracks: [...tracks],
  }
}

/** A kind as it is offered, with its own of these categories. */
export const offered = (kind: ComplaintKind, categories: readonly Category[]): OfferedKind => ({
  code: kind.code,
  name: kind.name,
  lead: kind.lead,
  ask: kind.ask,
  goesTo: kind.goesTo,
  shut: roadOf({ kind, away: false, officer: 'none', about: null, place: null }).shut,
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
})
