import { compact } from '../shared/halfWidth.ts'
import { isRealDay } from '../shared/realDay.ts'

/** Why an ID number is refused; 'first-generation' is the 15-digit number of cards that ended on 2013-01-01. */
export type IdNumberReason = 'length' | 'characters' | 'date' | 'check' | 'first-generation'

export type IdNumberReading = { ok: true; value: string } | { ok: false; reason: IdNumberReason }

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** The check character of the first 17 digits: ISO 7064 MOD 11-2 as GB 11643 has it. */
export function checkCharacter(first17: string): string {
  let sum = 0
  WEIGHTS.forEach((weight, i) => {
    sum += weight * Number(first17[i])
  })
  return CHECKS[sum % 11]!
}

/**
 * Reads a citizen's ID number (GB 11643, standards B8): full-width digits, spaces and a small x are put right. The
 * division code is not held against any list, because abolished codes stay on cards. `today` is a Shanghai day.
 */
export function readIdNumber(input: string, today: string): IdNumberReading {
  const value = compact(input)
  if (!/^\d*X?$/.test(value)) return { ok: false, reason: 'characters' }
  if (/^[1-9]\d{14}$/.test(value)) return { ok: false, reason: 'first-generation' }
  if (value.length !== 18) return { ok: false, reason: 'length' }
  if (value.startsWith('0')) return { ok: false, reason: 'characters' }
  const day = birthDayOf(value)
  if (!/^(18|19|20)/.test(day) || !isRealDay(day) || day > today) return { ok: false, reason: 'date' }
  if (checkCharacter(value) !== value[17]) return { ok: false, reason: 'check' }
  return { ok: true, value }
}

/** The birthday in a valid 18-character number, `YYYY-MM-DD`. */
export function birthDayOf(idNumber: string): string {
  return `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
}

/** Full years of age on a day; somebody born on 29 February turns a year older on 1 March of a common year. */
export function ageOn(idNumber: string, day: string): number {
  const born = birthDayOf(idNumber)
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) >= born.slice(5) ? years : years - 1
}
