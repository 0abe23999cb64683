import { type Day, weekdayOf } from '../calendar/day.ts'
import { hoursOn, type OpenWindow } from '../calendar/openingHours.ts'
import { type Calendar, calendarFrom } from '../calendar/workingDays.ts'
import type { Text } from '../shared/text.ts'

/** What the statement of query.ts tells of a service point's hours; the lists are JSON. */
export interface HoursRow {
  opens_on_holidays: number
  weekly: string
  special: string
  closures: string
}

export interface CalendarRow {
  year: number
  status: 'official' | 'provisional'
  kind: 'holiday' | 'workday' | null
  name_zh: string | null
  name_en: string | null
}

export interface Today {
  status: 'open' | 'closed'
  windows: OpenWindow[]
  reason: Text | null
  provisional: boolean
}

interface Dated extends OpenWindow {
  counter: string
  weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7
  reason: Text
}

/** The calendar as far as one day needs it. */
export function calendarOf(day: Day, row: CalendarRow | undefined): Calendar {
  if (!row) return calendarFrom({ years: [], days: [] })
  const name = { zh: row.name_zh ?? '', en: row.name_en ?? '' }
  return calendarFrom({
    years: [{ year: row.year, status: row.status, source: { zh: '', en: '' } }],
    days: row.kind === null ? [] : [{ day, kind: row.kind, name }],
  })
}

/**
 * When a service point's doors are open on a day: for one counter, or for all of them together.
 * Counters keep hours of their own; '' in a row holds for every counter.
 */
export function todayOf(row: HoursRow, calendar: Calendar, day: Day, counter?: string): Today {
  const weekly: Dated[] = JSON.parse(row.weekly)
  const special: Dated[] = JSON.parse(row.special)
  const closures: (Text & { counter: string })[] = JSON.parse(row.closures)
  const named = [...new Set([...weekly, ...special].map((each) => each.counter))].filter((each) => each)
  const counters = counter ? [counter] : named.length > 0 ? named : ['']
  const answers = counters.map((each) =>
    hoursOn(
      {
        weekly: weekly.filter((w) => w.counter === '' || w.counter === each),
        special: special.filter((s) => s.counter === '' || s.counter === each).map((s) => ({ ...s, day })),
        closures: closures
          .filter((c) => c.counter === '' || c.counter === each)
          .map(({ zh, en }) => ({ fromDay: day, toDay: day, reason: { zh, en } })),
        opensOnHolidays: row.opens_on_holidays === 1,
      },
      calendar,
      day,
    ),
  )
  const windows = joined(answers.flatMap((answer) => answer.windows))
  return {
    status: windows.length > 0 ? 'open' : 'closed',
    windows,
    reason: answers.find((answer) => answer.reason)?.reason ?? null,
    provisional: answers.some((answer) => answer.provisional),
  }
}

/** The weekdays whose hours matter on a day: its own, and Monday's where a weekend day is worked. */
export function weekdaysFor(day: Day): number[] {
  const weekday = weekdayOf(day)
  return weekday > 5 ? [1, weekday] : [weekday]
}

function joined(windows: readonly OpenWindow[]): OpenWindow[] {
  const all: OpenWindow[] = []
  for (const window of [...windows].sort((a, b) => a.opens.localeCompare(b.opens))) {
    const last = all.at(-1)
    if (last && window.opens <= last.closes) {
      if (window.closes > last.closes) last.closes = window.closes
    } else all.push({ ...window })
  }
  return all
}
