import type { SaveInput } from '../../../api/application/schema.ts'
import { textOf } from '../person.ts'
import { sectionOf } from './steps.ts'

/** What a button of the form asks for; with a step behind a colon. */
export type Go =
  | { do: 'show' | 'next' | 'back' | 'later' | 'send' | 'discard' | 'discarded' }
  | { do: 'add'; material: string }
  | { do: 'to'; step: string }
  | { do: 'remove'; file: string }

const plain = ['show', 'next', 'back', 'later', 'send', 'discard', 'discarded'] as const

/** The button pressed; the Enter key presses none and means the next step. */
export function goOf(value: string): Go {
  const [word = '', ...rest] = value.split(':')
  const behind = rest.join(':')
  if (word === 'to' && behind) return { do: 'to', step: behind }
  if (word === 'add') return { do: 'add', material: behind }
  return { do: plain.find((one) => one === word) ?? 'next' }
}

/** The reference and the code, carried in the body of each post, and the step whose fields came with them. */
export interface ApplyForm {
  reference: string
  accessCode: string
  step: string
  go: Go
  /** No step came along: a draft that was kept is opened again. */
  reopened: boolean
}

export const readApply = (data: FormData): ApplyForm => ({
  reference: textOf(data, 'reference'),
  accessCode: textOf(data, 'accessCode'),
  step: textOf(data, 'step') || 'who',
  reopened: textOf(data, 'step') === '',
  // The button that takes a file out is the upload's own.
  go: textOf(data, 'remove') ? { do: 'remove', file: textOf(data, 'remove') } : goOf(textOf(data, 'go')),
})

/** What is typed about the person and whoever files for them. */
export interface WhoForm {
  forWhom: string
  name: string
  phone: string
  idType: string
  idNumber: string
  helperName: string
  helperPhone: string
  helperRelation: string
  helperAuthority: string
}

const whoNames = [
  'forWhom',
  'name',
  'phone',
  'idType',
  'idNumber',
  'helperName',
  'helperPhone',
  'helperRelation',
  'helperAuthority',
] as const satisfies readonly (keyof WhoForm)[]

/** The person's step as it was typed. */
export const readWho = (data: FormData): WhoForm =>
  Object.fromEntries(whoNames.map((name) => [name, textOf(data, name)])) as Record<keyof WhoForm, string>

/** Answers are posted under names of their own, which no field of the page can be mistaken for. */
const mark = 'f-'
export const nameOf = (key: string) => `${mark}${key}`

/** What was typed into the fields of a section: several values where several boxes were ticked. */
export function readTyped(data: FormData): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {}
  for (const name of new Set(data.keys())) {
    if (!name.startsWith(mark)) continue
    const values = data.getAll(name).filter((value): value is string => typeof value === 'string')
    typed[name.slice(mark.length)] = values.length > 1 ? values : (values[0] ?? '')
  }
  return typed
}

/** Whether anything at all stands in the fields of a step: an empty page is left without a word. */
export function isEmpty(data: FormData, step: string): boolean {
  const texts =
    step === 'who'
      ? whoNames.filter((name) => name !== 'forWhom' && name !== 'idType').map((name) => textOf(data, name))
      : step === 'delivery'
        ? // An address alone says nothing: it may stand there from an earlier step.
          [textOf(data, 'delivery')]
        : Object.values(readTyped(data)).flat()
  return texts.every((text) => text.trim() === '')
}

type Saving = Omit<SaveInput, 'accessCode'>

/** The body that saves a step, or null for a step that has nothing to save. */
export function savingOf(data: FormData, step: string): Saving | null {
  const section = sectionOf(step)
  if (section !== null) return { section, answers: readTyped(data) }
  if (step === 'who') return whoBody(readWho(data), textOf(data, 'only'))
  if (step !== 'delivery') return null
  const delivery = textOf(data, 'delivery')
  return {
    // No choice is refused in words by the API.
    ...(delivery && { delivery: delivery as NonNullable<SaveInput['delivery']> }),
    address: textOf(data, 'address'),
  }
}

function whoBody(who: WhoForm, only: string): Saving {
  const { name, phone, idType, idNumber, helperAuthority } = who
  const withNumber = idNumber.trim() !== '' && idType !== 'none'
  const document = withNumber ? (idType as 'resident-id') : 'none'
  return {
    applicant: { name, phone, idType: document, ...(withNumber && { idNumber }) },
    helper:
      who.forWhom === 'other'
        ? {
            name: who.helperName,
            phone: who.helperPhone,
            relation: who.helperRelation,
            ...(helperAuthority.trim() && { authority: helperAuthority }),
          }
        : null,
    ...(only && { delivery: only as NonNullable<SaveInput['delivery']> }),
  }
}

const fixed: Record<string, string> = {
  '/applicant/name': 'name',
  '/applicant/phone': 'phone',
  '/applicant/idType': 'idType',
  '/applicant/idNumber': 'idNumber',
  '/helper/name': 'helperName',
  '/helper/phone': 'helperPhone',
  '/helper/relation': 'helperRelation',
  '/helper/authority': 'helperAuthority',
  '/delivery': 'delivery',
  '/address': 'address',
  '/file': 'file',
  '/words': 'words',
  '/code': 'code',
  '/identity': 'identity-h',
}

/** The field of the page that a complaint of the API belongs to; none for what no field can mend. */
export function fieldOf(pointer: string): string {
  const answer = /^\/answers\/([A-Za-z0-9]+)/.exec(pointer)
  if (answer?.[1]) return nameOf(answer[1])
  const material = /^\/(?:materials?|files)\/([A-Za-z0-9]+)/.exec(pointer)
  if (material?.[1]) return `file-${material[1]}`
  return fixed[pointer] ?? ''
}
