import { z } from 'zod'
import { basisSchema, certaintySchema, textSchema } from './catalogue.ts'

/**
 * "Do I need this paper?" (standards D): one entry per paper that people are sent to a station for, and
 * where the answer really lies. Basis of the whole: 公通字〔2016〕21号.
 */

/** D1 shown by ID papers, D2 by the household book, D3 not police business, D4 may be issued, D5 not committee. */
export const paperCategorySchema = z.enum(['D1', 'D2', 'D3', 'D4', 'D5-committee'])
export type PaperCategory = z.infer<typeof paperCategorySchema>

export const paperAnswerSchema = z.enum([
  'no-need',
  'not-police',
  'police-issues',
  'not-police-not-committee',
])
export type PaperAnswer = z.infer<typeof paperAnswerSchema>

/** Short headings for the four answers. */
export const paperAnswerNames: Record<PaperAnswer, { zh: string; en: string }> = {
  'no-need': { zh: '不用开，证件上就有', en: 'Not needed: your documents already show it' },
  'not-police': { zh: '不归派出所开', en: 'Not for the police to issue' },
  'police-issues': { zh: '派出所可以开', en: 'The station can issue it' },
  'not-police-not-committee': {
    zh: '派出所不开，居委会、村委会也不开',
    en: 'Neither the police nor the residents’ committee issues it',
  },
}

export const paperSchema = z.object({
  id: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
  /** As people ask for it. */
  name: textSchema,
  category: paperCategorySchema,
  answer: paperAnswerSchema,
  /** Which document proves it, or which office to ask. */
  whoInstead: textSchema,
  /** How sure the routing in `whoInstead` is; the refusal itself rests on `basis`. */
  whoInsteadCertainty: certaintySchema,
  /** What to show instead of a certificate; null where nothing in hand shows it. */
  showInstead: textSchema.nullable(),
  /** The matter by which the police issue it; null when they do not, or only as another law says. */
  matterCode: z.string().nullable(),
  /** Matters that help although they are not this paper. */
  relatedMatters: z.array(z.string()),
  /** When the answer is different after all, and the matter for that case. */
  exception: z
    .object({ text: textSchema, matterCode: z.string().nullable(), certainty: certaintySchema })
    .nullable(),
  /** Residents' and villagers' committees may not issue it either (six bodies, 2020). */
  committeeMayNot: z.boolean(),
  basis: basisSchema,
  searchWords: z.object({ zh: z.array(z.string().min(1)).min(1), en: z.array(z.string().min(1)).min(1) }),
})
export type Paper = z.infer<typeof paperSchema>
