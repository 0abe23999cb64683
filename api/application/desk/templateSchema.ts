import { z } from '@hono/zod-openapi'
import { typed } from '../../appointment/wanted.ts'
import { feeSchema, limitUnitSchema } from '../../matter/catalogue.ts'
import { textSchema } from '../../openapi.ts'
import { stateNames } from '../states.ts'

/** Words that staff answer with again and again. */
export const templateSchema = z
  .object({
    id: z.string(),
    station: z.string().openapi({ description: 'Slug; * is for all' }),
    matter: z.string().nullable(),
    state: z.enum(stateNames).nullable(),
    title: z.string(),
    words: textSchema,
    rev: z.number().int(),
    mine: z.boolean().openapi({ description: 'Whether they may change it' }),
  })
  .openapi('AnswerTemplate')
export type AnswerTemplate = z.infer<typeof templateSchema>

export const templateQuery = z.strictObject({
  station: z.string().max(80),
  matter: z.string().max(20).optional(),
  state: z.enum(stateNames).optional(),
})
export const templatesSchema = z.object({ items: z.array(templateSchema) })

const content = {
  matter: z.string().max(20).nullable().default(null),
  state: z.enum(stateNames).nullable().default(null),
  title: typed(400).min(1),
  words: z.strictObject({ zh: typed(8000).min(1), en: typed(8000).min(1) }),
}
export const templateInput = z.strictObject({ station: z.string().max(80), ...content })
export const templateChange = z.strictObject({ rev: z.int().min(0), ...content })
export const templateOff = z.strictObject({ rev: z.int().min(0) })
export const templateParam = z.object({ id: z.string().min(1).max(80) })
export type TemplateInput = z.infer<typeof templateInput>
export type TemplateChange = z.infer<typeof templateChange>

const ownTime = z.object({
  value: z.int({ error: 'number.whole' }).min(1, { error: 'number.whole' }).max(400),
  unit: limitUnitSchema,
})

export const termsParam = z.object({ code: z.string().max(20).openapi({ example: 'CR-01' }) })
export const termsQuery = z.strictObject({ station: z.string().max(80) })

/** What a service point does differently from the bureau with one matter. */
export const termsSchema = z
  .object({
    matter: z.object({ code: z.string(), name: textSchema }),
    station: z.object({ slug: z.string(), name: textSchema }),
    offered: z.boolean(),
    promise: ownTime.nullable().openapi({ description: 'Its own; null: that of the form' }),
    fee: feeSchema.nullable().openapi({ description: 'Its own; null: that of the matter' }),
    note: textSchema.nullable(),
    usual: z.object({
      legal: ownTime.nullable().openapi({ description: 'The longest the law allows' }),
      promise: ownTime.nullable().openapi({ description: 'The promise of the online form: the longest too' }),
      fee: feeSchema.nullable(),
    }),
    seen: z.string().openapi({ description: 'What was read, for the change to be made against' }),
  })
  .openapi('MatterTerms')
export type Terms = z.infer<typeof termsSchema>

export const termsChange = z.strictObject({
  station: z.string().max(80),
  offered: z.boolean(),
  promise: ownTime.nullable(),
  fee: feeSchema.nullable(),
  seen: z.string().max(4000),
})
export type TermsChange = z.infer<typeof termsChange>
