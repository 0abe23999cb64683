import type { Reader } from '../lib/text.ts'

/** What somebody types about who comes and who helps; every step carries all of it, so nothing is lost. */
export interface PersonForm {
  forWhom: string
  name: string
  phone: string
  idType: string
  idNumber: string
  helperName: string
  helperPhone: string
  note: string
  website: string
}

/** The documents one may bring, the commonest first. */
export const idTypes = [
  'resident-id',
  'none',
  'hk-macau-permit',
  'taiwan-permit',
  'foreigner-permanent-residence',
  'passport',
] as const

export const emptyPerson: PersonForm = {
  forWhom: 'self',
  name: '',
  phone: '',
  idType: 'resident-id',
  idNumber: '',
  helperName: '',
  helperPhone: '',
  note: '',
  website: '',
}

export const personFields = Object.keys(emptyPerson) as (keyof PersonForm)[]

/** The person's part of a longer form, and nothing else of it. */
export const personOnly = (form: PersonForm): PersonForm => {
  const { forWhom, name, phone, idType, idNumber, helperName, helperPhone, note, website } = form
  return { forWhom, name, phone, idType, idNumber, helperName, helperPhone, note, website }
}

/** Where the API's complaints about a person belong on the form. */
export const personPointers: Record<string, keyof PersonForm> = {
  '/applicant/name': 'name',
  '/applicant/phone': 'phone',
  '/applicant/idType': 'idType',
  '/applicant/idNumber': 'idNumber',
  '/helper/name': 'helperName',
  '/helper/phone': 'helperPhone',
  '/note': 'note',
  '/website': 'website',
}

/** One text of a form or a link; a file or nothing is empty. */
export const textOf = (data: FormData | URLSearchParams, name: string): string => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

/** Whether the number of a document was given. */
export const hasNumber = ({ idNumber }: Pick<PersonForm, 'idNumber'>) => idNumber.trim() !== ''

/** The person's part of a body for the API. Without its number a document is looked at at the counter. */
export function personOf(form: PersonForm) {
  const { name, phone, idNumber } = form
  return {
    applicant: { name, phone, ...(hasNumber(form) ? { idType: form.idType, idNumber } : { idType: 'none' }) },
    ...(form.forWhom === 'other' && { helper: { name: form.helperName, phone: form.helperPhone } }),
    ...(form.note.trim() && { note: form.note }),
    ...(form.website && { website: form.website }),
  }
}

interface Kept {
  applicant: { name: string; phone: string; idNumber: string | null }
  helper: { name: string; phone: string } | null
  note: string | null
}

/** The form in the spelling the API would keep: what the answers are checked by. */
export function inKeptSpelling<Form extends PersonForm>(form: Form, { applicant, helper, note }: Kept): Form {
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

/** The question that each message of the summary belongs to. */
export const personLabels = ({ t }: Pick<Reader, 't'>): Partial<Record<string, string>> => ({
  name: t('book.name'),
  phone: t('book.phone'),
  idNumber: t('book.idNumber'),
  helperName: t('book.helperName'),
  helperPhone: t('book.helperPhone'),
  note: t('book.note'),
})

/** What was typed, to be read once more before it is sent; without the document where nobody asks for one. */
export const personRows = (form: PersonForm, { t }: Pick<Reader, 't'>, asksDocument = true) => [
  { label: t('book.name'), value: form.name },
  { label: t('book.phone'), value: form.phone },
  ...(asksDocument ? [{ label: t('book.idType'), value: t(`book.idType.${form.idType as 'none'}`) }] : []),
  ...(form.idType === 'none' || !asksDocument
    ? []
    : [{ label: t('book.idNumber'), value: hasNumber(form) ? form.idNumber : t('book.idNumber.later') }]),
  ...(form.forWhom === 'other'
    ? [
        { label: t('book.helperName'), value: form.helperName },
        { label: t('book.helperPhone'), value: form.helperPhone },
      ]
    : []),
]
