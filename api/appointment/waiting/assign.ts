import { dayOf, MINUTE, timeOf, weekdayOf } from '../../calendar/day.ts'

/** An open slot and its public places that may be given: those kept for the list, and those anyone could book. */
export interface Place {
  id: string
  startsAt: number
  endsAt: number
  /** Public booking ends here. */
  closesAt: number
  kept: number
  free: number
}

/** What suits somebody on the list. */
export interface Seeker {
  id: string
  /** Length of the visit. */
  minutes: number
  fromDay: string
  toDay: string
  /** Bit 0 is Monday. */
  weekdays: number
  part: 'any' | 'morning' | 'afternoon'
  /** An earlier time than this one; null: any. */
  beforeAt: number | null
  /** First slots of the offers made before: none is made twice. */
  had: readonly string[]
}

export interface Assignment<S extends Seeker> {
  entry: S
  /** The first slot of the visit, and where its last one ends. */
  slotId: string
  startsAt: number
  endsAt: number
  /** When the offer lapses. */
  until: number
  /** Slots of the visit in which a kept place is used; in the others it is one that was free. */
  kept: string[]
}

/**
 * Who gets which run of slots: each in their order (see order.ts) the earliest that suits them, or nothing. Whoever
 * stands behind chooses from what is left, so nobody is passed over whom a place would have suited. A longer visit
 * takes slots one after another, a kept place or a free one in each, at least one of them kept: what is merely free
 * is not the list's to give. `slots` in order of time; `until` says when an offer lapses, null when it would be too
 * short to make. Pure; the slots handed in stay as they are.
 */
export function assign<S extends Seeker>({
  slots,
  entries,
  until,
}: {
  slots: readonly Place[]
  entries: readonly S[]
  until: (closesAt: number) => number | null
}): Assignment<S>[] {
  const left = slots.map((slot) => ({ ...slot }))
  const made: Assignment<S>[] = []
  for (const entry of entries) {
    for (const [at, first] of left.entries()) {
      if (!suits(entry, first)) continue
      const run = runFrom(left, at, entry.minutes)
      const lapses = run && until(first.closesAt)
      if (!run || !lapses) continue
      const kept = run.filter((slot) => slot.kept > 0)
      for (const slot of run) slot.kept > 0 ? slot.kept-- : slot.free--
      made.push({
        entry,
        slotId: first.id,
        startsAt: first.startsAt,
        endsAt: run.at(-1)!.endsAt,
        until: lapses,
        kept: kept.map(({ id }) => id),
      })
      break
    }
  }
  return made
}

/** Whether a visit that begins with this slot is at a time somebody waits for. */
export function suits(
  { fromDay, toDay, weekdays, part, beforeAt, had }: Seeker,
  { id, startsAt }: Pick<Place, 'id' | 'startsAt'>,
): boolean {
  const day = dayOf(startsAt)
  return (
    fromDay <= day &&
    day <= toDay &&
    (weekdays & (1 << (weekdayOf(day) - 1))) !== 0 &&
    (part === 'any' || (part === 'morning') === timeOf(startsAt) < '12:00') &&
    (beforeAt === null || startsAt < beforeAt) &&
    !had.includes(id)
  )
}

/** The slots of a visit of this length from here on, when each has a place and one of them is kept; else null. */
function runFrom<P extends Place>(slots: readonly P[], at: number, minutes: number): P[] | null {
  const run: P[] = []
  for (let next = at; next < slots.length; next++) {
    const slot = slots[next]!
    const last = run.at(-1)
    if ((last && last.endsAt !== slot.startsAt) || slot.kept + slot.free < 1) return null
    run.push(slot)
    if (slot.endsAt - run[0]!.startsAt >= minutes * MINUTE)
      return run.some(({ kept }) => kept > 0) ? run : null
  }
  return null
}
