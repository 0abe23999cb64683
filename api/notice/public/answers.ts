import { fewestAnswers, type NoticeAnswers } from './schema.ts'
import type { AnswerRow } from './showQuery.ts'

/** What is told of the answers to a notice: nothing of fewer than five, or each of them could be guessed. */
export function answersOf(read: readonly AnswerRow[], scored: boolean): NoticeAnswers {
  const given = (question: AnswerRow['question'], answer: number) =>
    read.find((row) => row.question === question && row.answer === answer)?.given ?? 0
  const [no, yes] = [given('clear', 0), given('clear', 1)]
  const scores = [1, 2, 3, 4, 5].map((score) => given('score', score))
  const all = scores.reduce((sum, n) => sum + n, 0)
  const points = scores.reduce((sum, n, i) => sum + n * (i + 1), 0)
  return {
    clear: yes + no >= fewestAnswers ? { yes, no } : null,
    score:
      scored && all >= fewestAnswers
        ? { given: scores, average: Math.round((100 * points) / all) / 100 }
        : null,
  }
}
