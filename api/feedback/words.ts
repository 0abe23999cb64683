import type { FieldError } from '../problem.ts'

/** The longest text of a report or an opinion, characters. */
export const wordsMost = 1000

/**
 * Free text as it is kept: one spelling of line ends, no marks that turn the direction of writing (phones paste them
 * unseen, and they could make a text read as something else). What is wrong is added to `errors`.
 */
export function readWords(typed: string, pointer: string, errors: FieldError[], most = wordsMost): string {
  const words = typed
    .normalize('NFC')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  if (words === '') errors.push({ pointer, code: 'required' })
  else if ([...words].length > most) errors.push({ pointer, code: 'too-long', params: { most } })
  else if (/[^\P{Cc}\n\t]/u.test(words)) errors.push({ pointer, code: 'characters' })
  return words
}
