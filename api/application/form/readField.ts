import { addDays } from '../../calendar/day.ts'
import { readCreditCode } from '../../privacy/creditCode.ts'
import { DOCUMENT_TYPES, readDocument } from '../../privacy/document.ts'
import { NAME_LIMIT, readName } from '../../privacy/name.ts'
import { readPhone } from '../../privacy/phone.ts'
import type { FieldError } from '../../problem.ts'
import { toHalfWidth } from '../../shared/halfWidth.ts'
import { isRealDay } from '../../shared/realDay.ts'
import type { FieldKind, FormField } from './declaration.ts'
import type { Answer, Answers } from './holds.ts'
import { namesArticle } from './law.ts'
import { cleanWords, hasControl } from './words.ts'

/** Longest words of a kind, characters, where the field does not say. */
export const defaultMost: Partial<Record<FieldKind, number>> = {
  text: 100,
  long: 500,
  address: 200,
  law: 200,
  name: NAME_LIMIT,
}

/** Nothing readable is longer, counted before anything else is done with it. */
const far = (kind: FieldKind) => (kind === 'long' ? 20_000 : 1_000)

export type FieldReading =
  | { ok: true; value: Answer }
  | { ok: false; code: string; params?: FieldError['params'] }

const fault = (code: string, params?: FieldError['params']): FieldReading => ({
  ok: false,
  code,
  ...(params && { params }),
})
const taken = (value: Answer): FieldReading => ({ ok: true, value })

/** What was typed into one field and what it needs to be judged: the day in Shanghai and the answers before it. */
interface Asked {
  field: FormField
  today: string
  answers: Answers
}

/** Whether nothing was given: an empty list and white space are nothing too. */
export const isBlank = (typed: unknown): boolean =>
  typed === undefined ||
  typed === null ||
  (typeof typed === 'string' && typed.length <= 1_000 && cleanWords(typed, true) === '') ||
  (Array.isArray(typed) && typed.every(isBlank))

/** The code of a required field that was left out, as precise as its kind. */
export const requiredCode: Record<FieldKind, string> = {
  text: 'required',
  long: 'required',
  name: 'name.required',
  day: 'day-required',
  choice: 'choice.required',
  choices: 'choices.required',
  'yes-no': 'yes-no.required',
  whole: 'number.required',
  phone: 'phone.required',
  document: 'document.required',
  address: 'address.required',
  'credit-code': 'credit-code.required',
  law: 'law.required',
}

/** Reads one field that was filled in (standards B8): in one spelling, or the code of what is wrong. Never throws. */
export function readField(field: FormField, typed: unknown, today: string, answers: Answers): FieldReading {
  const asked = { field, today, answers }
  if (field.kind === 'choices') return readChoices(asked, Array.isArray(typed) ? typed : [typed])
  if (field.kind === 'yes-no') return readYesNo(typed)
  if (field.kind === 'whole') return readWhole(asked, typed)
  if (typeof typed !== 'string') return fault('wrong-type')
  const most = field.most ?? defaultMost[field.kind]
  if (typed.length > far(field.kind)) return fault('too-long', { most: most ?? 40 })
  return readString[field.kind](asked, typed)
}

/** The kinds that are typed as one string. */
const readString: Record<
  Exclude<FieldKind, 'choices' | 'yes-no' | 'whole'>,
  (asked: Asked, typed: string) => FieldReading
> = {
  text: (asked, typed) => readWords(asked, typed, true),
  long: (asked, typed) => readWords(asked, typed, false),
  address: (asked, typed) => readWords(asked, typed, true),
  name: (_, typed) => {
    const read = readName(typed)
    if (read.ok) return taken(read.value)
    if (read.reason === 'empty') return fault('name.required')
    return read.reason === 'long' ? fault('name.length', { most: NAME_LIMIT }) : fault('name.characters')
  },
  day: readDay,
  choice: ({ field }, typed) => {
    const option = field.options?.find(({ value }) => value === typed.trim())
    return option ? taken(option.value) : fault('wrong-value')
  },
  phone: (_, typed) => {
    const read = readPhone(typed)
    return read.ok ? taken(read.value) : fault(`phone.${read.reason}`)
  },
  document: ({ field, today, answers }, typed) => {
    const of = field.documentOf === undefined ? 'resident-id' : answers[field.documentOf]
    const type = DOCUMENT_TYPES.find((known) => known === of && known !== 'none')
    // Without its kind the number cannot be judged; the kind is named as missing where it stands.
    if (!type) return fault('document.kind')
    const read = readDocument(type, typed, today)
    if (read.ok) return taken(read.value)
    if (read.reason === 'missing') return fault('document.required')
    // The words of `id.check` offer to leave the number out, which a form does not.
    return fault(read.reason === 'check' ? 'document.check' : `id.${read.reason}`)
  },
  'credit-code': (_, typed) => {
    const read = readCreditCode(typed)
    return read.ok ? taken(read.value) : fault(`credit-code.${read.reason}`)
  },
  law: (asked, typed) => {
    const words = readWords(asked, typed, true)
    if (!words.ok) return words
    return namesArticle(String(words.value)) ? words : fault('law.article')
  },
}

function readWords({ field }: Asked, typed: string, line: boolean): FieldReading {
  const words = cleanWords(typed, line)
  if (hasControl(words)) return fault('words.characters')
  const most = field.most ?? defaultMost[field.kind]!
  const length = [...words].length
  if (length > most) return fault('too-long', { most })
  return field.least !== undefined && length < field.least
    ? fault('too-short', { least: field.least })
    : taken(words)
}

function readDay({ field, today }: Asked, typed: string): FieldReading {
  const parts = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(toHalfWidth(typed).replaceAll(' ', ''))
  const day = parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}` : ''
  if (!isRealDay(day)) return fault('day-invalid')
  const earliest = field.earliest === undefined ? '0001-01-01' : addDays(today, field.earliest)
  const latest = field.latest === undefined ? '9999-12-31' : addDays(today, field.latest)
  if (day < earliest) return fault('day.early', { day: earliest })
  return day > latest ? fault('day.late', { day: latest }) : taken(day)
}

function readChoices({ field }: Asked, typed: unknown[]): FieldReading {
  const options = (field.options ?? []).map(({ value }) => value)
  const given = typed.filter((value) => !isBlank(value))
  if (!given.every((value) => typeof value === 'string' && options.includes(value)))
    return fault('wrong-value')
  const chosen = options.filter((value) => given.includes(value))
  if (field.least !== undefined && chosen.length < field.least)
    return fault('choices.few', { least: field.least })
  return field.most !== undefined && chosen.length > field.most
    ? fault('too-many', { most: field.most })
    : taken(chosen)
}

function readYesNo(typed: unknown): FieldReading {
  if (typed === true || typed === 'yes') return taken(true)
  if (typed === false || typed === 'no') return taken(false)
  return fault('wrong-value')
}

function readWhole({ field }: Asked, typed: unknown): FieldReading {
  const text = typeof typed === 'string' ? toHalfWidth(typed.slice(0, 40)).trim() : typed
  const number = typeof text === 'string' && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : text
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return fault('number.whole')
  if (number < (field.least ?? 0)) return fault('number.small', { least: field.least ?? 0 })
  // A minus before nothing is still nothing.
  return number > (field.most ?? 1_000_000)
    ? fault('number.big', { most: field.most ?? 1_000_000 })
    : taken(number + 0)
}
