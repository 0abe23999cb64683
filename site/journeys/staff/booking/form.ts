import type { StaffPage } from '../../../lib/staffPage.ts'
import { translator } from '../../../lib/text.ts'
import { newKey } from '../../book/form.ts'
import { hasNumber, personLabels, textOf } from '../../person.ts'

/** Which button was pressed. */
const stages = ['time', 'details', 'check', 'book'] as const
export type ServeStage = (typeof stages)[number]

/** A booking for a caller as it is typed; every step carries all of it. */
export interface ServeForm {
  point: string
  channel: string
  matter: string
  /** Further matters, codes between commas. */
  also: string
  people: string
  from: string
  slotId: string
  name: string
  phone: string
  idType: string
  idNumber: string
  helperName: string
  helperPhone: string
  note: string
  exempt: string
  locale: string
  /** Drawn when the form is first shown: a double click gives the same receipt. */
  key: string
}

const names = [
  ...([
    'point',
    'channel',
    'matter',
    'people',
    'from',
    'slotId',
    'name',
    'phone',
    'idType',
    'idNumber',
  ] as const),
  ...(['helperName', 'helperPhone', 'note', 'exempt', 'locale'] as const),
] as const

export const personNames = [
  ...([
    'name',
    'phone',
    'idType',
    'idNumber',
    'helperName',
    'helperPhone',
    'note',
    'exempt',
    'locale',
  ] as const),
] as string[]

/** Reads a posted form or a link; a link names nothing of a person, and no key. */
export function readServe(data: FormData | URLSearchParams, posted: boolean): ServeForm {
  const texts = Object.fromEntries(names.map((name) => [name, textOf(data, name)])) as Record<
    (typeof names)[number],
    string
  >
  const also = data.getAll('also').flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
  const key = posted ? textOf(data, 'key') : ''
  const whole = {
    ...texts,
    channel: texts.channel === 'phone' ? 'phone' : 'counter',
    also: [...new Set(also)].filter((code) => code && code !== texts.matter).join(','),
    people: /^\d{1,2}$/.test(texts.people) ? texts.people : '1',
    key: /^[\w-]{8,128}$/.test(key) ? key : newKey(),
  }
  return posted ? whole : { ...whole, ...Object.fromEntries(personNames.map((name) => [name, ''])) }
}

export const serveStage = (data: FormData): ServeStage =>
  stages.find((stage) => stage === textOf(data, 'stage')) ?? 'details'

/** The body for the API. Without its number a document is looked at at the counter. */
export function serveBody(form: ServeForm) {
  const { channel, matter, also, people, slotId, name, phone, idNumber, helperName, helperPhone } = form
  return {
    channel,
    slotId,
    matterCode: matter,
    ...(also && { alsoMatters: also.split(',') }),
    people: Number(people),
    applicant: { name, phone, ...(hasNumber(form) ? { idType: form.idType, idNumber } : { idType: 'none' }) },
    ...((helperName.trim() || helperPhone.trim()) && { helper: { name: helperName, phone: helperPhone } }),
    ...(form.note.trim() && { note: form.note }),
    ...(form.exempt && { exempt: true }),
    ...(form.locale && { locale: form.locale }),
  }
}

/** Where the API's complaints belong on the form. */
export const servePointers = {
  '/applicant/name': 'name',
  '/applicant/phone': 'phone',
  '/applicant/idType': 'idType',
  '/applicant/idNumber': 'idNumber',
  '/helper/name': 'helperName',
  '/helper/phone': 'helperPhone',
  '/note': 'note',
} as const

/** The name of each field, for the messages of the summary. */
export function serveLabels({ locale, t }: StaffPage) {
  const common = translator(locale)
  return {
    ...personLabels({ t: common }),
    idType: common('book.idType'),
    helperName: t('serve.helper.name'),
    helperPhone: t('serve.helper.phone'),
  }
}
