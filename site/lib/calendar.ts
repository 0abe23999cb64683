import type { CalendarYearAnswer } from '../../api/calendar/schema.ts'

type CalendarDay = CalendarYearAnswer['days'][number]

/** Days that follow each other under one name, as a span. */
export interface NamedDays extends Pick<CalendarDay, 'kind' | 'name'> {
  from: string
  to: string
}

/** The year's holidays as spans, in order. */
export function spansOf(days: readonly CalendarDay[]): NamedDays[] {
  const spans: NamedDays[] = []
  for (const { day, kind, name } of days) {
    const last = spans.at(-1)
    const follows = last && Date.parse(day) - Date.parse(last.to) === 86_400_000
    if (last && follows && last.kind === kind && last.name.zh === name.zh) last.to = day
    else spans.push({ kind, name, from: day, to: day })
  }
  return spans
}
