import type { ReleaseTime } from '../appointment/releaseTimes.ts'
import { addDays, at, type Day, timeOf } from '../calendar/day.ts'
import { shortDay } from '../calendar/dayWords.ts'
import type { Calendar } from '../calendar/workingDays.ts'
import { type CounterGroup, counterGroupNames } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'
import { type CounterRules, type PointDay, pointHours } from './counterHours.ts'
import type { ClosureRow } from './query.ts'

/** One entry of a service point's calendar: a stretch of time in ms, or whole days, both included. */
export interface FeedEvent {
  /**
   * Names everything that could be moved about the entry, so that an entry is never rescheduled: what no
   * longer holds leaves the calendar, and what holds instead is another one.
   */
  id: string
  time: { from: number; to: number } | { firstDay: Day; lastDay: Day }
  title: Text
  note: Text | null
  /** The page it speaks of: the service point's own, or where to book there. */
  page: 'point' | 'booking'
}

interface Known {
  name: Text
  rules: CounterRules
  counters: readonly CounterGroup[]
  calendar: Calendar
  closures: readonly ClosureRow[]
  releases: readonly ReleaseTime[]
  /** What was read, and what of it is shown. */
  span: { from: Day; to: Day; first: Day; last: Day }
}

const days = (from: Day, to: Day): Day[] => {
  const list: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) list.push(day)
  return list
}

/** The entries of the days shown: hours, then holidays and closures, then when booking opens. */
export function feedEvents(known: Known): FeedEvent[] {
  const { rules, counters, calendar, span } = known
  const read = days(span.from, span.to).map((day) => pointHours(rules, counters, calendar, day))
  const shown = read.filter(({ day }) => day >= span.first && day <= span.last)
  return [
    ...shown.flatMap((day) => openings(day, known)),
    ...holidays(read, known),
    ...shutDays(known),
    ...bookingOpens(known),
  ]
}

const provisional: Text = {
  zh: '放假安排还没公布，以现场为准。',
  en: 'The holiday notice is not out yet: this may change.',
}
const walkIn: Text = { zh: '不预约也能来。', en: 'You may come without a booking.' }

const joined = (parts: readonly Text[], zh: string, en: string): Text => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
})
const namesOf = (counters: readonly CounterGroup[]) =>
  joined(
    counters.map((counter) => counterGroupNames[counter]),
    '、',
    ', ',
  )

function openings(hours: PointDay<CounterGroup>, { name }: Known): FeedEvent[] {
  const { day, windows, reason } = hours
  return windows.map(({ opens, closes, counters }) => {
    const only = counters && namesOf(counters)
    const notes = [
      ...(reason ? [{ zh: `${reason.zh}。`, en: `${reason.en}.` }] : []),
      ...(hours.provisional ? [provisional] : []),
      walkIn,
    ]
    return {
      id: ['open', day, opens, closes, ...(counters ?? [])].join('-').replaceAll(':', ''),
      time: { from: at(day, opens), to: at(day, closes) },
      title: {
        zh: `${name.zh}开门${only ? `（只开${only.zh}）` : ''}`,
        en: `${name.en} open${only ? ` (${only.en} only)` : ''}`,
      },
      note: joined(notes, '', ' '),
      page: 'point',
    }
  })
}

/** Holidays on which the door stays shut; days in a row under one name are one entry. */
function holidays(read: readonly PointDay<CounterGroup>[], { calendar, span, name }: Known): FeedEvent[] {
  const runs: { firstDay: Day; lastDay: Day; reason: Text; provisional: boolean }[] = []
  for (const hours of read) {
    const exception = calendar.exceptions.get(hours.day)
    const shut = hours.status === 'closed' && hours.reason && hours.reason === exception?.name
    if (!shut || exception?.kind !== 'holiday') continue
    const last = runs.at(-1)
    if (last && addDays(last.lastDay, 1) === hours.day && last.reason.zh === exception.name.zh)
      last.lastDay = hours.day
    else
      runs.push({
        firstDay: hours.day,
        lastDay: hours.day,
        reason: exception.name,
        provisional: hours.provisional,
      })
  }
  return runs
    .filter(({ firstDay, lastDay }) => lastDay >= span.first && firstDay <= span.last)
    .map(({ firstDay, lastDay, reason, provisional: mayChange }) => ({
      id: `holiday-${firstDay}-${lastDay}`,
      time: { firstDay, lastDay },
      title: shutTitle(name, null, reason),
      note: mayChange ? provisional : null,
      page: 'point',
    }))
}

/** Closures, as they were announced. */
function shutDays({ closures, counters, span, name }: Known): FeedEvent[] {
  return closures.flatMap((row) => {
    const counter = counters.find((group) => group === row.counter_group) ?? null
    const elsewhere = row.counter_group !== '' && !counter
    if (elsewhere || row.to_day < span.first || row.from_day > span.last) return []
    return [
      {
        id: `shut-${row.id}-${row.from_day}-${row.to_day}`,
        time: { firstDay: row.from_day, lastDay: row.to_day },
        title: shutTitle(name, counter, { zh: row.reason_zh, en: row.reason_en }),
        note: null,
        page: 'point' as const,
      },
    ]
  })
}

const shutTitle = (name: Text, counter: CounterGroup | null, reason: Text): Text => ({
  zh: `${name.zh}${counter ? `${counterGroupNames[counter].zh}停办` : '不开门'}：${reason.zh}`,
  en: `${name.en}${counter ? `, ${counterGroupNames[counter].en}` : ''} closed: ${reason.en}`,
})

/** When booking opens: the counters whose places open together, and the days they are for, are one entry. */
function bookingOpens({ releases, counters, name }: Known): FeedEvent[] {
  const together = Map.groupBy(releases, ({ from, to }) => `${from}-${to}`)
  return [...together].map(([key, list]) => {
    const [{ from, to }] = list as [ReleaseTime, ...ReleaseTime[]]
    const forDays = [...new Set(list.map(({ day }) => day))].sort()
    const at = counters.filter((counter) => list.some((release) => release.counter === counter))
    const dayNames = joined(forDays.map(shortDay), '、', ', ')
    const within =
      from === to ? null : { zh: `${timeOf(from)}–${timeOf(to)}`, en: `${timeOf(from)} to ${timeOf(to)}` }
    return {
      id: `booking-${key}-${forDays[0]}`,
      time: { from, to },
      title: {
        zh: `${name.zh}开始预约${dayNames.zh}的时间`,
        en: `${name.en}: booking opens for ${dayNames.en}`,
      },
      note: joined(
        [
          ...(at.length > 0 ? [{ zh: `${namesOf(at).zh}。`, en: `${namesOf(at).en}.` }] : []),
          ...(within ? [{ zh: `在${within.zh}之间放出。`, en: `Places appear between ${within.en}.` }] : []),
          walkIn,
        ],
        '',
        ' ',
      ),
      page: 'booking',
    }
  })
}
