import type { APIContext } from 'astro'
import type { Batched } from '../../../../api/application/desk/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import { textOf } from '../../person.ts'

/** What can be done to several applications at once, by the name the API has for it. */
export const batchActs = ['take', 'accept', 'process', 'assign', 'message'] as const

/** What was ticked, chosen and typed on the work list. */
export interface BatchForm {
  action: (typeof batchActs)[number] | null
  references: string[]
  staffId: string
  words: string
  asks: boolean
}

/** Reads a posted form; whatever is missing is empty. */
export function readBatch(data: FormData): BatchForm {
  return {
    action: batchActs.find((action) => action === textOf(data, 'action')) ?? null,
    references: data.getAll('references').filter((one) => typeof one === 'string'),
    staffId: textOf(data, 'staffId'),
    words: textOf(data, 'words'),
    asks: textOf(data, 'asks') === 'yes',
  }
}

/** Where the API's complaints belong on the page. */
export const batchPointers = {
  '/references': 'references',
  '/staffId': 'staffId',
  '/words': 'words',
} as const

/** Does it, and tells what came of each. */
export async function actOnAll(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  { action, references, staffId, words, asks }: BatchForm,
): Promise<{ batched?: Batched; problem?: ProblemDocument }> {
  const body = {
    action,
    references,
    ...(action === 'assign' && { staffId }),
    ...(action === 'message' && { words, asks }),
  }
  const answer = await staffAsk<Batched>(where, '/staff/applications/batch', { method: 'POST', body })
  return answer.ok ? { batched: answer.data } : { problem: answer.problem }
}
