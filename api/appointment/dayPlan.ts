import { addDays, at, type Day, MINUTE, type TimeOfDay, type Weekday, weekdayOf } from '../calendar/day.ts'
import { hoursOn, type WeeklyHours } from '../calendar/openingHours.ts'
import { isProvisional } from '../calendar/workingDays.ts'
import type { Text } from '../shared/text.ts'
import type { Plan } from './plan.ts'

/** One weekday window of a schedule: how its slots are cut, for whom, and when they open to the public. */
export interface ScheduleWindow {
  weekday: Weekday
  opens: TimeOfDay
  closes: TimeOfDay
  slotMinutes: number
  capPublic: number
  capPhone: number
  capCounter: number
  /** Public bookings close this long before a slot begins. */
  leadMinutes: number
  /** Slots open to the public this many days ahead … */
  horizonDays: number
  /** … at this time of day. */
  releaseTime: TimeOfDay
  validFrom: Day
  validTo: Day | null
}

export interface DayPlan {
  day: Day
  windows: ScheduleWindow[]
  /** Why the day is unlike others of its weekday. */
  reason: Text | null
  provisional: boolean
  /** When the day's places open to the public, ms; null on a day without any. */
  releasesAt: number | null
}

/**
 * The windows in which slots of a day are cut. Special hours clip the schedule of that weekday (an extra
 * opening without a schedule is for walking in); else closures, holidays and make-up days decide as they do
 * for opening hours. At a community room they lie within its declared duty days, whatever the schedule says: somebody
 * must be there.
 */
export function dayPlan(plan: Plan, day: Day): DayPlan {
  const { closures, special, duty, opensOnHolidays, calendar } = plan
  const declared = duty ? plan.schedules.flatMap((s) => onDuty(s, duty)) : plan.schedules
  const valid = declared.filter((s) => s.validFrom <= day && (s.validTo === null || day <= s.validTo))
  const extra = special.filter((row) => row.day === day)
  const hours = hoursOn(
    {
      weekly: valid,
      closures: extra.length ? [] : closures,
      special: [],
      opensOnHolidays: opensOnHolidays || extra.length > 0,
    },
    calendar,
    day,
  )
  const weekdays = new Set<Weekday>(calendar.exceptions.get(day)?.kind === 'workday' ? [1] : [weekdayOf(day)])
  const own = valid.filter(
    (s) => weekdays.has(s.weekday) && hours.windows.some((w) => w.opens === s.opens && w.closes === s.closes),
  )
  const windows = extra.length ? own.flatMap((s) => extra.flatMap((window) => clip(s, window))) : own
  const release = windows.map((s) => at(addDays(day, -s.horizonDays), s.releaseTime))
  return {
    day,
    windows,
    reason: extra[0]?.reason ?? hours.reason ?? null,
    provisional: isProvisional(calendar, day),
    // A day opens as a whole, with the last of its windows, so that none opens before its time.
    releasesAt: release.length ? Math.max(...release) : null,
  }
}

/** What of a window lies within the declared hours of its weekday. */
function onDuty(schedule: ScheduleWindow, duty: readonly WeeklyHours[]): ScheduleWindow[] {
  return duty.filter(({ weekday }) => weekday === schedule.weekday).flatMap((hours) => clip(schedule, hours))
}

function clip(schedule: ScheduleWindow, to: { opens: TimeOfDay; closes: TimeOfDay }): ScheduleWindow[] {
  const opens = [schedule.opens, to.opens].sort()[1]!
  const closes = [schedule.closes, to.closes].sort()[0]!
  return opens < closes ? [{ ...schedule, opens, closes }] : []
}

export interface CutSlot {
  startsAt: number
  endsAt: number
  closesAt: number
  capPublic: number
  capPhone: number
  capCounter: number
}

/**
 * Cuts windows into slots of equal length, earliest first; a remainder too short for one is left to walking in. Where
 * windows overlap (a slip in the schedule) the one that opens first stays whole and a slot that would begin before
 * another ends is left out: a visit over several slots needs them one after another.
 */
export function cutSlots({ day, windows }: Pick<DayPlan, 'day' | 'windows'>): CutSlot[] {
  const inOrder = [...windows].sort((a, b) => (a.opens < b.opens ? -1 : Number(a.opens > b.opens)))
  const all = inOrder.flatMap((s) => {
    const length = s.slotMinutes * MINUTE
    const count = Math.floor((at(day, s.closes) - at(day, s.opens)) / length)
    return Array.from({ length: count }, (_, i) => {
      const startsAt = at(day, s.opens) + i * length
      return {
        startsAt,
        endsAt: startsAt + length,
        closesAt: startsAt - s.leadMinutes * MINUTE,
        capPublic: s.capPublic,
        capPhone: s.capPhone,
        capCounter: s.capCounter,
      }
    })
  })
  const slots: CutSlot[] = []
  for (const slot of all.sort((a, b) => a.startsAt - b.startsAt)) {
    const last = slots.at(-1)
    if (!last || last.endsAt <= slot.startsAt) slots.push(slot)
  }
  return slots
}
