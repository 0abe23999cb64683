/** What a person types into the booking form; every step carries all of it, so nothing is lost. */
export interface BookForm {
  matter: string
  station: string
  slotId: string
  forWhom: string
  name: string
  phone: string
  idType: string
  idNumber: string
  helperName: string
  helperPhone: string
  note: string
  website: string
  /** Drawn when the form is first shown: a double click or the back button sends the same key. */
  key: string
  proof: string
}

export type BookField = keyof BookForm

const stages = ['check', 'edit', 'time', 'confirm'] as const

/** Which button was pressed. */
export type Stage = (typeof stages)[number]

const empty: BookForm = {
  matter: '',
  station: '',
  slotId: '',
  forWhom: 'self',
  name: '',
  phone: '',
  idType: 'resident-id',
  idNumber: '',
  helperName: '',
  helperPhone: '',
  note: '',
  website: '',
  key: '',
  proof: '',
}

const textOf = (data: FormData | URLSearchParams, name: string) => {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}

export const newKey = () => crypto.randomUUID()

/**
 * What a link may name: matter, place and time, nothing of a person. The key is always drawn here, since one
 * handed over in a link would let its sender ask for the receipt as well.
 */
export function readLink(query: URLSearchParams): BookForm {
  const [matter, station, slotId] = ['matter', 'station', 'slotId'].map((name) => textOf(query, name))
  return { ...empty, matter: matter ?? '', station: station ?? '', slotId: slotId ?? '', key: newKey() }
}

/** Reads the posted form; whatever is missing is empty. */
export function readForm(data: FormData): BookForm {
  const form = { ...empty }
  for (const name of Object.keys(empty) as BookField[]) form[name] = textOf(data, name) || empty[name]
  return { ...form, key: /^[\w-]{8,128}$/.test(form.key) ? form.key : newKey() }
}

/** The stage a posted form is sent for; the Enter key presses no button and means the next one. */
export const stageOf = (data: FormData): Stage =>
  stages.find((stage) => stage === textOf(data, 'stage')) ?? 'check'

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

/** The body of POST /appointments. */
export function bookingOf(form: BookForm) {
  return {
    slotId: form.slotId,
    matterCode: form.matter,
    applicant: { name: form.name, phone: form.phone, idType: form.idType, idNumber: form.idNumber },
    ...(form.forWhom === 'other' && { helper: { name: form.helperName, phone: form.helperPhone } }),
    ...(form.note.trim() && { note: form.note }),
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
