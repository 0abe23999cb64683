import { BASE31, randomBase31 } from './base31.ts'
import { compactWithoutDashes } from './halfWidth.ts'
import { isRealDay } from './realDay.ts'

/** What a reference can stand for, by its first letter. A closed list; every letter is in the base-31 alphabet. */
export const REFERENCE_KINDS = {
  A: 'appointment',
  B: 'application',
  C: 'complaint',
  F: 'feedback',
  K: 'casefile',
  M: 'meeting',
  N: 'volunteer',
  R: 'rating',
  V: 'visit',
  W: 'waiting',
  Z: 'certificate',
} as const

export type ReferenceKind = keyof typeof REFERENCE_KINDS

export interface Reference {
  /** Canonical spelling, `A-20261123-7K3M9Q`. */
  reference: string
  kind: ReferenceKind
  /** Day of filing in Shanghai, `YYYY-MM-DD`. */
  day: string
}

/**
 * A symbol's number modulo 31. Letters and digits stand on one scale, 0 and 1 (which occur in the day only) take
 * places that no digit has, so a digit keeps its number when it slips from the day into the random part.
 */
function symbolValue(symbol: string): number {
  const place = BASE31.indexOf(symbol)
  return place >= 0 ? place : Number(symbol) + 29
}

/**
 * Weighted sum over kind, day, random part and check. Weights 15…1 are distinct and none is 0 modulo the prime 31, so
 * every change of one symbol and every exchange of two symbols changes the sum.
 */
function weightedSum(symbols: string): number {
  let sum = 0
  for (let i = 0; i < symbols.length; i++) sum += (15 - i) * symbolValue(symbols[i]!)
  return sum % 31
}

function isKind(letter: string): letter is ReferenceKind {
  return Object.hasOwn(REFERENCE_KINDS, letter)
}

/** A new reference for a kind and a day of filing; uniqueness is for the database. Throws RangeError on a false day. */
export function makeReference(kind: ReferenceKind, day: string, random = randomBase31(5)): string {
  if (!isRealDay(day)) throw new RangeError('reference: not a day')
  const digits = day.replaceAll('-', '')
  // The check has weight 1: it is what brings the sum to 0.
  const check = BASE31[(31 - weightedSum(kind + digits + random)) % 31]
  return `${kind}-${digits}-${random}${check}`
}

/**
 * The reference a person typed: lower case, full-width, spaces, other or missing dashes are all right. Null when it
 * cannot be one, which includes every single wrong character and every two exchanged ones.
 */
export function parseReference(input: string): Reference | null {
  const text = compactWithoutDashes(input)
  const kind = text[0]
  if (kind === undefined || !isKind(kind)) return null
  if (!/^\d{8}[2-9A-HJKMNP-Z]{6}$/.test(text.slice(1))) return null
  const day = `${text.slice(1, 5)}-${text.slice(5, 7)}-${text.slice(7, 9)}`
  if (!isRealDay(day) || weightedSum(text) !== 0) return null
  return { reference: `${kind}-${text.slice(1, 9)}-${text.slice(9)}`, kind, day }
}
