import type { APIContext } from 'astro'
import type { VisitOptions } from '../../../api/application/visitSchema.ts'
import { type Answer, ask, type ProblemDocument } from '../../lib/ask.ts'
import { textOf } from '../person.ts'
import { sendChosen } from './files.ts'
import { readTyped, savingOf } from './form.ts'

/** What a button of an application asks for. */
const goes = [
  ...(['show', 'ask', 'message', 'fix', 'answer', 'visits', 'visit', 'withdrawn', 'add'] as const),
] as const
export type MineGo = (typeof goes)[number] | 'remove' | 'link'

export interface MineForm {
  reference: string
  accessCode: string
  go: MineGo
  /** The file that a button is about. */
  file: string
}

/** Reads a post; a file's number stands behind a colon. */
export function readMine(data: FormData): MineForm {
  const [word = '', ...rest] = textOf(data, 'go').split(':')
  const taken = textOf(data, 'remove')
  if (taken) return { ...holderOf(data), go: 'remove', file: taken }
  const file = rest.join(':')
  const go = word === 'link' && file ? word : (goes.find((one) => one === word) ?? 'show')
  return { ...holderOf(data), go, file }
}

const holderOf = (data: FormData) => ({
  reference: textOf(data, 'reference'),
  accessCode: textOf(data, 'accessCode'),
})

/** What was just done, or what it brought. */
export interface MineDone {
  done?: 'message' | 'fixed' | 'answered' | 'held' | 'withdrawn' | undefined
  problem?: ProblemDocument | undefined
  options?: VisitOptions
  held?: { bookingReference: string; startsAt: string; bookingCode: string | null }
  /** Where a file can be saved from, for five minutes. */
  link?: string
}

type Where = Pick<APIContext, 'request' | 'url' | 'locals' | 'cookies'>

/** Does what the button asks for; one that only shows does nothing. */
export async function actOnMine(where: Where, form: MineForm, data: FormData): Promise<MineDone> {
  const { accessCode } = form
  const at = `/applications/${encodeURIComponent(form.reference || '-')}`
  const post = <T>(verb: string, more: object = {}): Promise<Answer<T>> =>
    ask<T>(where, `${at}/${verb}`, { method: 'POST', body: { accessCode, ...more } })
  const file = encodeURIComponent(form.file)
  switch (form.go) {
    case 'message':
      return after('message', await post('messages', { words: textOf(data, 'words') }))
    case 'withdrawn':
      return after('withdrawn', await post('withdraw'))
    case 'visits': {
      const answer = await post<VisitOptions>('visits')
      return answer.ok ? { options: answer.data } : { problem: answer.problem }
    }
    case 'visit': {
      const answer = await ask<NonNullable<MineDone['held']>>(where, `${at}/visit`, {
        method: 'POST',
        body: { accessCode, slotId: textOf(data, 'slotId') },
        // Pressed twice, it is held once.
        idempotencyKey: textOf(data, 'key') || crypto.randomUUID(),
      })
      return answer.ok ? { done: 'held', held: answer.data } : { problem: answer.problem }
    }
    case 'link': {
      const answer = await post<{ url: string }>(`files/${file}/link`)
      return answer.ok ? { link: answer.data.url } : { problem: answer.problem }
    }
    case 'remove':
      return after(undefined, await post(`files/${file}/remove`))
    case 'add':
      return { problem: await sendChosen(where, form, data, form.file) }
    case 'fix':
    case 'answer': {
      // A file that was chosen goes with what is typed, whichever button is pressed; what is wrong is said at once.
      const sent = await sendChosen(where, form, data)
      const problem = sent && !sent.errors?.length ? sent : together(sent, await keep(where, form, data))
      if (problem) return { problem }
      return form.go === 'fix' ? { done: 'fixed' } : after('answered', await post('answer'))
    }
    default:
      return {}
  }
}

/** What two refusals say, as one: whoever reads it mends both at once. */
const together = (
  one: ProblemDocument | undefined,
  other: ProblemDocument | undefined,
): ProblemDocument | undefined =>
  one?.errors && other ? { ...other, errors: [...one.errors, ...(other.errors ?? [])] } : (other ?? one)

/** Whether what was typed to put it right is not kept yet, and stands in the fields again. */
export const isTyped = ({ go }: Pick<MineForm, 'go'>, { problem }: MineDone): boolean =>
  go === 'add' || go === 'remove' || ((go === 'fix' || go === 'answer') && problem !== undefined)

const after = (done: MineDone['done'], answer: Answer<unknown>): MineDone =>
  answer.ok ? { done } : { problem: answer.problem }

/** Keeps what was put right. */
async function keep(where: Where, form: MineForm, data: FormData): Promise<ProblemDocument | undefined> {
  const typed = readTyped(data)
  const asked = textOf(data, 'asked').split(',').filter(Boolean)
  // A box that was cleared is not in the post: its question was on the page all the same.
  const answers = Object.fromEntries(asked.map((key) => [key, typed[key] ?? '']))
  const person = data.has('name') ? savingOf(data, 'who') : null
  const delivery = data.has('delivering') ? savingOf(data, 'delivery') : null
  if (asked.length === 0 && !person && !delivery) return undefined
  const answer = await ask(where, `/applications/${encodeURIComponent(form.reference || '-')}/save`, {
    method: 'POST',
    body: { accessCode: form.accessCode, ...person, ...delivery, ...(asked.length > 0 && { answers }) },
  })
  return answer.ok ? undefined : answer.problem
}

/** The stage to show again in another language or size: what was done is not done again. */
export const showAgain = (go: MineGo): MineGo => (['ask', 'visits'].includes(go) ? go : 'show')
