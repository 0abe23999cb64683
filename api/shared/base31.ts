import { randomBytes } from './bytes.ts'
import { compactWithoutDashes } from './halfWidth.ts'

/** Digits and capitals without 0 O, 1 I L: none can be taken for another. 31 is prime, which the check character needs. */
export const BASE31 = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** The largest multiple of 31 that fits a byte: bytes from here on would favour the first characters. */
const FAIR = 248

/** `length` characters, each of the 31 equally likely. */
export function randomBase31(length: number, source: (length: number) => Uint8Array = randomBytes): string {
  let text = ''
  while (text.length < length) {
    for (const byte of source(length - text.length)) if (byte < FAIR) text += BASE31[byte % 31]
  }
  return text
}

/**
 * The bytes as one big number, modulo 31^length, written in `length` characters. With 32 bytes and 23 characters
 * the bias is below 2^-140.
 */
export function encodeBase31(bytes: Uint8Array, length: number): string {
  let number = 0n
  for (const byte of bytes) number = (number << 8n) | BigInt(byte)
  let text = ''
  for (let i = 0; i < length; i++) {
    text = BASE31[Number(number % 31n)] + text
    number /= 31n
  }
  return text
}

/**
 * What a person typed, as plain base-31 characters: upper case, half-width, no spaces or dashes. Null when a character
 * is left that the alphabet does not have (0, O, 1, I and L are never issued, so they are mistakes, not spellings).
 */
export function normaliseBase31(input: string): string | null {
  const text = compactWithoutDashes(input)
  return [...text].every((character) => BASE31.includes(character)) ? text : null
}
