import { toBase64Url } from '../shared/bytes.ts'
import { compact } from '../shared/halfWidth.ts'
import { hmac } from '../shared/hmac.ts'
import type { DocumentType } from './document.ts'
import type { Keyring } from './keys.ts'
import { normaliseName } from './name.ts'
import { readPhone } from './phone.ts'

/** What an index is for. The same input gives unrelated values for two purposes, so tables cannot be joined by it. */
export const INDEX_PURPOSES = [
  'person',
  'phone',
  'address',
  'email',
  'plate',
  'network',
  'idempotency-key',
  'request-body',
  'complaint-words',
  'callback-sample',
  'device',
  'rating',
  'rating-invite',
  'rating-words',
  'survey-answer',
] as const

export type IndexPurpose = (typeof INDEX_PURPOSES)[number]

/**
 * A keyed hash to look an encrypted field up by: HMAC-SHA-256, base64url, 43 characters. The input must be normalised
 * by its validator first. ID numbers are few enough to try them all, so the key is the whole defence.
 */
export async function blindIndex(
  keyring: Keyring,
  purpose: IndexPurpose,
  normalised: string,
): Promise<string> {
  return toBase64Url(await hmac(keyring.index, `kaimen-index-v1\n${purpose}\n${normalised}`))
}

/** What is known of a person who files something. */
export interface PersonFacts {
  idType: DocumentType
  idNumber?: string | null
  name: string
  phone: string
}

/**
 * The text that stands for one person in the `person` index: document type and number, or name and phone where there
 * is no number. The last two digits of a Hong Kong or Macau permit only count its reissues and are left out.
 */
export function personKey({ idType, idNumber, name, phone }: PersonFacts): string {
  const number = compact(idNumber ?? '')
  if (idType !== 'none' && number !== '') {
    return JSON.stringify([idType, idType === 'hk-macau-permit' ? number.slice(0, 9) : number])
  }
  const read = readPhone(phone)
  // Capitals must not make two people of one; Chinese has none.
  return JSON.stringify(['none', normaliseName(name).toLowerCase(), read.ok ? read.value : compact(phone)])
}
