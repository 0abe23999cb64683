import type { APIContext } from 'astro'
import type { Answer, ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'
import { planOf } from './form.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Does what the button of a survey's page asks for: the message to show, or what was wrong. */
export async function act(
  where: Where,
  id: string,
  data: FormData,
): Promise<{ done?: StaffKey; problem?: ProblemDocument }> {
  const text = (name: string) => textOf(data, name)
  const post = (verb: string, body: object = {}): Promise<Answer<unknown>> =>
    staffAsk(where, `/staff/surveys/${encodeURIComponent(id)}/${verb}`, {
      method: 'POST',
      body: { rev: Number(text('rev')), ...body },
    })
  const verbs: Record<string, (() => Promise<Answer<unknown>>) | undefined> = {
    plan: () => post('plan', planOf(data)),
    send: () => post('send'),
    return: () => post('return', { remark: text('remark') }),
    publish: () => post('publish', { over: data.getAll('over').map(String), why: text('why') }),
    withdraw: () => post('withdraw', { reason: { zh: text('reasonZh'), en: text('reasonEn') } }),
  }
  const answer = await verbs[text('stage')]?.()
  if (!answer) return {}
  return answer.ok ? { done: 'done.survey' } : { problem: answer.problem }
}
