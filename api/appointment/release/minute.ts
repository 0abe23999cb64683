import { type Day, dayOf, MINUTE } from '../../calendar/day.ts'
import { type BookingRules, type RuleRow, readRules } from '../rules.ts'
import { sha256 } from './seed.ts'

/** Between which minutes places open, ms; alike where the minute is fixed. */
export interface ReleaseWindow {
  from: number
  to: number
}

/** The published window of places whose release time is `releasesAt`, ms. */
export function releaseWindow(
  releasesAt: number,
  rules: Pick<BookingRules, 'releaseWindowMinutes'>,
): ReleaseWindow {
  return { from: releasesAt, to: releasesAt + rules.releaseWindowMinutes * MINUTE }
}

/** The rules in force on a day, out of the rows that have begun by then, whatever their order. */
export function rulesOfDay(found: readonly RuleRow[], day: Day): BookingRules {
  const begun = found.filter(({ fromDay }) => fromDay <= day)
  return readRules(begun.sort((a, b) => (a.fromDay < b.fromDay ? 1 : -1)).slice(0, 1))
}

/** The window of a day's places under the rules in force when they open. */
export const windowUnder = (found: readonly RuleRow[], releasesAt: number): ReleaseWindow =>
  releaseWindow(releasesAt, rulesOfDay(found, dayOf(releasesAt)))

/**
 * The minute of the window at which places open, ms: the first four bytes of SHA-256(seed|minute), modulo the
 * window's length in minutes. The last minute of the window is not drawn, so all is open when the window ends.
 */
export async function drawMinute(seed: string, { from, to }: ReleaseWindow): Promise<number> {
  const minutes = Math.floor((to - from) / MINUTE)
  if (minutes < 1) return from
  return from + (Number.parseInt((await sha256(`${seed}|minute`)).slice(0, 8), 16) % minutes) * MINUTE
}
