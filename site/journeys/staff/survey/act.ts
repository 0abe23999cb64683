import type { APIContext } from 'astro'
import type { Looked } from '../../../../api/survey/rectify/schema.ts'
import type { ProblemDocument } from '../../../lib/ask.ts'
import { staffAsk } from '../../../lib/staffAsk.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'
import { textOf } from '../../person.ts'

type Where = Pick<APIContext, 'request' | 'url' | 'locals'>

/** What came of a button. */
export interface Acted {
  problem?: ProblemDocument
  done?: StaffKey
  /** Whom to call; shown in this answer alone. */
  number?: Looked
}

/** What the buttons of these pages do: the last part of the API's path, and what is said when it is done. */
const verbs = {
  contact: 'done.rating.noted',
  task: 'done.rating.sent',
  fix: 'done.rating.noted',
  more: 'done.rating.asked',
  extension: 'done.rating.decided',
  appeal: 'done.rating.decided',
  close: 'done.rating.closed',
  plan: 'done.rating.noted',
} as const satisfies Record<string, StaffKey>
export type Verb = keyof typeof verbs | 'unmask'
const isVerb = (verb: string): verb is keyof typeof verbs => Object.hasOwn(verbs, verb)

/** The name of a field of one of several forms on a page. */
export const fieldOf = (verb: string, name: string) => `${verb}-${name}`

const fields = ['words', 'how', 'outcome', 'reason', 'day', 'value', 'give', 'accept'] as const

/** Where the API's complaints about the form that was sent belong on the page. */
export const pointersFor = (verb: string) =>
  Object.fromEntries(fields.map((name) => [`/${name}`, fieldOf(verb, name)]))

/** Does what a button asks for, at `/staff/rectifications/{id}` or `/staff/rating-tasks/{id}`. */
export async function act(where: Where, at: string, data: FormData): Promise<Acted> {
  const verb = textOf(data, 'verb')
  const text = (name: string) => textOf(data, fieldOf(verb, name))
  const rev = Number(textOf(data, 'rev'))
  const post = <T>(rest: string, body: object) =>
    staffAsk<T>(where, `${at}/${rest}`, { method: 'POST', body })
  if (verb === 'unmask') {
    const answer = await post<Looked>('unmask', { words: text('words') })
    return answer.ok ? { number: answer.data } : { problem: answer.problem }
  }
  if (!isVerb(verb)) return {}
  const yes = (name: 'give' | 'accept') => text(name) && { [name]: text(name) === 'yes' }
  const answer = await post(verb, {
    rev,
    ...Object.fromEntries(
      (['words', 'how', 'outcome', 'reason', 'day'] as const).flatMap((name) =>
        data.has(fieldOf(verb, name)) && (name === 'words' || text(name)) ? [[name, text(name)]] : [],
      ),
    ),
    ...(data.has(fieldOf(verb, 'value')) && { value: Number(text('value') || 'x') }),
    ...yes('give'),
    ...yes('accept'),
  })
  return answer.ok ? { done: verbs[verb] } : { problem: answer.problem }
}
