/** Marks nobody sees, which come along when a number is copied from a chat: soft hyphen, zero width, direction, BOM. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

const DASHES = /[-\u2010-\u2015\u2043\u2212\u30fc\ufe58\ufe63]/g

/** Full-width letters, digits and marks (Ａ １ －) as half-width; every kind of space as one plain space character. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, ' ')
}

/** What a person typed as a code or number: half-width, ASCII upper case, without spaces or invisible marks. */
export function compact(text: string): string {
  return toHalfWidth(text)
    .replace(INVISIBLE, '')
    .replaceAll(' ', '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** The same without dashes of any kind. */
export function compactWithoutDashes(text: string): string {
  return compact(text).replace(DASHES, '')
}

/** Every kind of dash as the plain hyphen-minus. */
export function plainDashes(text: string): string {
  return text.replace(DASHES, '-')
}
