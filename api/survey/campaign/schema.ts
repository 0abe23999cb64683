import { z } from '@hono/zod-openapi'
import { campaignKinds } from '../../../db/schema/campaign.ts'
import { typed } from '../../appointment/wanted.ts'
import { listOf, textSchema } from '../../openapi.ts'
import { questionsMost } from './questions.ts'
import { publicStates } from './states.ts'

export const surveyParams = z.strictObject({ id: z.string().min(1).max(80).openapi({ example: 'cp_1' }) })
export const surveysQuery = z.strictObject({ cursor: z.string().max(200).optional() })
export const surveyQuery = z.strictObject({
  station: z
    .string()
    .min(1)
    .max(60)
    .optional()
    .openapi({ description: 'Slug: the results of this place alone; left out: of all together' }),
})

const placeSchema = z.object({ slug: z.string(), name: textSchema })

const itemSchema = z
  .object({
    id: z.string(),
    kind: z.enum(campaignKinds),
    kindText: textSchema,
    title: textSchema,
    opensOn: z.string(),
    closesOn: z.string().openapi({ description: 'The last day, included' }),
    state: z.enum(publicStates),
    stateText: textSchema,
  })
  .openapi('SurveyItem')
export type SurveyItem = z.infer<typeof itemSchema>
export const surveyList = listOf(itemSchema)
export type SurveyList = z.infer<typeof surveyList>

const levelSchema = z.object({ level: z.int(), name: textSchema })
const askedSchema = z
  .object({
    n: z.int(),
    kind: z.enum(['level5', 'choice', 'seen']),
    text: textSchema,
    levels: z.array(levelSchema).openapi({ description: 'From the most to the least' }),
    inEvaluation: z.boolean().openapi({
      description: 'The answers with a code go into the evaluation (见警率) and are published there alone',
    }),
  })
  .openapi('SurveyAsked')

const cellSchema = z
  .object({
    question: z.int(),
    verified: z.boolean().openapi({ description: 'With a paper code' }),
    from: z.int(),
    to: z.int(),
    topped: z.int().nullable().openapi({
      description: 'Of each cell one to four are of the levels from to to, the others of this one',
    }),
    cells: z.int().openapi({ description: 'How many published cells are added up in this line' }),
    levels: textSchema.openapi({ description: 'The levels in words' }),
    n: z.int(),
  })
  .openapi('SurveyCell')
export type SurveyCell = z.infer<typeof cellSchema>

export const surveySchema = itemSchema
  .extend({
    about: textSchema,
    takesOpen: z.boolean().openapi({ description: 'Answers without a code are taken; they are shown apart' }),
    questions: z.array(askedSchema),
    stations: z.array(
      placeSchema.extend({
        report: textSchema.nullable().openapi({ description: 'What the station says it did' }),
      }),
    ),
    withdrawn: textSchema.nullable().openapi({ description: 'Why it was withdrawn' }),
    results: z
      .object({
        station: placeSchema.nullable().openapi({ description: 'null: all together' }),
        cells: z.array(cellSchema),
        sha256: z
          .string()
          .openapi({ description: 'Of the CSV of all cells, as the audit record attests it' }),
        leaf: z.string(),
      })
      .nullable()
      .openapi({ description: 'null until it is over' }),
  })
  .openapi('Survey')
export type Survey = z.infer<typeof surveySchema>

/** Free words are so long at most, characters. */
export const wordsMost = 500

export const answerSchema = z
  .strictObject({
    code: typed(80).optional().openapi({ example: 'K7M3 9QXT H4WC', description: 'Of the paper; once' }),
    station: typed(60)
      .optional()
      .openapi({ description: 'Slug of the place meant; a code says it by itself' }),
    answers: z
      .record(z.string().regex(new RegExp(`^[1-${questionsMost}]$`)), z.int().min(1).max(6))
      .default({})
      .openapi({
        description: 'Levels by the number of the question; each may be left out',
        example: { '1': 4 },
      }),
    comment: typed(wordsMost * 4)
      .optional()
      .openapi({ description: 'Free words; sealed, read by the bureau alone once all is over' }),
    proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
    website: typed(200).optional().openapi({ description: 'Leave empty' }),
  })
  .openapi('SurveyAnswer')
export type SurveyAnswer = z.infer<typeof answerSchema>

export const takenSchema = z
  .object({
    taken: z.literal(true),
    verified: z.boolean(),
    resultsOn: z.string().openapi({ description: 'The day on which the results come out' }),
  })
  .openapi('SurveyTaken')
export type Taken = z.infer<typeof takenSchema>
