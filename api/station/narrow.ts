import { normal, wordsOf } from '../search/grams.ts'
import type { PartRow } from './areaQuery.ts'

/** What was asked beside the area: words that may name one of its streets, and a house number. */
export interface Asked {
  words: string
  number: number | undefined
}

/**
 * Of one area's rows those that answer for the street the words name, where they name one, and for the house number,
 * where one was given: a row of the whole area always does. `listed` is false where the number is in no row; then the
 * rows stay as they were, for somebody still has to be asked.
 */
export function narrowed(
  rows: readonly PartRow[],
  { words, number }: Asked,
): { rows: readonly PartRow[]; listed: boolean } {
  const typed = wordsOf(words)
  const named = (row: PartRow) => (row.streetZh ? typed.filter((word) => names(row, word)).length : 0)
  const most = Math.max(0, ...rows.map(named))
  // Gulou Avenue is not Gulou Back Lane: the street that holds most of the words is meant.
  const street = most > 0 ? rows.filter((row) => !row.streetZh || named(row) === most) : rows
  if (number === undefined) return { rows: street, listed: true }
  const right = street.filter((row) => holds(row, number))
  return right.length > 0 ? { rows: right, listed: true } : { rows: street, listed: false }
}

/** Whether a word names the street, or holds its whole name. */
function names({ streetZh, streetEn, streetPinyin, streetInitials }: PartRow, word: string): boolean {
  const spellings = [normal(streetZh), normal(streetEn), streetPinyin].filter(Boolean)
  return (
    spellings.some((name) => name.includes(word) || word.includes(name)) || streetInitials.startsWith(word)
  )
}

function holds({ streetZh, fromNumber, toNumber, parity }: PartRow, number: number): boolean {
  if (!streetZh) return true
  if (fromNumber !== null && number < fromNumber) return false
  if (toNumber !== null && number > toNumber) return false
  return parity === null || (number % 2 === 1) === (parity === 'odd')
}
