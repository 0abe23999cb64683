import { compactWithoutDashes } from '../shared/halfWidth.ts'

/** Why a unified social credit code (统一社会信用代码) is refused. */
export type CreditCodeReason = 'length' | 'characters' | 'check'

export type CreditCodeReading = { ok: true; value: string } | { ok: false; reason: CreditCodeReason }

/** GB 32100: digits and letters without I, O, S, V and Z, worth 0 to 30 in this order. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** The check character of the first 17 (standards B8): (31 − Σ mod 31) mod 31. */
export function creditCodeCheck(first17: string): string {
  let sum = 0
  WEIGHTS.forEach((weight, i) => {
    sum += weight * ALPHABET.indexOf(first17[i] ?? '0')
  })
  return ALPHABET[(31 - (sum % 31)) % 31]!
}

/** Reads a unit's code (GB 32100): full-width characters, spaces, dashes and small letters are put right. */
export function readCreditCode(input: string): CreditCodeReading {
  const value = compactWithoutDashes(input)
  if (![...value].every((character) => ALPHABET.includes(character)))
    return { ok: false, reason: 'characters' }
  if (value.length !== 18) return { ok: false, reason: 'length' }
  return creditCodeCheck(value) === value[17] ? { ok: true, value } : { ok: false, reason: 'check' }
}
