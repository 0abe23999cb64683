import { MINUTE } from '../calendar/day.ts'
import type { SlotRow } from './query.ts'

/** More slots than any visit covers: the longest visit in the shortest slots (rules.ts, schedule.slot_minutes). */
export const longestRun = (480 * MINUTE) / (5 * MINUTE) + 1

/**
 * The times at which a visit of this length, ms, can begin: each slot from which open slots follow without a gap until
 * the length is reached. A time stands for its whole visit: it ends with the last slot, and has as many places left as
 * the fullest of them. `slots` in order of time.
 */
export function startsFor<T extends SlotRow>(slots: readonly T[], length: number): T[] {
  return slots.flatMap((first, at) => {
    let last = first
    let tightest = first
    for (let next = at + 1; last.endsAt < first.startsAt + length; next++) {
      const following = slots[next]
      if (!following || following.startsAt !== last.endsAt) return []
      last = following
      if (left(following) < left(tightest)) tightest = following
    }
    return [{ ...first, endsAt: last.endsAt, capacity: tightest.capacity, used: tightest.used }]
  })
}

const left = ({ capacity, used }: SlotRow) => capacity - used
