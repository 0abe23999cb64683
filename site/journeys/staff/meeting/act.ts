import type { APIContext } from 'astro'
import type { Answer, ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'
import { minutesOf, planOf } from './form.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** Does what the button of a meeting's page asks for: the message to show, or what was wrong. */
export async function act(
  where: Where,
  id: string,
  data: FormData,
): Promise<{ done?: StaffKey; problem?: ProblemDocument }> {
  const text = (name: string) => textOf(data, name)
  const rev = Number(text('rev'))
  const at = `/staff/meetings/${encodeURIComponent(id)}`
  const post = (path: string, body: object): Promise<Answer<unknown>> =>
    staffAsk(where, path, { method: 'POST', body: { rev, ...body } })
  const said = (name: string) => ({ zh: text(`${name}Zh`), en: text(`${name}En`) })
  const entry = `${at}/questions/${encodeURIComponent(text('reference') || '-')}`
  const over = () => ({ over: data.getAll('over').map(String), why: text('why') })
  const verbs: Record<string, (() => Promise<Answer<unknown>>) | undefined> = {
    plan: () => post(`${at}/plan`, planOf(data)),
    announce: () => post(`${at}/announce`, over()),
    cancel: () => post(`${at}/cancel`, { reason: said('reason') }),
    held: () => post(`${at}/held`, { came: data.getAll('came').map(String) }),
    minutes: () => post(`${at}/minutes`, minutesOf(data)),
    publish: () => post(`${at}/publish`, over()),
    answer: () => post(`${entry}/answer`, { words: text('words') }),
    show: () => post(`${entry}/publish`, { question: text('question'), answer: text('answer') }),
  }
  const answer = await verbs[text('stage')]?.()
  if (!answer) return {}
  return answer.ok ? { done: 'done.meeting' } : { problem: answer.problem }
}
