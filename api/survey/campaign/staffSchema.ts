import { z } from '@hono/zod-openapi'
import { campaignEvents, campaignKinds, campaignStates } from '../../../db/schema/campaign.ts'
import { typed } from '../../appointment/wanted.ts'
import { daySchema } from '../../calendar/schema.ts'
import { lineSchema } from '../../notice/content.ts'
import { listOf, textSchema } from '../../openapi.ts'
import { line, questionSchema, questionsMost } from './questions.ts'

const needed = { error: 'required' }
const rev = z.number().int().min(0).openapi({ description: 'The revision that was seen' })
const paragraphs = (most: number) =>
  z.strictObject({ zh: typed(most * 2).min(1, needed), en: typed(most * 3).default('') })

/** A text that everybody reads is so long at most, characters. */
export const aboutMost = 500
export const reportMost = 4000
/** Papers handed out in one place. */
export const quotaLeast = 5
export const quotaMost = 500
/** More stations than any county has. */
export const stationsMost = 200

export const idParam = z.strictObject({ id: z.string().min(1).max(80) })
export const deskQuery = z.strictObject({ cursor: z.string().max(200).optional() })

const planShape = {
  title: line(60),
  about: paragraphs(aboutMost),
  opensOn: daySchema,
  closesOn: daySchema.openapi({ description: 'The last day, included' }),
  questions: z.array(questionSchema).min(1, { error: 'survey.questions' }).max(questionsMost),
  takesOpen: z.boolean().default(false),
  stations: z
    .array(
      z.strictObject({
        slug: typed(60).min(1, needed),
        quota: z
          .int({ error: 'survey.quota' })
          .min(quotaLeast, { error: 'survey.quota' })
          .max(quotaMost, { error: 'survey.quota' }),
      }),
    )
    .min(1, { error: 'survey.stations' })
    .max(stationsMost),
}
export const planSchema = z.strictObject({ kind: z.enum(campaignKinds), ...planShape }).openapi('SurveyPlan')
export type PlanInput = z.infer<typeof planSchema>
export const replanSchema = z.strictObject({ rev, ...planShape }).openapi('SurveyPlanChange')
export type ReplanInput = z.infer<typeof replanSchema>

export const seenSchema = z.strictObject({ rev })
export const returnSchema = z.strictObject({ rev, remark: lineSchema(300).pipe(z.string().min(1, needed)) })
export const publishSchema = z
  .strictObject({
    rev,
    over: z
      .array(z.string().max(80))
      .max(200)
      .default([])
      .openapi({ description: 'Keys of findings of the privacy gate that may stand' }),
    why: lineSchema(300).default(''),
  })
  .openapi('SurveyReading')
export type PublishInput = z.infer<typeof publishSchema>
export const withdrawSchema = z.strictObject({ rev, reason: line(100) })
export type WithdrawInput = z.infer<typeof withdrawSchema>

export const codesSchema = z.strictObject({
  station: typed(60).min(1, needed).openapi({ description: 'Slug' }),
  sheet: z
    .int()
    .min(0)
    .openapi({ description: 'How many sheets were drawn, as it was seen; a new one voids what is unused' }),
})
export const sheetSchema = z
  .object({
    survey: z.object({ title: textSchema, opensOn: z.string(), closesOn: z.string() }),
    station: z.object({ slug: z.string(), name: textSchema }),
    sheet: z.int(),
    codes: z.array(z.string()).openapi({ description: 'Shown this once; only their hashes are kept' }),
  })
  .openapi('SurveySheet')
export type Sheet = z.infer<typeof sheetSchema>

export const reportParams = z.strictObject({
  id: z.string().min(1).max(80),
  station: z.string().min(1).max(60),
})
export const reportSchema = z.strictObject({ words: paragraphs(reportMost) })
export type ReportInput = z.infer<typeof reportSchema>

export const plannedSchema = z.object({ id: z.string(), rev: z.number().int() })
export const movedSchema = z.object({ rev: z.number().int(), state: z.enum(campaignStates) })
export const savedSchema = z.object({ saved: z.literal(true) })

const deskItem = z
  .object({
    id: z.string(),
    kind: z.enum(campaignKinds),
    kindText: textSchema,
    title: textSchema,
    opensOn: z.string(),
    closesOn: z.string(),
    state: z.enum(campaignStates),
    stateText: textSchema,
  })
  .openapi('SurveyWork')
export const deskList = listOf(deskItem)
export type DeskList = z.infer<typeof deskList>

export const surveySteps = ['plan', 'send', 'return', 'publish', 'withdraw', 'codes', 'words'] as const
export const deskSurvey = deskItem
  .extend({
    rev: z.number().int(),
    about: textSchema,
    questions: z.array(questionSchema),
    takesOpen: z.boolean(),
    stations: z.array(
      z.object({
        slug: z.string(),
        name: textSchema,
        quota: z.int(),
        sheet: z.int(),
        used: z.int().openapi({ description: 'Codes used, rounded down to fives: no number before the end' }),
        report: textSchema,
      }),
    ),
    can: z.array(z.enum(surveySteps)),
    findings: z
      .array(z.object({ field: z.string(), key: z.string(), rule: z.string(), text: z.string() }))
      .openapi({ description: 'What the privacy gate finds in what is to be published' }),
    events: z.array(
      z.object({
        at: z.string(),
        what: z.enum(campaignEvents),
        by: z.string().nullable(),
        remark: z.string(),
      }),
    ),
  })
  .openapi('SurveyAtWork')
export type DeskSurvey = z.infer<typeof deskSurvey>

export const wordsQuery = z.strictObject({ cursor: z.string().max(200).optional() })
export const wordsList = listOf(
  z.object({ id: z.string(), station: textSchema, words: z.string() }).openapi('SurveyWords'),
)
export type WordsList = z.infer<typeof wordsList>

export const reportList = z
  .object({
    items: z.array(
      deskItem
        .extend({
          station: z.object({ slug: z.string(), name: textSchema }),
          words: textSchema,
          open: z.boolean().openapi({ description: 'Whether it may still be written' }),
        })
        .openapi('SurveyReport'),
    ),
  })
  .openapi('SurveyReports')
export type ReportList = z.infer<typeof reportList>
