import { readPersonName } from '../appointment/applicant.ts'
import { readWords } from '../feedback/words.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, Problem } from '../problem.ts'
import { isRealDay } from '../shared/realDay.ts'
import type { ComplaintKind, KindField } from './kinds/declaration.ts'
import type { TellInput } from './schema.ts'

/** The longest text of a complaint, characters. */
export const wordsMost = 3000
/** Characters of what a place or an officer is called. */
const placeMost = 200
const officerMost = 40

/** A complaint as it was told, in one spelling. */
export interface Told {
  words: string
  answers: Record<string, string>
  name: string | null
  phone: string | null
  /** Whether the phone takes texts. */
  mobile: boolean
  officer: string
  place: string
  point: { lat: number; lon: number } | null
}

/**
 * Reads what was told by the rules of its kind. Throws invalid-input with every fault, each at its field.
 */
export function readTold(kind: ComplaintKind, input: TellInput): Told {
  const errors: FieldError[] = []
  const words = readWords(input.words, '/words', errors, wordsMost)
  const answers = readAnswers(kind, input.answers ?? {}, errors)
  const person = readPerson(kind, input, errors)
  if (kind.about === 'required' && !input.about) errors.push({ pointer: '/about', code: 'complaint.about' })
  if (kind.sorted && !input.category) errors.push({ pointer: '/category', code: 'complaint.category' })
  const officer = readLine(kind.officer ? input.officer : '', '/officer', officerMost, errors)
  const place = readLine(kind.place ? input.place : '', '/place', placeMost, errors)
  const point = kind.place ? (input.point ?? null) : null
  if (kind.place && !place && !point && !input.town && !input.area)
    errors.push({ pointer: '/place', code: 'complaint.place' })
  if (kind.confirmed && input.confirmed !== true)
    errors.push({ pointer: '/confirmed', code: 'complaint.confirmed' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  return { words, answers, ...person, officer, place, point }
}

function readPerson(kind: ComplaintKind, input: TellInput, errors: FieldError[]) {
  if (input.anonymous) {
    if (!kind.anonymous) errors.push({ pointer: '/anonymous', code: 'complaint.named' })
    // Whoever wants to be unknown and gives a number has not been understood: it is not taken silently.
    if (input.name?.trim()) errors.push({ pointer: '/name', code: 'complaint.no-name' })
    if (input.phone?.trim()) errors.push({ pointer: '/phone', code: 'complaint.no-phone' })
    return { name: null, phone: null, mobile: false }
  }
  const name = readPersonName(input.name ?? '', '/name', errors)
  const typed = input.phone?.trim() ?? ''
  if (typed === '') {
    if (!kind.anonymous) errors.push({ pointer: '/phone', code: 'phone.required' })
    return { name, phone: null, mobile: false }
  }
  const phone = readPhone(typed)
  if (phone.ok) return { name, phone: phone.value, mobile: phone.kind === 'mobile' }
  errors.push({ pointer: '/phone', code: `phone.${phone.reason}` })
  return { name, phone: null, mobile: false }
}

function readLine(typed: string | undefined, pointer: string, most: number, errors: FieldError[]): string {
  return typed?.trim() ? readWords(typed, pointer, errors, most) : ''
}

function readAnswers({ fields }: ComplaintKind, given: Record<string, string>, errors: FieldError[]) {
  const known = new Set(fields.map(({ key }) => key))
  for (const key of Object.keys(given))
    if (!known.has(key)) errors.push({ pointer: `/answers/${key}`, code: 'unknown-key' })
  const read: Record<string, string> = {}
  for (const field of fields) {
    const said = readAnswer(field, given[field.key] ?? '', errors)
    if (said !== '') read[field.key] = said
  }
  return read
}

function readAnswer(
  { key, type, required, most, choices }: KindField,
  typed: string,
  errors: FieldError[],
): string {
  const pointer = `/answers/${key}`
  if (!typed.trim()) {
    if (required) errors.push({ pointer, code: type === 'choice' ? 'choice.required' : 'required' })
    return ''
  }
  const said = readWords(typed, pointer, errors, most)
  if (type === 'choice' && !choices?.some((choice) => choice.key === said))
    errors.push({ pointer, code: 'wrong-value' })
  if (type === 'day' && !isRealDay(said)) errors.push({ pointer, code: 'day-invalid' })
  return said
}
