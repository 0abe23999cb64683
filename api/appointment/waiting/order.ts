import { lotOf } from '../release/seed.ts'

/** What decides somebody's place in the order. */
export interface Ranked {
  /** Its number in the lot. */
  ticket: string
  /** 1: had a place in this matter lately. */
  recent: number
  joinedDay: string
}

/**
 * The published order of the list: those without a place in this matter lately, then the day they joined, then by lot,
 * the lower SHA-256 of `seed|ticket` first. `seed` is that of the day's release in a draw, published
 * afterwards, and one that never is for places given back: so nobody can know or choose their lot. Draw and settle use
 * this same function.
 */
export async function order<T extends Ranked>(entries: readonly T[], seed: string): Promise<T[]> {
  const drawn = await Promise.all(
    entries.map(async (entry) => ({ entry, lot: await lotOf(seed, entry.ticket) })),
  )
  return drawn
    .sort(
      (a, b) =>
        a.entry.recent - b.entry.recent ||
        compare(a.entry.joinedDay, b.entry.joinedDay) ||
        compare(a.lot, b.lot) ||
        compare(a.entry.ticket, b.entry.ticket),
    )
    .map(({ entry }) => entry)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
