import type { AreaAnswer, Part, StationDetail } from '../../api/station/schema.ts'
import type { DayHoursAnswer, WeekDay } from '../../api/station/weekSchema.ts'
import type { Reader, Words } from './text.ts'

/** What a phone dials: digits and a leading plus. */
export const tel = (phone: string) => `tel:${phone.replace(/[^\d+]/g, '')}`

/** Joins a list as the language does. */
export const listed = (items: readonly string[], { locale }: Pick<Reader, 'locale'>) =>
  items.join(locale === 'zh' ? '、' : ', ')

/** The kind of service point asked for; anything else is no choice. */
export const kindOf = (query: URLSearchParams) => query.get('kind')?.match(/^(station|hall|room)$/)?.[0]

/** A cursor as the API hands them out; anything else starts from the first page. */
export const cursorOf = (query: URLSearchParams) => query.get('cursor')?.match(/^[\w-]{1,200}$/)?.[0]

/** `8:30–12:00、14:00–17:30（只开户籍窗口）`; null on a closed day. Windows of the same counters are named once. */
export function hoursOf({ windows }: Pick<DayHoursAnswer, 'windows'>, reader: Words): string | null {
  const { t, format, locale } = reader
  if (windows.length === 0) return null
  const groups: { only: string; times: string[] }[] = []
  for (const { opens, closes, counters } of windows) {
    const names = (counters ?? []).map((counter) => t(`station.counter.${counter}`))
    const only = names.length ? t('station.only', { counters: listed(names, reader) }) : ''
    const last = groups.at(-1)
    const time = format.timeRange(opens, closes)
    if (last?.only === only) last.times.push(time)
    else groups.push({ only, times: [time] })
  }
  const said = groups.map(({ only, times }) => {
    const hours = listed(times, reader)
    if (!only) return hours
    return locale === 'zh' ? `${hours}（${only}）` : `${hours} (${only})`
  })
  return listed(said, reader)
}

/** Why a day is unlike others, and whether that may still change. */
export function whyOf({ reason, provisional }: DayHoursAnswer, { t, say, locale }: Reader): string {
  const parts = [...(reason ? [say(reason)] : []), ...(provisional ? [t('station.provisional')] : [])]
  return parts.join(locale === 'zh' ? '；' : '; ')
}

/** `鼓楼大街 1–199 号（单号）`, `Gulou Avenue, odd Nos 1 to 199`. */
export function stretchOf(
  { street, fromNumber, toNumber, parity }: Pick<Part, 'street' | 'fromNumber' | 'toNumber' | 'parity'>,
  { t, say, locale }: Reader,
): string | null {
  if (!street) return null
  if (fromNumber === null || toNumber === null) return say(street)
  const range = { from: fromNumber, to: toNumber }
  const numbers =
    parity === 'odd'
      ? t('station.numbers.odd', range)
      : parity === 'even'
        ? t('station.numbers.even', range)
        : t('station.numbers', range)
  return `${say(street)}${locale === 'zh' ? ' ' : ', '}${numbers}`
}

/** An area that one station answers for as a whole; null where streets divide it. */
export function wholeStation({ parts }: AreaAnswer): Part | null {
  const [only, ...others] = parts.filter(({ point }) => point.kind !== 'room')
  return only && !only.street && others.length === 0 ? only : null
}

/** The stretches of an area, each with who answers for it: its officers once each, then a community room, then the station. */
export function byStretch({ parts }: AreaAnswer) {
  const key = ({ street, fromNumber, toNumber, parity }: Part) =>
    [street?.zh, fromNumber, toNumber, parity].join('|')
  return [...Map.groupBy(parts, key).values()].map((same) => ({
    stretch: same[0],
    officers: [
      ...new Map(
        same.flatMap(({ officers }) => officers).map((officer) => [officer.badge, officer]),
      ).values(),
    ],
    points: same
      .map(({ point }) => point)
      .sort((a, b) => Number(b.kind === 'room') - Number(a.kind === 'room')),
  }))
}

/** The weekdays a room is staffed, those with the same hours together: `周一、周三 9:00–11:30`. */
export function dutyOf(duty: StationDetail['rooms'][number]['duty'], reader: Reader): string[] {
  const byTime = new Map<string, string[]>()
  for (const { weekday, opens, closes } of duty) {
    const time = reader.format.timeRange(opens, closes)
    const name = weekdayName(weekday, reader)
    byTime.set(time, [...(byTime.get(time) ?? []), name])
  }
  return [...byTime].map(([time, days]) => `${listed(days, reader)} ${time}`)
}

/** 2024-01-01 was a Monday. */
const weekdayName = (weekday: number, { format }: Words) => format.weekday(`2024-01-0${weekday}`)

/** The usual week in short, days with the same hours together: `周一至周五` and `8:30–12:00、14:00–17:30`. */
export function usualOf(week: readonly WeekDay[], words: Words): { days: string; hours: string }[] {
  const byHours = Map.groupBy(week, (day) => hoursOf(day, words) ?? '')
  return [...byHours].map(([hours, days]) => {
    const runs: [number, ...number[]][] = []
    for (const { weekday } of days) {
      const last = runs.at(-1)
      if (last?.at(-1) === weekday - 1) last.push(weekday)
      else runs.push([weekday])
    }
    const names = runs.flatMap((run) => {
      const each = run.map((weekday) => weekdayName(weekday, words))
      return run.length > 2 ? [words.t('sheet.days', { from: each[0] ?? '', to: each.at(-1) ?? '' })] : each
    })
    return { days: listed(names, words), hours }
  })
}

/** The matters of a station by counter, the counter that handles most first. */
export function byCounter(matters: StationDetail['matters']) {
  const groups = new Map<StationDetail['matters'][number]['counter'], StationDetail['matters']>()
  for (const matter of matters) groups.set(matter.counter, [...(groups.get(matter.counter) ?? []), matter])
  return [...groups]
    .map(([counter, list]) => ({ counter, list }))
    .sort((a, b) => b.list.length - a.list.length)
}

/** Matters shown before the fold: five of a long list, all of a short one. The API lists the commonest first. */
export const commonest = (matters: StationDetail['matters']) =>
  matters.length > 8 ? matters.slice(0, 5) : matters
