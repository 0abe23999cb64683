import type { ProblemDocument } from '../../lib/ask.ts'
import { emptyPerson, type PersonForm, personOf, textOf } from '../person.ts'

/** What a person types into the booking form; every step carries all of it, so nothing is lost. */
export interface BookForm extends PersonForm {
  matter: string
  station: string
  slotId: string
  /** Further matters of the same visit: codes between commas. */
  also: string
  /** How many come together; empty is one. */
  people: string
  /** `1`: 60 or over, disabled or pregnant; nobody asks which. */
  exempt: string
  /** Drawn when the form is first shown: a double click or the back button sends the same key. */
  key: string
  proof: string
}

export type BookField = keyof BookForm

const stages = ['check', 'edit', 'time', 'together', 'confirm'] as const

/** Which button was pressed. */
export type Stage = (typeof stages)[number]

const empty: BookForm = {
  ...emptyPerson,
  matter: '',
  station: '',
  slotId: '',
  also: '',
  people: '',
  exempt: '',
  key: '',
  proof: '',
}

export const newKey = () => crypto.randomUUID()

/** The further matters, ticked one by one or between commas, each once. */
const alsoIn = (data: FormData | URLSearchParams, matter: string) => {
  const codes = data.getAll('also').flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
  return [...new Set(codes)].filter((code) => code && code !== matter).join(',')
}

/** One person is what is meant where nothing is said. */
const peopleIn = (data: FormData | URLSearchParams) => {
  const people = textOf(data, 'people')
  return people === '1' ? '' : people
}

/**
 * What a link may name: matters, place, time and how many come, nothing of a person. The key is always drawn here,
 * since one handed over in a link would let its sender ask for the receipt as well.
 */
export function readLink(query: URLSearchParams): BookForm {
  const [matter = '', station = '', slotId = ''] = ['matter', 'station', 'slotId'].map((name) =>
    textOf(query, name),
  )
  const [also, people] = [alsoIn(query, matter), peopleIn(query)]
  return { ...empty, matter, station, slotId, also, people, key: newKey() }
}

/** After a time is chosen: the answers are checked, or still to be given. */
export const nextStage = ({ name, phone }: Pick<BookForm, 'name' | 'phone'>): Stage =>
  name || phone ? 'check' : 'edit'

/** Reads the posted form; whatever is missing is empty. */
export function readForm(data: FormData): BookForm {
  const form = { ...empty }
  for (const name of Object.keys(empty) as BookField[]) form[name] = textOf(data, name) || empty[name]
  const [also, people] = [alsoIn(data, form.matter), peopleIn(data)]
  return { ...form, also, people, key: /^[\w-]{8,128}$/.test(form.key) ? form.key : newKey() }
}

/** The stage a posted form is sent for; the Enter key presses no button and means the next one. */
export const stageOf = (data: FormData): Stage =>
  stages.find((stage) => stage === textOf(data, 'stage')) ?? 'check'

/** The visit a form or a link is for. */
export type WantedForm = Pick<BookForm, 'matter' | 'station' | 'also' | 'people'>

/** The codes of the further matters. */
export const alsoOf = ({ also }: Pick<BookForm, 'also'>) => (also ? also.split(',') : [])

/** Whether a visit is more than one matter of one person: then its whole span is said. */
export const isLong = ({ also, people }: Pick<BookForm, 'also' | 'people'>) => also !== '' || people !== ''

/** The visit wanted, as the API's queries take it. */
export const askedOf = ({ matter, also, people }: WantedForm) => ({ matter, also, people })

/** A link into the booking pages that keeps the visit wanted; `more` adds to it, or changes a part of it. */
export function linkOf(form: Partial<WantedForm>, more: Record<string, string | undefined> = {}): string {
  const { matter, station, also, people } = form
  const all = Object.entries({ matter, station, also, people, ...more })
  const said = all.filter((entry): entry is [string, string] => Boolean(entry[1]))
  return said.length ? `/book?${new URLSearchParams(said)}` : '/book'
}

/** Whether a refusal is about what is done together, which is mended where that is chosen. */
export const isTogetherFault = ({ errors = [] }: Pick<ProblemDocument, 'errors'>) =>
  errors.some(({ pointer }) => /^\/(alsoMatters|people)(\/|$)/.test(pointer))

/** The body of POST /appointments. */
export function bookingOf(form: BookForm) {
  return {
    slotId: form.slotId,
    matterCode: form.matter,
    ...(form.also && { alsoMatters: alsoOf(form) }),
    ...(form.people && { people: Number(form.people) }),
    ...personOf(form),
    ...(form.exempt && { exempt: true }),
    ...(form.proof && { proof: form.proof }),
  }
}
