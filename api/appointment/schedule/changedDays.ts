import type { Day } from '../../calendar/day.ts'
import { cutSlots, dayPlan } from '../dayPlan.ts'
import type { Plan } from '../plan.ts'
import { type DayEffect, dayEffect, type StandingSlot } from './effect.ts'

/** What a change of the plan makes of one day at one counter. */
export interface ChangedDay {
  day: Day
  counterGroup: string
  /** Its places are out already; otherwise they come out by the new plan. */
  released: boolean
  windows: { before: Stretch[]; after: Stretch[] }
  before: { slots: number; places: number }
  after: { slots: number; places: number }
  closes: number
  reopens: number
  adds: number
  /** Places the new plan leaves out but somebody has: they stay theirs. */
  spared: number
}

interface Stretch {
  opens: string
  closes: string
}

interface Read {
  counterGroup: string
  plan: Plan
  days: ReadonlyMap<Day, readonly StandingSlot[]>
}

/**
 * The days a change of the plan alters, in order, and the slots it closes. `after` is the plan of a counter as it will
 * be. Days on which nothing changes are left out.
 */
export function changedDays(
  counters: readonly Read[],
  days: readonly Day[],
  after: (counter: Read) => Plan,
  now: number,
): { days: ChangedDay[]; close: string[] } {
  const changed: ChangedDay[] = []
  const close: string[] = []
  for (const day of days) {
    for (const counter of counters) {
      const [old, wanted] = [dayPlan(counter.plan, day), dayPlan(after(counter), day)]
      const standing = counter.days.get(day)
      const effect = standing ? dayEffect(wanted, standing, now) : unreleased(old, wanted, now)
      const reopens = effect.keep.filter(({ reopens }) => reopens).length
      const windows = { before: old.windows.map(stretch), after: wanted.windows.map(stretch) }
      const same =
        effect.close.length + effect.keep.length + effect.fresh.length === 0 &&
        JSON.stringify([windows.before, effect.before]) === JSON.stringify([windows.after, effect.after])
      if (same) continue
      close.push(...effect.close)
      changed.push({
        day,
        counterGroup: counter.counterGroup,
        released: standing !== undefined,
        windows,
        before: effect.before,
        after: effect.after,
        closes: effect.close.length,
        reopens,
        adds: standing ? effect.fresh.length : 0,
        spared: effect.spared,
      })
    }
  }
  return { days: changed, close }
}

const stretch = ({ opens, closes }: Stretch): Stretch => ({ opens, closes })

type Planned = ReturnType<typeof dayPlan>

function unreleased(old: Planned, wanted: Planned, now: number): DayEffect {
  const count = (planned: Planned) => {
    const slots = cutSlots(planned).filter(({ startsAt }) => startsAt > now)
    return { slots: slots.length, places: slots.reduce((sum, { capPublic }) => sum + capPublic, 0) }
  }
  return { close: [], keep: [], fresh: [], before: count(old), after: count(wanted), spared: 0 }
}
