import { compact } from '../shared/halfWidth.ts'
import { checkCharacter, type IdNumberReason, readIdNumber } from './idNumber.ts'

/** Documents a person may show. 'none' means that the matter does not ask for one. */
export const DOCUMENT_TYPES = [
  'resident-id',
  'hk-macau-permit',
  'taiwan-permit',
  'foreigner-permanent-residence',
  'passport',
  'none',
] as const

export type DocumentType = (typeof DOCUMENT_TYPES)[number]

/** 'missing': no number typed; 'shape': not how numbers of this document look. The rest as for ID numbers. */
export type DocumentReason = IdNumberReason | 'missing' | 'shape'

export type DocumentReading = { ok: true; value: string } | { ok: false; reason: DocumentReason }

/** Number shapes of standards B8. Residence permits of Hong Kong, Macau and Taiwan follow the resident ID rule. */
const SHAPES = {
  'hk-macau-permit': /^[HM]\d{8}(\d{2})?$/,
  'taiwan-permit': /^\d{8}$/,
  passport: /^[A-Z0-9]{5,17}$/,
} as const

/**
 * Reads a document number (standards B8), put right like an ID number. For 'none' whatever was typed is dropped: a
 * number nobody needs is not kept. `today` is a Shanghai day.
 */
export function readDocument(type: DocumentType, input: string, today: string): DocumentReading {
  if (type === 'none') return { ok: true, value: '' }
  const value = compact(input)
  if (value === '') return { ok: false, reason: 'missing' }
  if (type === 'resident-id') return readIdNumber(value, today)
  if (type === 'foreigner-permanent-residence') return readPermanentResidence(value)
  return SHAPES[type].test(value) ? { ok: true, value } : { ok: false, reason: 'shape' }
}

/** Cards before 2023-12-01: three letters and twelve digits; since then 18 characters, 9 first, checked as an ID number. */
function readPermanentResidence(value: string): DocumentReading {
  if (/^[A-Z]{3}\d{12}$/.test(value)) return { ok: true, value }
  if (!/^9\d{16}[\dX]$/.test(value)) return { ok: false, reason: 'shape' }
  return checkCharacter(value) === value[17] ? { ok: true, value } : { ok: false, reason: 'check' }
}
