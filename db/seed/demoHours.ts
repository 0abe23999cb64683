import { weekdayOf } from '../../api/calendar/day.ts'
import type { CounterGroup, DemoBureau, DemoPoint } from './demo/types.ts'

interface Window {
  counter: CounterGroup
  opens: string
  closes: string
}

/** A window and whom it holds for: '' every counter of the point, else one of them. */
interface Shared {
  opens: string
  closes: string
  counter_group: string
}

/** Windows all counters keep become one; the rest stay with their counter. */
function shared(point: DemoPoint, windows: readonly Window[]): Shared[] {
  const byTime = new Map<string, Window[]>()
  for (const window of windows) {
    const time = `${window.opens}-${window.closes}`
    byTime.set(time, [...(byTime.get(time) ?? []), window])
  }
  return [...byTime.values()].flatMap((same) => {
    const everyone = point.counters.every((counter) => same.some((window) => window.counter === counter))
    return (everyone ? same.slice(0, 1) : same).map(({ counter, opens, closes }) => ({
      opens,
      closes,
      counter_group: everyone ? '' : counter,
    }))
  })
}

/** Rows of opening_hours without their point's id. */
export function weeklyRows(bureau: DemoBureau, point: DemoPoint) {
  return ([1, 2, 3, 4, 5, 6, 7] as const).flatMap((weekday) =>
    shared(point, usual(bureau, point, weekday)).map((row) => ({ weekday, ...row })),
  )
}

function usual(bureau: DemoBureau, point: DemoPoint, weekday: number): Window[] {
  return bureau.hours
    .filter((row) => row.pointSlug === point.slug && row.weekday === weekday)
    .map((row) => ({ counter: row.counter, opens: row.opensAt, closes: row.closesAt }))
}

/**
 * Rows of special_hours without their point's id: the days with other hours, and of days shut for some hours what
 * stays open. Days the calendar names are left to the calendar.
 */
export function specialRows(bureau: DemoBureau, point: DemoPoint, isOrdinary: (day: string) => boolean) {
  const given = bureau.specialHours
    .filter((row) => row.pointSlug === point.slug && isOrdinary(row.day))
    .flatMap(({ day, counter, opensAt, closesAt, reason }) =>
      shared(point, [{ counter, opens: opensAt, closes: closesAt }]).map((row) => ({ day, reason, ...row })),
    )
  const remaining = bureau.closures
    .filter((row) => row.pointSlug === point.slug && !isWhole(row) && isOrdinary(row.day))
    .flatMap(({ day, counter, fromTime, toTime, reason }) => {
      const left = usual(bureau, point, weekdayOf(day))
        .filter((window) => counter === null || counter === window.counter)
        .flatMap((window) => without(window, fromTime ?? '00:00', toTime ?? '24:00'))
      return shared(point, left).map((row) => ({ day, reason, ...row }))
    })
  return [...given, ...remaining]
}

/** Shut all day: the point, or the counter it names. */
export function isWhole(closure: DemoBureau['closures'][number]): boolean {
  return closure.fromTime === null
}

function without(window: Window, from: string, to: string): Window[] {
  if (to <= window.opens || window.closes <= from) return [window]
  const before = { ...window, closes: from }
  const after = { ...window, opens: to }
  return [before, after].filter(({ opens, closes }) => opens < closes)
}
