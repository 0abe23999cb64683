import { z } from '@hono/zod-openapi'
import { errorKinds } from '../../db/schema/feedback.ts'
import { promiseSchema } from '../appointment/schema.ts'
import { typed } from '../appointment/wanted.ts'
import { textSchema } from '../openapi.ts'
import { wordsMost } from './words.ts'

/** What every public post of this feature carries for the gate. */
const gate = {
  proof: typed(2000).optional().openapi({ description: 'Solution of GET /challenge' }),
  website: typed(200).optional().openapi({ description: 'Leave empty' }),
}
const words = typed(wordsMost * 4).min(1, { error: 'required' })
const contact = typed(60)
  .optional()
  .openapi({ description: 'A phone number; a mobile is told of the answer', example: '13800000000' })

/** An error on a page of this site. */
export const reportSchema = z
  .strictObject({
    page: typed(2000)
      .min(1, { error: 'required' })
      .openapi({ description: 'Path of a page of this site', example: '/stations/qingshi' }),
    kind: z.enum(errorKinds, { error: 'report.kind' }),
    words,
    contact,
    ...gate,
  })
  .openapi('PageReport')
export type ReportInput = z.infer<typeof reportSchema>

export const opinionParams = z.strictObject({ id: z.string().min(1).max(80) })
/** What somebody thinks of what a consultation asks. */
export const opinionSchema = z
  .strictObject({ words, name: typed(200).optional(), ...gate })
  .openapi('OpinionInput')
export type OpinionInput = z.infer<typeof opinionSchema>

/** Who answers; slug null: the bureau. */
export const answererSchema = z.object({ slug: z.string().nullable(), name: textSchema })

export const reportReceiptSchema = z
  .object({
    reference: z.string().openapi({ example: 'F-20261123-7K3M9Q' }),
    accessCode: z.string(),
    page: z.string(),
    kind: z.enum(errorKinds),
    answerer: answererSchema,
    dueAt: z.string(),
    dueDay: z.string(),
    counted: z.array(textSchema).openapi({ description: 'How the due day was counted, step by step' }),
    told: z.enum(['text', 'look']).openapi({ description: 'How its reporter hears of the answer' }),
    keptDays: z
      .number()
      .int()
      .openapi({ description: 'Words and number are deleted so long after the answer' }),
    promise: promiseSchema,
  })
  .openapi('PageReportReceipt')
export type ReportReceipt = z.infer<typeof reportReceiptSchema>

/** A consultation as whoever would like to say something sees it. */
export const consultationAnswerSchema = z
  .object({
    notice: z.object({ id: z.string(), title: textSchema }),
    answerer: answererSchema,
    closesOn: z.string().openapi({ description: 'Opinions are taken until the end of this day' }),
    open: z.boolean(),
    keptDays: z.number().int(),
  })
  .openapi('Consultation')
export type ConsultationAnswer = z.infer<typeof consultationAnswerSchema>

export const opinionReceiptSchema = z
  .object({
    reference: z.string(),
    accessCode: z.string(),
    notice: z.object({ id: z.string(), title: textSchema }),
    answerer: answererSchema,
    closesOn: z.string(),
    keptDays: z.number().int().openapi({ description: 'All of it is deleted so long after the closing day' }),
    promise: promiseSchema,
  })
  .openapi('OpinionReceipt')
export type OpinionReceipt = z.infer<typeof opinionReceiptSchema>
