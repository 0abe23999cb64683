import type { APIContext } from 'astro'
import type { Unmasked } from '../../../../api/record/schema.ts'
import type { Looked } from '../../../../api/survey/rectify/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

/** What came of a button of the page of a call-back. */
export interface Acted {
  problem?: ProblemDocument
  done?: StaffKey
  /** Whom to call; shown in this answer alone. */
  number?: Unmasked
}

/** The field of a question of the script. */
export const questionField = (key: string) => `q-${key}`

/** Whether a call is about a bad rating: it goes by an id of its own, and whom to call is seen there. */
export const isRating = (reference: string) => reference.startsWith('rc_')

/** Does what a button asks for. */
export async function act(
  where: Pick<APIContext, 'request' | 'url' | 'locals'>,
  id: string,
  data: FormData,
): Promise<Acted> {
  const text = (name: string) => textOf(data, name)
  const post = <T>(path: string, body: object) => staffAsk<T>(where, path, { method: 'POST', body })
  const at = `/staff/callbacks/${encodeURIComponent(id)}`
  const rev = Number(text('rev'))
  if (text('verb') === 'number' && isRating(text('reference'))) {
    const reference = text('reference')
    const answer = await post<Looked>(`/staff/rectifications/${encodeURIComponent(reference)}/unmask`, {
      words: '回访',
    })
    return answer.ok
      ? { number: { reference, values: { name: answer.data.name, phone: answer.data.phone } } }
      : { problem: answer.problem }
  }
  if (text('verb') === 'number') {
    const path = `/staff/records/${encodeURIComponent(text('reference'))}/unmask`
    const answer = await post<Unmasked>(path, { fields: ['name', 'phone'], reason: 'callback' })
    return answer.ok ? { number: answer.data } : { problem: answer.problem }
  }
  if (text('verb') === 'attempt') {
    const answer = await post(`${at}/attempt`, { rev, ...(text('how') && { how: text('how') }) })
    return answer.ok ? { done: 'done.callback.tried' } : { problem: answer.problem }
  }
  const answers = Object.fromEntries(
    [...data.entries()].flatMap(([name, value]) =>
      name.startsWith('q-') && typeof value === 'string' && value ? [[name.slice(2), value]] : [],
    ),
  )
  const satisfied = Number(text('satisfied'))
  const answer = await post(`${at}/outcome`, {
    rev,
    ...(text('outcome') && { outcome: text('outcome') }),
    ...(satisfied > 0 && { satisfied }),
    answers,
    ...(text('words') && { words: text('words') }),
  })
  return answer.ok ? { done: 'done.callback.done' } : { problem: answer.problem }
}

/** Where the API's complaints belong on the page. */
export const callbackPointers = {
  '/how': 'how',
  '/outcome': 'outcome',
  '/satisfied': 'satisfied',
  '/words': 'words',
} as const
