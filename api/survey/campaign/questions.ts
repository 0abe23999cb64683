import { z } from '@hono/zod-openapi'
import { lineSchema } from '../../notice/content.ts'
import type { Text } from '../../shared/text.ts'
import { ratingLevels } from '../scale.ts'
import { seen, seenLevels } from './seen.ts'

const needed = { error: 'required' }
/** A line in both languages; English may be left out. */
export const line = (most: number) =>
  z.strictObject({
    zh: lineSchema(most).pipe(z.string().min(1, needed)),
    en: lineSchema(most * 3).default(''),
  })

export const questionsMost = 8
export const choicesMost = 6

/**
 * A question: one of the five levels, one of some choices from the most to the least, or how often police are seen, whose
 * words are the same in every survey: otherwise the numbers of two could not be put together.
 */
export const questionSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('level5'), text: line(80) }),
    z.strictObject({
      kind: z.literal('choice'),
      text: line(80),
      choices: z
        .array(line(30))
        .min(2, { error: 'survey.choices' })
        .max(choicesMost)
        .openapi({ description: 'From the most to the least' }),
    }),
    z.strictObject({ kind: z.literal('seen') }),
  ])
  .openapi('SurveyQuestion')
export type Question = z.infer<typeof questionSchema>

export const questionText = (question: Question): Text => (question.kind === 'seen' ? seen : question.text)

/** The levels a question is answered by, the most first. */
export function levelsOf(question: Question): { level: number; name: Text }[] {
  if (question.kind === 'seen') return [...seenLevels]
  if (question.kind === 'level5') return [...ratingLevels]
  const { choices } = question
  return choices.map(({ zh, en }, i) => ({ level: choices.length - i, name: { zh, en: en || zh } }))
}

/** The number of the question that goes into the evaluation; 0: none. */
export const seenNumber = (questions: readonly Question[]): number =>
  questions.findIndex(({ kind }) => kind === 'seen') + 1

/** The questions as the database keeps them. */
export const readQuestions = (json: string): Question[] => JSON.parse(json) as Question[]
