import { compactWithoutDashes } from '../shared/halfWidth.ts'

/** A ticket's number as it is called: `A017`. */
export const numberOf = ({ letter, serial }: { letter: string; serial: number }): string =>
  `${letter}${String(serial).padStart(3, '0')}`

/** The number somebody typed (`a 17`, `A-017`), or null when it is none. */
export function readNumber(typed: string): { letter: string; serial: number } | null {
  const match = /^([A-Z])(\d{1,4})$/.exec(compactWithoutDashes(typed))
  const serial = Number(match?.[2] ?? 0)
  return match?.[1] && serial > 0 ? { letter: match[1], serial } : null
}
