import { DAY } from '../calendar/day.ts'
import type { FieldError } from '../problem.ts'
import { oldest } from './clock.ts'

/**
 * A moment staff typed, ms: not in the future, not before `from`, and not so long ago that no calendar is kept of it.
 * Now when nothing was typed. What is wrong is added to `errors`.
 */
export function readMoment(
  typed: string | undefined,
  { now, from, pointer }: { now: number; from: number | null; pointer: string },
  errors: FieldError[],
): number {
  if (typed === undefined) return now
  const at = Date.parse(typed)
  if (Number.isNaN(at) || at > now || at < (from ?? now - oldest * DAY))
    errors.push({ pointer, code: 'casefile.when' })
  return at
}
