import { addDays, type Day, endOfDay, isDay } from '../../calendar/day.ts'
import { invalid } from '../../problem.ts'
import type { BookingRules } from '../rules.ts'

export interface Suits {
  fromDay?: string | undefined
  toDay?: string | undefined
  weekdays?: number[] | undefined
  part?: 'any' | 'morning' | 'afternoon' | undefined
}

/** What suits, as it is kept. */
export interface SuitedDays {
  fromDay: Day
  toDay: Day
  /** Bit 0 is Monday. */
  weekdays: number
  part: 'any' | 'morning' | 'afternoon'
  /** When its last day ends, ms. */
  endsAt: number
}

const DAYS = [1, 2, 3, 4, 5, 6, 7]

/**
 * The days that suit: from today on, no farther ahead than the rules let one wait, unless said otherwise; `last` is the latest
 * day that can be meant. Throws invalid-input for days that are none, past, the wrong way round or too far apart,
 * and where no weekday is left.
 */
export function suitedDaysOf(
  input: Suits,
  today: Day,
  { waitingDaysMost }: Pick<BookingRules, 'waitingDaysMost'>,
  last?: Day,
): SuitedDays {
  for (const name of ['fromDay', 'toDay'] as const) {
    const day = input[name]
    if (day !== undefined && !isDay(day)) throw invalid(`/${name}`, 'day-invalid')
  }
  if (input.weekdays?.length === 0) throw invalid('/weekdays', 'weekdays.required')
  const fromDay = input.fromDay && input.fromDay > today ? input.fromDay : today
  const longest = addDays(today, waitingDaysMost - 1)
  const asked = input.toDay ?? (last && last < longest ? last : longest)
  const toDay = last && last < asked ? last : asked
  if (toDay < fromDay || toDay > longest) throw invalid('/toDay', 'day-range')
  const weekdays = (input.weekdays ?? DAYS).reduce((bits, day) => bits | (1 << (day - 1)), 0)
  return { fromDay, toDay, weekdays, part: input.part ?? 'any', endsAt: endOfDay(toDay) }
}

/** The weekdays of a mask, 1 is Monday. */
export const weekdaysOf = (bits: number): number[] => DAYS.filter((day) => bits & (1 << (day - 1)))
