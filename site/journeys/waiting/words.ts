import type { Standing, WaitSought } from '../../../api/appointment/waiting/schema.ts'
import { listed } from '../../lib/station.ts'
import type { Words } from '../../lib/text.ts'

/** What somebody waits for, or would wait for. */
export type Sought = Omit<WaitSought, 'ticket' | 'joinedDay' | 'before'>

/** `换领居民身份证、临时居民身份证`. */
export const soughtNames = ({ matter, alsoMatters }: Pick<Sought, 'matter' | 'alsoMatters'>, words: Words) =>
  listed(
    [matter, ...alsoMatters].map(({ name }) => words.say(name)),
    words,
  )

/** The service points that suit. */
export const soughtPlaces = ({ stations }: Pick<Sought, 'stations'>, words: Words) =>
  listed(
    stations.map(({ name }) => words.say(name)),
    words,
  )

/** The days of one week, whose names are those of all weeks. */
const week = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-11-29',
]

/** Every weekday as the API numbers it, with its name. */
export const weekdaysIn = ({ format }: Words) =>
  week.map((day, at) => ({ value: String(at + 1), label: format.weekday(day) }))

/** The days and hours that suit: `11 月 23 日至 12 月 20 日，星期一、星期三，上午`. */
export function soughtDays(
  { fromDay, toDay, weekdays, part }: Pick<Sought, 'fromDay' | 'toDay' | 'weekdays' | 'part'>,
  { t, format, locale }: Words,
): string {
  const [and, then] = locale === 'zh' ? ['、', '，'] : [', ', '; ']
  const days = weekdays.map((day) => format.weekday(week[day - 1] ?? ''))
  const hours = { any: '', morning: t('wait.part.morning'), afternoon: t('wait.part.afternoon') }
  const said = [format.dayRange(fromDay, toDay), days.length < 7 ? days.join(and) : '', hours[part]]
  return said.filter(Boolean).join(then)
}

/** The rows of the summary that say what is waited for. */
export function soughtRows(sought: Sought, words: Words): { label: string; value: string }[] {
  const { t } = words
  return [
    { label: t('book.step.matter'), value: soughtNames(sought, words) },
    // Nobody remembers where somebody waited who does no more.
    ...(sought.stations.length > 0 ? [{ label: t('wait.places'), value: soughtPlaces(sought, words) }] : []),
    { label: t('wait.days'), value: soughtDays(sought, words) },
    ...(sought.people > 1
      ? [{ label: t('visit.people'), value: t('book.together.n', { n: sought.people }) }]
      : []),
  ]
}

/** The hours in which nobody is woken, where there are any. */
export const quietOf = ({ quietFrom, quietTo }: Standing['rules'], { t, format }: Words): string =>
  quietFrom === quietTo ? '' : t('wait.how.quiet', { from: format.time(quietFrom), to: format.time(quietTo) })
