import { utf8 } from './bytes.ts'

/** The longest content line, in octets without its line break (RFC 5545 section 3.1). */
const MOST = 75

/**
 * A calendar file folded by octets, never inside a character. `ts-ics` folds by UTF-16 units, which makes Chinese lines
 * up to three times too long.
 */
export function foldByOctets(file: string): string {
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .map(fold)
    .join('\r\n')
}

function fold(line: string): string {
  let folded = ''
  let room = MOST
  for (const character of line) {
    const size = utf8(character).length
    if (size > room) {
      folded += '\r\n '
      room = MOST - 1
    }
    folded += character
    room -= size
  }
  return folded
}
