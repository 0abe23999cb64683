import type { ProblemDocument } from '../../lib/ask.ts'

/** What a person types into the booking form; every step carries all of it, so nothing is lost. */
export interface BookForm {
  matter: string
  station: string
  slotId: string
  /** Further matters of the same visit: codes between commas. */
  also: string
  /** How many come together; empty is one. */
  people: string
  forWhom: string
  name: string
  phone: string
  idType: string
  idNumber: string
  helperName: string
  helperPhone: string
  note: string
  /** `1`: 60 or over, disabled or pregnant; nobody asks which. */
  exempt: string
  website: string
  /** Drawn when the form is first shown: a double click or the back button sends the same key. */
  key: string
  proof: string
}

export type BookField = keyof BookForm

const stages = ['check', 'edit', 'time', 'together', 'confirm'] as const

/** Which button was pressed. */
export type Stage = (typeof stages)[number]

const empty: BookForm = {
  matter: '',
  station: '',
  slotId: '',
  also: '',
  people: '',
  forWhom: 'self',
  name: '',
  phone: '',
  idType: 'resident-id',
  idNumber: '',
  helperName: '',
  helperPhone: '',
  note: '',
  exempt: '',
  website: '',
  key: '',
  proof: '',
}

const textOf = (data: FormData | URLSearchParams, name: string) => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
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

/** Where the API's complaints belong on the form. */
export const pointers: Record<string, BookField> = {
  '/applicant/name': 'name',
  '/applicant/phone': 'phone',
  '/applicant/idType': 'idType',
  '/applicant/idNumber': 'idNumber',
  '/helper/name': 'helperName',
  '/helper/phone': 'helperPhone',
  '/note': 'note',
  '/website': 'website',
}

/** Whether the number of a document was given. */
export const hasNumber = ({ idNumber }: Pick<BookForm, 'idNumber'>) => idNumber.trim() !== ''

/** Whether a refusal is about what is done together, which is mended where that is chosen. */
export const isTogetherFault = ({ errors = [] }: Pick<ProblemDocument, 'errors'>) =>
  errors.some(({ pointer }) => /^\/(alsoMatters|people)(\/|$)/.test(pointer))

/** The body of POST /appointments. */
export function bookingOf(form: BookForm) {
  const { name, phone, idNumber } = form
  return {
    slotId: form.slotId,
    matterCode: form.matter,
    ...(form.also && { alsoMatters: alsoOf(form) }),
    ...(form.people && { people: Number(form.people) }),
    // Without its number a document is looked at at the counter, whichever it is.
    applicant: { name, phone, ...(hasNumber(form) ? { idType: form.idType, idNumber } : { idType: 'none' }) },
    ...(form.forWhom === 'other' && { helper: { name: form.helperName, phone: form.helperPhone } }),
    ...(form.note.trim() && { note: form.note }),
    ...(form.exempt && { exempt: true }),
    ...(form.proof && { proof: form.proof }),
    ...(form.website && { website: form.website }),
  }
}

interface Checked {
  applicant: { name: string; phone: string; idNumber: string | null }
  helper: { name: string; phone: string } | null
  note: string | null
}

/** The form in the spelling the API would keep: what the answers are checked by. */
export function inKeptSpelling(form: BookForm, { applicant, helper, note }: Checked): BookForm {
  return {
    ...form,
    name: applicant.name,
    phone: applicant.phone,
    idNumber: applicant.idNumber ?? '',
    helperName: helper?.name ?? '',
    helperPhone: helper?.phone ?? '',
    note: note ?? '',
  }
}
