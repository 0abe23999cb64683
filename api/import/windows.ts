import type { TimeOfDay } from '../calendar/day.ts'
import type { Fault } from './fault.ts'

/** A span of time on one weekday of one station; counter '' is every counter. */
export interface Window {
  line: number
  stationCode: string
  weekday: number
  counter: string
  opens: TimeOfDay
  closes: TimeOfDay
}

/** Faults for windows that end before they begin, or overlap an earlier line of the same counter. */
export function windowFaults(windows: readonly Window[], endColumn: string): Fault[] {
  const faults = new Map<number, Fault>()
  for (const { line, opens, closes } of windows) {
    if (closes <= opens)
      faults.set(line, { line, column: endColumn, code: 'order', about: { opens }, found: closes })
  }
  const days = Map.groupBy(windows, ({ stationCode, weekday }) => `${stationCode} ${weekday}`)
  for (const day of days.values()) {
    for (const [i, one] of day.entries()) {
      const other = day.slice(0, i).find((before) => meets(before, one))
      if (!other || faults.has(one.line) || faults.has(other.line)) continue
      faults.set(one.line, {
        line: one.line,
        column: endColumn,
        code: 'overlap',
        about: { line: other.line },
      })
    }
  }
  return [...faults.values()]
}

function meets(a: Window, b: Window): boolean {
  const sameCounter = a.counter === b.counter || a.counter === '' || b.counter === ''
  return sameCounter && a.opens < b.closes && b.opens < a.closes
}
