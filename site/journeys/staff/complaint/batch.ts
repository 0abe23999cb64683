import type { APIContext } from 'astro'
import type { Batched } from '../../../../api/complaint/desk/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import { textOf } from '../../person.ts'

/** What was ticked and typed on the list. */
export interface BatchForm {
  action: 'take' | 'sort' | 'decline' | null
  references: string[]
  words: string
}

/** Reads a posted form; whatever is missing is empty. */
export function readBatch(data: FormData): BatchForm {
  const action = textOf(data, 'action')
  return {
    action: (['take', 'sort', 'decline'] as const).find((one) => one === action) ?? null,
    references: data.getAll('references').filter((one) => typeof one === 'string'),
    words: textOf(data, 'words'),
  }
}

/** Where the API's complaints belong on the page. */
export const batchPointers = { '/references': 'references', '/words': 'words' } as const

/** Does it, and tells what came of each. */
export async function actOnAll(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  { action, references, words }: BatchForm,
): Promise<{ batched?: Batched; problem?: ProblemDocument }> {
  const body = { action, references, ...(action === 'decline' && { words }) }
  const answer = await staffAsk<Batched>(where, '/staff/complaints/batch', { method: 'POST', body })
  return answer.ok ? { batched: answer.data } : { problem: answer.problem }
}
