import { dayOf, timeOf } from '../calendar/day.ts'
import { type DayRow, dayRows, readCalendar, type YearRow, yearRows } from '../calendar/query.ts'
import type { Ctx } from '../context.ts'
import { pointHours } from '../station/counterHours.ts'
import { rulesFrom } from '../station/pointRules.ts'
import {
  type ClosureRow,
  closureRows,
  type PointRow,
  pointRow,
  type SpecialRow,
  specialRows,
  type WeeklyRow,
  weeklyRows,
} from '../station/query.ts'

/** Statements: what says whether a service point is open today. */
export function hoursToday({ db, clock }: Pick<Ctx, 'db' | 'clock'>, slug: string) {
  const today = dayOf(clock.now())
  return [
    pointRow(db, slug),
    weeklyRows(db, slug),
    specialRows(db, slug, today, today),
    closureRows(db, slug, today, today),
    yearRows(db, today, today),
    dayRows(db, today, today),
  ] as const
}

type Found = [PointRow[], WeeklyRow[], SpecialRow[], ClosureRow[], YearRow[], DayRow[]]

/** Whether any counter of the service point is open at this moment. */
export function isOpenNow([points, weekly, special, closures, years, unlike]: Found, now: number): boolean {
  const [point] = points
  if (!point) return false
  const groups = [...new Set(weekly.map(({ counter_group }) => counter_group).filter(Boolean))]
  const { windows } = pointHours(
    rulesFrom(point, weekly, special, closures),
    groups,
    readCalendar(years, unlike),
    dayOf(now),
  )
  const time = timeOf(now)
  return windows.some(({ opens, closes }) => opens <= time && time < closes)
}
