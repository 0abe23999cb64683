import { BASE31 } from '../shared/base31.ts'
import { toHex, utf8 } from '../shared/bytes.ts'
import { canonicalJson } from '../shared/canonical.ts'

/** One sealed day: what is signed and published. */
export interface DailyRoot {
  /** Day in Shanghai. */
  day: string
  /** How many leaves it holds. */
  size: number
  /** Merkle root over their hashes in ascending order (RFC 9162 shapes), hexadecimal. */
  root: string
  /** chainHash of the day before, or `firstPrevious`. */
  previous: string
}

/** What stands before the first sealed day. */
export const firstPrevious = '0'.repeat(64)

/** What is signed of a day. */
export function rootSigned({ day, size, root, previous }: DailyRoot) {
  return { kind: 'daily-root', day, size, root, previous }
}

/** SHA-256 of what was signed of a day, which the next day carries: no day can be left out or changed later. */
export async function chainHash(root: DailyRoot): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', utf8(canonicalJson(rootSigned(root))))
  return toHex(new Uint8Array(digest))
}

const CHECKPOINT_LETTERS = 16

/**
 * A day and some 79 bits of its chainHash, `20261123-7K3M-9QXA-…`: short enough for paper and telephone, and nobody finds
 * another day's content with the same one. Whoever keeps it can hold every day up to it against what is published later.
 */
export function checkpointOf(day: string, chain: string): string {
  let bits = BigInt(`0x${chain.slice(0, 20)}`)
  let text = day.replaceAll('-', '')
  for (let i = 0; i < CHECKPOINT_LETTERS; i++) {
    text += (i % 4 === 0 ? '-' : '') + BASE31[Number(bits % 31n)]!
    bits /= 31n
  }
  return text
}
