import { at, type TimeOfDay, timeOf } from '../../calendar/day.ts'
import { type CutSlot, cutSlots, type DayPlan, type ScheduleWindow } from '../dayPlan.ts'

/** A slot of a released day as it stands. */
export interface StandingSlot {
  id: string
  startsAt: number
  endsAt: number
  state: 'open' | 'closed'
  capPublic: number
  capPhone: number
  capCounter: number
  usedPublic: number
  usedPhone: number
  usedCounter: number
}

/** A slot that stays or comes back, with the places it is to have: never fewer than are taken. */
interface KeptSlot {
  id: string
  capPublic: number
  capPhone: number
  capCounter: number
  /** Public places that it did not offer before. */
  added: number
  reopens: boolean
}

/** What a plan makes of a released day. */
export interface DayEffect {
  /** Slots that close. */
  close: string[]
  /** Slots that are to change and stay, or open again. */
  keep: KeptSlot[]
  /** Slots that are new. */
  fresh: CutSlot[]
  /** Slots and public places on offer before and after, of those that have not begun. */
  before: { slots: number; places: number }
  after: { slots: number; places: number }
  /** Public places that the plan takes away but somebody has. */
  spared: number
}

interface Window {
  from: number
  to: number
  capPublic: number
  capPhone: number
  capCounter: number
}

/**
 * What the slots of a released day become when its plan is this one. A slot inside a window stays as it was cut and
 * takes the window's places, as far as they are not taken; one outside closes; a time without any slot is cut anew. What
 * has begun at `now` stays as it is, and nothing ever overlaps (decision 17), so slots of another length begin only
 * where none stood.
 */
export function dayEffect(
  planned: Pick<DayPlan, 'day' | 'windows'>,
  standing: readonly StandingSlot[],
  now: number,
): DayEffect {
  const instant = (time: TimeOfDay) => at(planned.day, time)
  const windows: Window[] = planned.windows.map((each) => ({
    ...each,
    from: instant(each.opens),
    to: instant(each.closes),
  }))
  const coming = standing.filter(({ startsAt }) => startsAt > now)
  const close: string[] = []
  const keep: KeptSlot[] = []
  let spared = 0
  const after = { slots: 0, places: 0 }
  for (const slot of coming) {
    const window = windows.find(({ from, to }) => from <= slot.startsAt && slot.endsAt <= to)
    if (!window) {
      if (slot.state === 'open') close.push(slot.id)
      continue
    }
    const capPublic = Math.max(window.capPublic, slot.usedPublic)
    const capPhone = Math.max(window.capPhone, slot.usedPhone)
    const capCounter = Math.max(window.capCounter, slot.usedCounter)
    const reopens = slot.state === 'closed'
    const added = reopens ? capPublic - slot.usedPublic : Math.max(0, capPublic - slot.capPublic)
    spared += Math.max(0, slot.usedPublic - window.capPublic)
    after.slots += 1
    after.places += capPublic
    const same = capPublic === slot.capPublic && capPhone === slot.capPhone && capCounter === slot.capCounter
    if (reopens || !same) keep.push({ id: slot.id, capPublic, capPhone, capCounter, added, reopens })
  }
  const fresh = cutSlots({
    day: planned.day,
    windows: planned.windows.flatMap((each) => gaps(each, standing, instant)),
  }).filter(({ startsAt }) => startsAt > now)
  const open = coming.filter(({ state }) => state === 'open')
  return {
    close,
    keep,
    fresh,
    before: { slots: open.length, places: open.reduce((sum, slot) => sum + slot.capPublic, 0) },
    after: {
      slots: after.slots + fresh.length,
      places: after.places + fresh.reduce((sum, slot) => sum + slot.capPublic, 0),
    },
    spared,
  }
}

/** The parts of a window in which no slot stands. */
function gaps(
  window: ScheduleWindow,
  standing: readonly StandingSlot[],
  instant: (time: TimeOfDay) => number,
): ScheduleWindow[] {
  const end = instant(window.closes)
  const inside = standing
    .filter(({ startsAt, endsAt }) => startsAt < end && endsAt > instant(window.opens))
    .sort((a, b) => a.startsAt - b.startsAt)
  const parts: ScheduleWindow[] = []
  let opens = window.opens
  for (const { startsAt, endsAt } of inside) {
    if (instant(opens) < startsAt) parts.push({ ...window, opens, closes: timeOf(startsAt) })
    if (endsAt >= end) return parts
    opens = timeOf(Math.max(endsAt, instant(opens)))
  }
  return [...parts, { ...window, opens }]
}
