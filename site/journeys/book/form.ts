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
  /** Drawn once when the form is first shown: a double click or the back button sends the same key. */
  key: string
  proof: string
}

/** Which button was pressed. */
type Stage = 'check' | 'edit' | 'confirm'

export type BookField = keyof BookForm

const fields: BookField[] = [
  'matter',
  'station',
  'slotId',
  'forWhom',
  'name',
  'phone',
  'idType',
  'idNumber',
  'helperName',
  'helperPhone',
  'note',
  'website',
  'key',
  'proof',
]

/** Reads the form; whatever is missing is empty. */
export function readForm(data: FormData | URLSearchParams): BookForm & { stage: Stage } {
  const text = (name: string) => {
    const value = data.get(name)
    return typeof value === 'string' ? value : ''
  }
  const form = Object.fromEntries(fields.map((name) => [name, text(name)])) as Record<BookField, string>
  const pressed = text('stage')
  const stage = pressed === 'confirm' || pressed === 'edit' ? pressed : 'check'
  return {
    ...form,
    stage,
    key: form.key || crypto.randomUUID(),
    idType: form.idType || 'resident-id',
    forWhom: form.forWhom || 'self',
  }
}

/** Where the API's complaints belong on the form. */
export const pointers: Record<string, BookField> = {
  '/slotId': 'slotId',
  '/matterCode': 'matter',
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
