import { kindOf } from './kind.ts'
import { officeWords } from './officeWords.ts'

/** The words a machine found in a file. */
export interface FileWords {
  /** A line for each paragraph, or row of a sheet. */
  text: string
  /** Nothing was left unread: no picture, nothing beyond the bounds. */
  whole: boolean
}

/** How much of a file is read. */
export interface ReadingLimits {
  /** Bytes, unpacked. */
  mostBytes: number
  /** UTF-16 units. */
  mostText: number
}

export const readingLimits: ReadingLimits = { mostBytes: 4 * 1024 * 1024, mostText: 1_000_000 }

/**
 * The words of an accepted file, as far as the bounds go; null for pictures and PDFs, which no machine here can read.
 * Takes some hundredths of a second for the largest.
 */
export function wordsOf(
  { bytes, type }: { bytes: Uint8Array; type: string },
  limits: ReadingLimits = readingLimits,
): FileWords | null {
  const family = kindOf(type)?.family
  if (family !== 'text' && family !== 'office') return null
  const { text, whole } =
    family === 'office'
      ? officeWords(bytes, limits.mostBytes)
      : {
          // Cut inside a character, the half of it is left out.
          text: new TextDecoder().decode(bytes.subarray(0, limits.mostBytes), {
            stream: bytes.length > limits.mostBytes,
          }),
          whole: bytes.length <= limits.mostBytes,
        }
  return { text: text.slice(0, limits.mostText), whole: whole && text.length <= limits.mostText }
}
