import type { Day } from '../../calendar/day.ts'
import { newId } from '../../shared/id.ts'
import type { BookingRules } from '../rules.ts'
import { type Assignment, assign } from './assign.ts'
import { type DrawBelow, givenBackMinute } from './givenBackMinute.ts'
import { offerEnds } from './offerEnds.ts'
import { order } from './order.ts'
import { candidates, type Entry, type EntryRow, entryOf, type Held, type HeldSlot } from './query.ts'

export interface Found {
  now: number
  rules: BookingRules
  /** Of one group of counters, in order of time. */
  slots: readonly HeldSlot[]
  entries: readonly EntryRow[]
  /** What the lots of a day follow from; never published (release/seed.ts). */
  seedOf(day: Day): Promise<string>
  draw?: DrawBelow
}

/** An offer that ends: it was let pass, or the counter closes at its time. */
export interface Ended {
  entry: EntryRow
  how: 'lapsed' | 'passed'
  /** What becomes of the place on the list. */
  to: 'waiting' | 'lapsed'
}

/** What is to be done with the places held in a stretch. */
export interface Decision {
  ended: Ended[]
  /** Holds that are settled. */
  settled: { id: string; from: 'kept' | 'offered'; to: 'passed' | 'released' | 'lapsed' }[]
  /** Kept places whose minute was drawn. */
  drawn: { id: string; until: number }[]
  /** Places of ended offers that are kept until their minute. */
  kept: { id: string; slotId: string; endsAt: number; until: number }[]
  offers: Assignment<Entry>[]
}

/** A kept place; `fresh`: of an offer that ends just now, not in the database yet. */
interface Kept {
  id: string
  until: number
  fresh: boolean
}

/**
 * What becomes of the places that are held: offers whose time has come end, kept places go to the list in its order,
 * and what suits nobody there gets its minute drawn, or appears for all when that minute has come. Nothing that is
 * given back is anybody's to book before that.
 */
export async function decide({ now, rules, slots, entries, seedOf, draw }: Found): Promise<Decision> {
  const decision: Decision = { ended: [], settled: [], drawn: [], kept: [], offers: [] }
  const places = slots.map((slot) => ({ ...slot, kept: [] as Kept[] }))
  const usable = ({ open, closesAt }: HeldSlot) => open === 1 && closesAt > now
  const byId = new Map(entries.map((entry) => [entry.id, entry]))

  for (const place of places) {
    for (const { id, state, until, endsAt, waitingId } of JSON.parse(place.holds) as Held[]) {
      if (state === 'kept') {
        if (usable(place)) place.kept.push({ id, until, fresh: false })
        else decision.settled.push({ id, from: 'kept', to: 'passed' })
        continue
      }
      const run = places.filter(({ startsAt }) => place.startsAt <= startsAt && startsAt < endsAt)
      const closed = run.some(({ open }) => !open)
      if (until > now && !closed) continue
      const how = closed ? 'passed' : 'lapsed'
      decision.settled.push({ id, from: 'offered', to: how })
      const entry = byId.get(waitingId ?? '')
      const last = how === 'lapsed' && entry && entry.lapses + 1 >= rules.offersMost
      if (entry) decision.ended.push({ entry, how, to: last ? 'lapsed' : 'waiting' })
      for (const each of run) if (usable(each)) each.kept.push({ id: newId('ho'), until: 0, fresh: true })
    }
  }

  let list = rules.listFirst ? [...candidates(entries), ...again(decision.ended, now)] : []
  for (const day of new Set(places.map((place) => place.day))) {
    const days = places.filter((place) => place.day === day && usable(place))
    if (!days.some(({ kept }) => kept.length > 0)) continue
    const offers = assign({
      slots: days.map((place) => ({ ...place, kept: place.kept.length, free: Math.max(0, place.free) })),
      entries: await order(list, await seedOf(day)),
      until: (closesAt) => offerEnds(now, closesAt, rules),
    })
    for (const { entry, kept } of offers) {
      list = list.filter(({ id }) => id !== entry.id)
      for (const slotId of kept) {
        const used = days.find(({ id }) => id === slotId)?.kept.shift()
        if (used && !used.fresh) decision.settled.push({ id: used.id, from: 'kept', to: 'passed' })
      }
    }
    decision.offers.push(...offers)
  }

  // What was given back together, slot after slot, appears together: it may serve a longer visit.
  let before = { endsAt: 0, until: 0 }
  for (const { id: slotId, startsAt, endsAt, closesAt, kept } of places) {
    for (const { id, until, fresh } of kept) {
      const undrawn = until === 0
      const minute = !undrawn
        ? until
        : before.endsAt === startsAt || before.endsAt === endsAt
          ? before.until
          : givenBackMinute(now, closesAt, rules, draw)
      if (undrawn) before = { endsAt, until: minute }
      if (minute <= now && !fresh) decision.settled.push({ id, from: 'kept', to: 'released' })
      else if (minute > now && fresh) decision.kept.push({ id, slotId, endsAt, until: minute })
      else if (minute > now && undrawn) decision.drawn.push({ id, until: minute })
    }
  }
  return decision
}

/** Who let an offer pass is on the list again, for other places. */
function again(ended: readonly Ended[], now: number): Entry[] {
  return ended
    .filter(({ entry, to }) => to === 'waiting' && !entry.barred && entry.listEndsAt > now)
    .map(({ entry, how }) => ({
      ...entryOf(entry),
      state: 'waiting',
      version: entry.version + 1,
      lapses: entry.lapses + (how === 'lapsed' ? 1 : 0),
    }))
}
