import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { readDocument } from '../privacy/document.ts'
import { NAME_LIMIT, readName } from '../privacy/name.ts'
import { readPhone } from '../privacy/phone.ts'
import { type FieldError, Problem } from '../problem.ts'
import type { BookingInput } from './schema.ts'

/** Who comes and who helps, as we keep it: checked, in one spelling. */
export interface People {
  applicant: {
    name: string
    phone: string
    idType: BookingInput['applicant']['idType']
    idNumber: string | null
  }
  helper: { name: string; phone: string } | null
  note: string | null
  /** A landline takes no text messages. */
  textable: string | null
}

/** The longest note, characters. */
export const noteLimit = 300

/**
 * Reads the people of a booking (standards B8), all faults at once. Softly: without a number the document
 * is checked at the counter, so `none` takes whatever was typed as nothing. Throws invalid-input.
 */
export function readPeople(
  ctx: Ctx,
  { applicant, helper, note }: Pick<BookingInput, 'applicant' | 'helper' | 'note'>,
): People {
  const errors: FieldError[] = []
  const name = readPersonName(applicant.name, '/applicant/name', errors)
  const phone = readPersonPhone(applicant.phone, '/applicant/phone', errors)
  const idNumber = readNumber(ctx, applicant, errors)
  const help = helper && {
    name: readPersonName(helper.name, '/helper/name', errors),
    phone: readPersonPhone(helper.phone, '/helper/phone', errors),
  }
  // Marks that turn the direction of writing could make a note read as something else; phones paste them unseen.
  const words =
    note
      ?.normalize('NFC')
      .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\r\n?/g, '\n')
      .trim() ?? ''
  if ([...words].length > noteLimit)
    errors.push({ pointer: '/note', code: 'too-long', params: { most: noteLimit } })
  if (/[^\P{Cc}\n\t]/u.test(words)) errors.push({ pointer: '/note', code: 'note.characters' })
  if (errors.length) throw new Problem('invalid-input', { errors })
  return {
    applicant: { name, phone: phone.value, idType: applicant.idType, idNumber },
    helper: help ? { name: help.name, phone: help.phone.value } : null,
    note: words || null,
    textable: [help?.phone, phone].find((given) => given?.mobile)?.value ?? null,
  }
}

/** The name of somebody as it was typed; a fault is added to `errors` beside the field. */
export function readPersonName(typed: string, pointer: string, errors: FieldError[]): string {
  const read = readName(typed)
  if (read.ok) return read.value
  const code = { empty: 'name.required', long: 'name.length' }[read.reason as string] ?? 'name.characters'
  errors.push({ pointer, code, params: { most: NAME_LIMIT } })
  return ''
}

function readPersonPhone(
  typed: string,
  pointer: string,
  errors: FieldError[],
): { value: string; mobile: boolean } {
  const read = readPhone(typed)
  if (read.ok) return { value: read.value, mobile: read.kind === 'mobile' }
  errors.push({ pointer, code: typed.trim() === '' ? 'phone.required' : `phone.${read.reason}` })
  return { value: '', mobile: false }
}

function readNumber(
  ctx: Ctx,
  { idType, idNumber }: BookingInput['applicant'],
  errors: FieldError[],
): string | null {
  if (idType === 'none') return null
  const read = readDocument(idType, idNumber ?? '', dayOf(ctx.clock.now()))
  if (read.ok) return read.value
  errors.push({
    pointer: '/applicant/idNumber',
    code: read.reason === 'missing' ? 'id.required' : `id.${read.reason}`,
  })
  return null
}
