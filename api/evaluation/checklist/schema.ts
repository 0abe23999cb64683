import { z } from '@hono/zod-openapi'
import { stationSettings } from '../../../db/schema/checklist.ts'
import { typed } from '../../appointment/wanted.ts'
import { certaintySchema } from '../../matter/catalogue.ts'
import { textSchema } from '../../openapi.ts'
import { isRealDay } from '../../shared/realDay.ts'

const stationSchema = z.object({ slug: z.string(), name: textSchema })
const lineSchema = z.object({
  code: z.enum(['staffing', 'load', 'rooms']),
  name: textSchema,
  value: z.number().nullable(),
  unit: z.enum(['people', 'percent']),
  least: z.number().nullable(),
  most: z.number().nullable(),
  met: z.boolean().nullable(),
  gate: z
    .boolean()
    .openapi({ description: 'A gate decides about the first grade; a load is for information' }),
  basis: textSchema,
  certainty: certaintySchema,
})

/** The checklist of every station, and its honours. */
export const checklistSchema = z
  .object({
    items: z.array(
      z.object({
        station: stationSchema,
        asOf: z
          .string()
          .nullable()
          .openapi({ description: 'The day the figures are of; null: none entered yet' }),
        setting: textSchema.nullable(),
        lines: z.array(lineSchema),
        evidence: textSchema.nullable(),
        honours: z.array(z.string()).openapi({ description: 'The years of the honour' }),
      }),
    ),
    honour: z.object({ name: textSchema, rules: z.array(textSchema) }),
  })
  .openapi('EvaluationChecklist')
export type Checklist = z.infer<typeof checklistSchema>

const count = (most: number) =>
  z.int({ error: 'wrong-value' }).min(0, { error: 'wrong-value' }).max(most, { error: 'wrong-value' })

export const factsParams = z.object({ slug: z.string().min(1).max(80) })
export const factsInput = z
  .strictObject({
    seen: z.int().min(0).openapi({ description: 'The version that was seen; 0: none yet' }),
    asOf: z.string().refine(isRealDay, { error: 'wrong-value' }),
    setting: z.enum(stationSettings, { error: 'choice.required' }),
    officers: count(2000),
    communityOfficers: count(2000),
    residents: count(5_000_000),
    roomsDue: count(500),
    rooms: count(500),
    evidence: z.strictObject({
      zh: typed(200).min(1, { error: 'evidence.required' }),
      en: typed(200).default(''),
    }),
  })
  .openapi('StationFacts')
export type FactsInput = z.infer<typeof factsInput>

export const factsSchema = z
  .object({
    station: stationSchema,
    version: z.int(),
    facts: factsInput.omit({ seen: true }).nullable(),
    settings: z.array(z.object({ code: z.enum(stationSettings), name: textSchema })),
    history: z.array(z.object({ version: z.int(), asOf: z.string(), at: z.string() })),
  })
  .openapi('StationFactsAtWork')
export type FactsAtWork = z.infer<typeof factsSchema>
