import { addDays, type Day } from '../calendar/day.ts'
import type { QueueDayRow } from './query.ts'
import { type WaitRange, waitRange } from './range.ts'

/** The day itself and the same weekday of the last four weeks: what a waiting time is worked out from. */
export const lookedAt = (day: Day): Day[] => [0, 7, 14, 21, 28].map((back) => addDays(day, -back))

const callsOf = ({ calls }: Pick<QueueDayRow, 'calls'>): number[] => JSON.parse(calls)

/** How long it takes at a counter group until so many others and then oneself are called. */
export function rangeAt(
  days: readonly QueueDayRow[],
  today: Day,
  counterGroup: string,
  ahead: number,
): WaitRange | null {
  const own = days.filter((row) => row.counterGroup === counterGroup)
  const now = own.find(({ day }) => day === today)
  return waitRange(now ? callsOf(now) : [], own.filter(({ day }) => day !== today).map(callsOf), ahead)
}

/** Today's groups of a service point: their letter, how many wait, and how long a number taken now would. */
export const groupsToday = (days: readonly QueueDayRow[], today: Day) =>
  days
    .filter(({ day }) => day === today)
    .map(({ counterGroup, letter, waiting, walkIns, parked }) => ({
      counterGroup,
      letter,
      waiting,
      walkIns,
      parked,
      range: rangeAt(days, today, counterGroup, waiting),
    }))
