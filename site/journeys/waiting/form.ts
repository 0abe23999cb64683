import type { ProblemDocument } from '../../lib/ask.ts'
import { alsoOf, newKey, readForm as readBooking, readLink, type WantedForm } from '../book/form.ts'
import { emptyPerson, type PersonForm, personOf, personOnly, personPointers, textOf } from '../person.ts'

/** The days and hours that suit; empty is whatever the form was opened with. */
export interface SuitsForm {
  fromDay: string
  toDay: string
  /** Numbers between commas, 1 is Monday; empty: none is ticked. */
  weekdays: string
  part: string
}

/** What is typed to join the waiting list; every step carries all of it. */
export interface WaitForm extends PersonForm, SuitsForm, WantedForm {
  /** Further service points that suit: slugs between commas. */
  places: string
  /** `1`: 60 or over, disabled or pregnant; nobody asks which. */
  exempt: string
  key: string
  proof: string
}

export const everyDay = '1,2,3,4,5,6,7'

const listIn = (data: FormData | URLSearchParams, name: string) => {
  const all = data.getAll(name).flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
  return [...new Set(all.filter(Boolean))].join(',')
}

/** The days and hours of a posted form. */
export const readSuits = (data: FormData | URLSearchParams): SuitsForm => ({
  fromDay: textOf(data, 'fromDay'),
  toDay: textOf(data, 'toDay'),
  weekdays: listIn(data, 'weekdays'),
  part: textOf(data, 'part') || 'any',
})

/** What a link may name: the visit wanted, nothing of a person. The days come from what the list allows. */
export function readWaitLink(
  query: URLSearchParams,
  days: { fromDay: string; usualDay: string } = { fromDay: '', usualDay: '' },
): WaitForm {
  const { matter, station, also, people, key } = readLink(query)
  const { fromDay, usualDay: toDay } = days
  const suits = { fromDay, toDay, weekdays: everyDay, part: 'any' }
  return { ...emptyPerson, ...suits, matter, station, also, people, places: '', exempt: '', key, proof: '' }
}

export function readWaitForm(data: FormData): WaitForm {
  const booking = readBooking(data)
  const { matter, station, also, people, exempt, key, proof } = booking
  const person = personOnly(booking)
  const places = listIn(data, 'places')
  return { ...person, ...readSuits(data), matter, station, also, people, places, exempt, key, proof }
}

export { newKey }

const stages = ['check', 'edit', 'confirm'] as const
export type WaitStage = (typeof stages)[number]

/** The Enter key presses no button and means the next step. */
export const waitStageOf = (data: FormData): WaitStage =>
  stages.find((stage) => stage === textOf(data, 'stage')) ?? 'check'

export const placesOf = ({ places }: Pick<WaitForm, 'places'>) => (places ? places.split(',') : [])

/** The days and hours that suit, as the API takes them. */
export const suitsOf = ({ fromDay, toDay, weekdays, part }: SuitsForm) => ({
  ...(fromDay && { fromDay }),
  ...(toDay && { toDay }),
  weekdays: weekdays
    .split(',')
    .filter(Boolean)
    .map((day) => Number(day)),
  part,
})

/** The body of POST /waiting. */
export const waitOf = (form: WaitForm) => ({
  stations: [form.station, ...placesOf(form)],
  matterCode: form.matter,
  ...(form.also && { alsoMatters: alsoOf(form) }),
  ...(form.people && { people: Number(form.people) }),
  ...suitsOf(form),
  ...personOf(form),
  ...(form.exempt && { exempt: true }),
  ...(form.proof && { proof: form.proof }),
})

export const suitsPointers: Record<string, keyof SuitsForm> = {
  '/fromDay': 'fromDay',
  '/toDay': 'toDay',
  '/weekdays': 'weekdays',
  '/part': 'part',
}

/** Where the API's complaints belong; a place's number is not told, the list of places is one question. */
export function waitErrors({ errors = [] }: ProblemDocument) {
  const of: Partial<Record<keyof WaitForm, string>> = {}
  const list = errors.map(({ pointer, message }) => {
    const field = personPointers[pointer] ?? suitsPointers[pointer] ?? placesAt(pointer)
    if (field) of[field] ??= message
    return { field: field ?? '', message }
  })
  return { list, of }
}

const placesAt = (pointer: string) => (/^\/stations(\/|$)/.test(pointer) ? ('places' as const) : undefined)
