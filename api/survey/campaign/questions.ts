import { z } from '@hono/zod-openapi'
import { lineSchema } from '../../notice/content.ts'
import type { Text } from '../../shared/text.ts'
import { ratingLevels } from '../scale.ts'

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

/** 见警率, the heading of the founding text (standards A2), as it is asked here. */
const seen: Text = {
  zh: '最近一个月，您在自己的村、社区里多久看到一次民警走访或者巡逻？',
  en: 'In the last month, how often did you see police on foot or on patrol where you live?',
}
/** How often, the most first; also the levels of the indicator `visibility`. */
export const seenLevels: readonly { level: number; name: Text }[] = [
  { level: 5, name: { zh: '差不多每天', en: 'Nearly every day' } },
  { level: 4, name: { zh: '一周几次', en: 'Several times a week' } },
  { level: 3, name: { zh: '一周一次', en: 'Once a week' } },
  { level: 2, name: { zh: '一个月一两次', en: 'Once or twice in the month' } },
  { level: 1, name: { zh: '没有看到', en: 'Never' } },
]

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
