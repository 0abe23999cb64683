import { z } from '@hono/zod-openapi'
import { textSchema } from '../../openapi.ts'
import { figureNames } from './figures.ts'

/** What is asked: a month that is over, and a service point. */
export const figuresQuery = z.strictObject({
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'wrong-value' })
    .optional()
    .openapi({ example: '2026-10', description: 'A month that is over, in Shanghai; without it the newest' }),
  station: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .openapi({ example: 'qingshi', description: 'Of this station or hall; without it of the whole bureau' }),
})
export type FiguresInput = z.infer<typeof figuresQuery>

const shown = z.int().min(0).nullable()
const shownSchema = z.object({
  received: shown,
  inTime: shown,
  late: shown,
  reopened: shown,
  unanswered: shown,
})
const placeSchema = z.object({ slug: z.string(), name: textSchema })

export const figuresSchema = z
  .object({
    month: z.string().nullable().openapi({ description: 'YYYY-MM; null while no month is counted' }),
    months: z.array(z.string()).openapi({ description: 'The counted months, the newest first' }),
    running: z.string().openapi({ description: 'The month that is not over, of which nothing is published' }),
    nextAt: z.string().openapi({ description: 'When it is over and will be counted' }),
    station: placeSchema.nullable(),
    figures: shownSchema.nullable().openapi({
      description:
        'Of the station: null is fewer than five. Of the whole bureau: null is withheld, since it would tell of a small number',
    }),
    own: shownSchema.nullable().openapi({
      description: 'Of the whole bureau only: what no station handles; null is withheld',
    }),
    items: z
      .array(placeSchema.extend({ figures: shownSchema }))
      .openapi({ description: 'Of the whole bureau only: each place' }),
    columns: z
      .array(z.object({ name: z.enum(figureNames), label: textSchema, means: textSchema }))
      .openapi({ description: 'What each figure counts, in a sentence' }),
    places: z.array(placeSchema).openapi({ description: 'The places that have figures of this month' }),
    proof: z
      .object({ leaf: z.string(), day: z.string(), body: z.string(), salt: z.string(), hash: z.string() })
      .nullable()
      .openapi({
        description:
          'Of the whole bureau only: the audit leaf that attests the SHA-256 of the CSV of this month. Its hash is among those of its day (`/audit/roots/{day}/hashes`)',
      }),
  })
  .openapi('ComplaintFigures')
export type FiguresAnswer = z.infer<typeof figuresSchema>
