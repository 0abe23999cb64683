import { isMomentary } from './passing.ts'

/** Before the second and the third try, ms. D1 itself repeats a read as often. */
const pauses = [20, 80]

/**
 * Whether a statement surely changes nothing: a SELECT cannot, and behind WITH none of the words that write stands
 * (not even as the name of a function, which keeps this on the safe side).
 */
export function onlyReads(sql: string): boolean {
  if (/^\s*select\b/i.test(sql)) return true
  return /^\s*with\b/i.test(sql) && !/\b(?:insert|update|delete|replace)\b/i.test(sql)
}

/** Runs a batch that only reads, and repeats it up to two times when the line broke or the database was reset. */
export async function repeated<T>(run: () => Promise<T>): Promise<T> {
  for (const pause of pauses) {
    try {
      return await run()
    } catch (error) {
      if (!isMomentary(error)) throw error
      await new Promise((wake) => setTimeout(wake, pause))
    }
  }
  return run()
}
