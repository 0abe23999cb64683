import { z } from '@hono/zod-openapi'
import { flagWhys } from '../../db/schema/rating.ts'
import { periodPattern } from '../calendar/period.ts'
import { textSchema } from '../openapi.ts'
import { planSchema } from './plan/schema.ts'

export const periodStates = ['open', 'provisional', 'frozen'] as const
export const bands = ['A', 'B', 'C', ''] as const

/** Letters of a period as they are written, however they were typed: `2026q4`. */
const asWritten = (typed: string) => (/^\d{4}[a-z]/.test(typed) ? typed.toUpperCase() : typed)

export const periodName = z
  .string()
  .overwrite(asWritten)
  .regex(periodPattern, { error: 'wrong-value' })
  .openapi({ example: '2026Q3', description: 'A quarter 2026Q3, half a year 2026H2, a year 2026' })

/** A period as it is asked for: by its name, or as what it is now. */
export const periodAsked = z
  .string()
  .overwrite(asWritten)
  .regex(/^(?:\d{4}(?:Q[1-4]|H[12])?|current|latest)$/, { error: 'wrong-value' })
  .openapi({
    example: '2026Q3',
    description:
      'As in the list; `current`: the newest quarter of which something is published; `latest`: the newest quarter that has ended, the running one before there is one',
  })

const points = z.number().nullable()
const resultSchema = z.object({
  n: z.int().openapi({
    description:
      'Events in published cells; of all together the number of indicators with a score of their own',
  }),
  mean: points.openapi({ description: 'The plain mean, points of 100; null: too few' }),
  score: points.openapi({ description: 'Adjusted and shrunken, points of 100; null: too few' }),
  low: points,
  high: points,
  band: z
    .enum(bands)
    .openapi({ description: 'A clearly above what is usual, C clearly below, B neither; empty: too few' }),
})
export type Result = z.infer<typeof resultSchema>

const indicatorSchema = z.object({
  code: z.string(),
  version: z.int(),
  name: textSchema,
  counts: textSchema,
  why: textSchema,
  basis: textSchema,
  certainty: z.enum(['S', 'P', 'K1', 'K2']),
  weight: z.int(),
  minimum: z.int(),
  usual: points.openapi({ description: 'What is usual in the bureau this period, points' }),
  levels: z
    .array(z.object({ level: z.int(), points: z.number(), share: z.number(), name: textSchema }))
    .openapi({
      description: 'What each level is worth, and the share it is taken to have where a cell joins several',
    }),
})
const stationSchema = z.object({ slug: z.string(), name: textSchema })
const fileSchema = z.object({ name: z.string(), path: z.string(), about: textSchema })

/** What a period is, and how far it has got. */
export const periodSchema = z.object({
  period: z.string(),
  name: textSchema,
  state: z.enum(periodStates),
  from: z.string(),
  to: z.string(),
  closedOn: z.string().nullable().openapi({ description: 'The weekly close these numbers are of' }),
  nextClose: z.string().nullable().openapi({
    description: 'The day these numbers move next; null once the period is over, until it is settled',
  }),
  objectionsUntil: z.string().nullable(),
  counted: z.array(textSchema),
  frozenOn: z.string().nullable(),
  formula: z.string(),
  inputHash: z.string().nullable().openapi({ description: 'SHA-256 of cells.csv and indicators.csv' }),
  resultHash: z.string().nullable().openapi({ description: 'SHA-256 of results.csv' }),
  proof: z
    .object({ leaf: z.string(), day: z.string(), body: z.string(), salt: z.string(), hash: z.string() })
    .nullable(),
})

export type PeriodView = z.infer<typeof periodSchema>

export const evaluationListQuery = z.strictObject({ cursor: z.string().max(200).optional() })
const periodItem = z.object({ period: z.string(), name: textSchema, state: z.enum(periodStates) })

export const evaluationListSchema = z
  .object({
    items: z.array(periodItem),
    nextCursor: z.string().nullable(),
  })
  .openapi('Evaluations')
export type EvaluationList = z.infer<typeof evaluationListSchema>

/** The files a period is published as. */
export const evaluationFiles = [
  'indicators.csv',
  'cells.csv',
  'results.csv',
  'desk.csv',
  'stations.csv',
  'period.json',
  'indicators.json',
  'cells.json',
  'results.json',
  'desk.json',
] as const
export type EvaluationFile = (typeof evaluationFiles)[number]

/** Never what could have been rated: where nearly everybody rates, that less what was rated would say how few did not. */
const unratedSchema = z.int().nullable().openapi({
  description: 'Occasions nobody rated in the time there was, as published; null: fewer than may be',
})

const watchSchema = z
  .object({
    bursts: z.array(
      z.object({
        why: z.enum(flagWhys),
        byPlace: z.boolean().openapi({ description: 'Only ratings of one place are put together' }),
        ratings: z.int(),
        hours: z.int(),
      }),
    ),
    seconds: z.int().openapi({ description: 'A rating made in less is held' }),
  })
  .openapi({ description: 'From when on ratings are held for the supervision desk, as it is today' })

/** A copy of a CSV that Excel reads as UTF-8: with a mark in front, which the published bytes and their hashes do not have. */
export const fileCopy = z.strictObject({ for: z.enum(['excel'], { error: 'wrong-value' }).optional() })

export const evaluationOpenListSchema = z
  .object({
    items: z.array(periodItem.extend({ files: z.array(fileSchema) })),
    nextCursor: z.string().nullable(),
  })
  .openapi('EvaluationFiles')
export type EvaluationOpenList = z.infer<typeof evaluationOpenListSchema>

export const evaluationSchema = z
  .object({
    period: periodSchema,
    indicators: z.array(indicatorSchema),
    /** In the order of their names; bands, never ranks. */
    items: z.array(
      z.object({
        station: stationSchema,
        all: resultSchema,
        indicators: z.record(z.string(), resultSchema),
        rated: z.int(),
        unrated: unratedSchema,
      }),
    ),
    rated: z.int(),
    unrated: unratedSchema,
    desk: z
      .array(
        z.object({
          code: z.string(),
          name: textSchema,
          cells: z.array(z.object({ reason: textSchema.nullable(), levels: textSchema, n: z.int() })),
        }),
      )
      .openapi({
        description:
          'What the supervision desk itself did, for the whole bureau, once its quarter is over: in no score',
      }),
    files: z.array(fileSchema),
    watch: watchSchema,
    periods: z.array(periodItem).openapi({ description: 'The newest periods, this one among them' }),
  })
  .openapi('Evaluation')
export type Evaluation = z.infer<typeof evaluationSchema>

export const stationEvaluationSchema = z
  .object({
    period: periodSchema,
    station: stationSchema,
    all: resultSchema,
    indicators: z.array(indicatorSchema.extend({ result: resultSchema })),
    /** Why this number: the published cells, added up. */
    cells: z.array(
      z.object({
        indicator: z.string(),
        group: z.object({ code: z.string(), name: textSchema }),
        from: z.int(),
        to: z.int(),
        levels: textSchema.openapi({ description: 'The levels in words' }),
        topped: z.int().nullable().openapi({
          description: 'Filled up with this level: of the lower ones there are cells to 4 × cells',
        }),
        cells: z.int().openapi({ description: 'How many published cells are added up in this line' }),
        n: z.int(),
        added: z.int().openapi({ description: 'Of these, how many came with the last close' }),
        few: z.boolean().openapi({
          description: 'Holds monthly figures published as fewer than five, each counted as two',
        }),
        correction: z.boolean(),
      }),
    ),
    trend: z.array(
      z.object({ period: z.string(), name: textSchema, all: resultSchema, satisfaction: resultSchema }),
    ),
    rated: z.int(),
    unrated: unratedSchema,
    apart: z.object({
      poster: z
        .int()
        .nullable()
        .openapi({ description: 'Ratings without an occasion: unverified, in no score' }),
      pressed: z.int().nullable().openapi({ description: 'Given in front of staff; null: fewer than five' }),
      setAside: z.int().nullable(),
    }),
    corrections: z
      .array(z.object({ indicator: z.string(), day: z.string(), reason: textSchema }))
      .openapi({ description: 'Objections of the station that were granted: whose day, and why' }),
    plan: planSchema,
  })
  .openapi('StationEvaluation')
export type StationEvaluation = z.infer<typeof stationEvaluationSchema>
