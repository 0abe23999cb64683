import type { CounterRules } from './counterHours.ts'
import type { ClosureRow, PointRow, SpecialRow, WeeklyRow } from './query.ts'

/** What a service point has said about its hours, out of the rows it is kept in. */
export function rulesFrom(
  point: Pick<PointRow, 'opens_on_holidays'>,
  weekly: readonly WeeklyRow[],
  special: readonly SpecialRow[],
  closures: readonly ClosureRow[],
): CounterRules {
  return {
    weekly: weekly.map(({ counter_group, ...row }) => ({ ...row, counter: counter_group })),
    special: special.map((row) => ({
      day: row.day,
      opens: row.opens,
      closes: row.closes,
      counter: row.counter_group,
      reason: { zh: row.reason_zh, en: row.reason_en },
    })),
    closures: closures.map((row) => ({
      fromDay: row.from_day,
      toDay: row.to_day,
      counter: row.counter_group,
      reason: { zh: row.reason_zh, en: row.reason_en },
    })),
    opensOnHolidays: point.opens_on_holidays === 1,
  }
}
