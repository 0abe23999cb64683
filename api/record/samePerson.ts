import { numberShownBy } from '../privacy/documentName.ts'
import { normaliseName } from '../privacy/name.ts'
import type { FieldError } from '../problem.ts'
import { sameCode } from '../shared/accessCode.ts'
import { compact } from '../shared/halfWidth.ts'
import { phoneEnd } from './phoneEnd.ts'
import type { PersonRow } from './query.ts'
import type { ReplaceCodeInput } from './schema.ts'

interface Person {
  name: string | null
  phone: string | null
  idNumber: string | null
}

/** Letters and digits a person types as the end of a number. */
const endOf = (text: string | undefined) => compact(text ?? '')

/** The last two digits of a Hong Kong or Macau permit only count its reissues: a new one still ends in the person's. */
const endsOf = (idType: PersonRow['idType'], number: string): string[] =>
  idType === 'hk-macau-permit' ? [number.slice(-4), number.slice(0, 9).slice(-4)] : [number.slice(-4)]

/**
 * Whether what staff typed from the document they saw is what the record has: the end of its number, or the name and
 * the end of the phone where the record has no number. What is wrong, field by field; `replace.no-match` says that it
 * was somebody else's (never which part of it), the others that something is missing.
 */
export function isThePerson(
  input: ReplaceCodeInput,
  idType: PersonRow['idType'],
  { name, phone, idNumber }: Person,
): FieldError[] {
  if (idNumber !== null) {
    if (numberShownBy(input.seen) !== idType) return [{ pointer: '/seen', code: 'replace.other-document' }]
    const typed = endOf(input.numberEnd)
    if (!/^[0-9A-Z]{4}$/.test(typed)) return [{ pointer: '/numberEnd', code: 'replace.four' }]
    const same = endsOf(idType, idNumber).some((end) => sameCode(end, typed))
    return same ? [] : [{ pointer: '/numberEnd', code: 'replace.no-match' }]
  }
  const typedName = normaliseName(input.name ?? '').toLowerCase()
  const typedEnd = endOf(input.phoneEnd)
  const missing: FieldError[] = []
  if (typedName === '') missing.push({ pointer: '/name', code: 'name.required' })
  if (!/^\d{4}$/.test(typedEnd)) missing.push({ pointer: '/phoneEnd', code: 'replace.four' })
  if (missing.length) return missing
  const sameName = sameCode(normaliseName(name ?? '').toLowerCase(), typedName)
  const samePhone = sameCode(phoneEnd(phone ?? ''), typedEnd)
  return sameName && samePhone ? [] : [{ pointer: '/name', code: 'replace.no-match' }]
}
