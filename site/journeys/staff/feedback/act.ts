import type { APIContext } from 'astro'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** What is typed to answer a report or to pass it on. */
export interface AnswerForm {
  stage: 'answer' | 'pass'
  rev: string
  words: string
  /** `yes`, `no`, or nothing chosen. */
  corrected: string
  to: string
}

export function readAnswer(data: FormData): AnswerForm {
  return {
    stage: textOf(data, 'stage') === 'pass' ? 'pass' : 'answer',
    rev: textOf(data, 'rev'),
    words: textOf(data, 'words'),
    corrected: textOf(data, 'corrected'),
    to: textOf(data, 'to'),
  }
}

export const answerPointers = { '/words': 'words', '/corrected': 'corrected', '/to': 'to' } as const

/** Does what was pressed; `done` is what to say on the next page. */
export async function act(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  reference: string,
  { stage, rev, words, corrected, to }: AnswerForm,
): Promise<{ done?: StaffKey; problem?: ProblemDocument }> {
  const body =
    stage === 'pass'
      ? { rev: Number(rev), to }
      : {
          rev: Number(rev),
          words,
          ...((corrected === 'yes' || corrected === 'no') && { corrected: corrected === 'yes' }),
        }
  const path = `/staff/feedback/${encodeURIComponent(reference)}/${stage}`
  const answer = await staffAsk<unknown>(where, path, { method: 'POST', body })
  if (!answer.ok) return { problem: answer.problem }
  return { done: stage === 'pass' ? 'done.feedback.passed' : 'done.feedback.answered' }
}
