/**
 * Words in one spelling: NFC, plain line breaks, no space at the ends, and without the marks that turn the direction of
 * writing, which could make a text read as something else and which phones paste unseen. `line` has no line breaks.
 */
export function cleanWords(typed: string, line: boolean): string {
  const plain = typed
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
  return (line ? plain.replace(/\s+/g, ' ') : plain).trim()
}

/** Whether a text has what no text has: control characters (NUL and its like) or half of a character. */
export const hasControl = (words: string): boolean => /[^\P{Cc}\n\t]|\p{Cs}/u.test(words)
