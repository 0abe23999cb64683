import type { Form, Question } from '../../../api/application/form/declaration.ts'
import { holds, readEligibility, type Stop } from '../../lib/application.ts'

/** What a link before the form may hold: the service point and the answers to the questions. Nobody is named in it. */
export interface Asked {
  /** The guide was read, the questions begin. */
  go: boolean
  station: string
  typed: Record<string, string>
  /** The question whose form was sent, answered or not. */
  sent: string
}

const mark = 'a-'
/** The name of a question in an address. */
export const askName = (key: string) => `${mark}${key}`

/** Reads a link, or the form that begins. */
export function readAsked(data: URLSearchParams | FormData): Asked {
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const typed: Record<string, string> = {}
  for (const name of data.keys()) if (name.startsWith(mark)) typed[name.slice(mark.length)] = text(name)
  const station = text('station').slice(0, 80)
  return { go: text('go') !== '' || Object.keys(typed).length > 0, station, typed, sent: text('sent') }
}

/** The page before the form that an address leads to. */
export type Place =
  | { page: 'guide' | 'station' | 'begin' }
  | { page: 'question'; question: Question; missing: boolean; n: number }
  | { page: 'stop'; stop: Stop; question: Question }

/**
 * The service point comes before the questions: some ask what it is to the person. Answers to questions that the form
 * does not have, or not any more, are left out.
 */
export function placeOf(form: Pick<Form, 'questions'>, { go, station, typed, sent }: Asked): Place {
  if (!go) return { page: 'guide' }
  if (!station) return { page: 'station' }
  const known = Object.fromEntries(form.questions.flatMap(({ key }) => [[key, typed[key] ?? '']]))
  const { answers, stop, errors } = readEligibility(form, known)
  const asked = form.questions.filter(({ when }) => holds(when, { answers: {}, eligibility: answers }))
  if (stop) {
    const question = asked.find(({ key }) => key === stop.question)
    if (question) return { page: 'stop', stop, question }
  }
  const open = errors[0]?.pointer.split('/').at(-1)
  const at = asked.findIndex(({ key }) => key === open)
  const question = asked[at]
  return question
    ? { page: 'question', question, missing: sent === question.key, n: at + 1 }
    : { page: 'begin' }
}

/** The answers that count, in the order of the questions: what the API is told. */
export function answersOf(form: Pick<Form, 'questions'>, { typed }: Asked): Record<string, string> {
  const known = Object.fromEntries(form.questions.flatMap(({ key }) => [[key, typed[key] ?? '']]))
  return readEligibility(form, known).answers
}

/** A link into the pages before the form. `without`: the question that is answered anew, with all that follow it. */
export function applyLink(
  form: Pick<Form, 'matter' | 'questions'>,
  asked: Pick<Asked, 'station' | 'typed'>,
  without?: string,
): string {
  const keys = form.questions.map(({ key }) => key)
  const upTo = without === undefined ? keys.length : keys.indexOf(without)
  const query = new URLSearchParams({ go: '1' })
  if (asked.station) query.set('station', asked.station)
  for (const key of keys.slice(0, upTo)) {
    const value = asked.typed[key]
    if (value) query.set(askName(key), value)
  }
  return `/apply/${form.matter}?${query}`
}
