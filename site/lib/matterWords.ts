import { type Certainty, type Fee, type Limit, materialFor } from '../../api/matter/catalogue.ts'
import type { MatterDetail, Point } from '../../api/matter/schema.ts'
import type { Reader, Text } from './text.ts'

/** `20 个工作日`, `10 天（含周末）`; value 0 is said by the caller. */
export function lengthOf(limit: Limit, { t, format }: Reader): string {
  if (limit.unit === 'calendar_day') return t('matter.calendar', { n: limit.value })
  return format.duration(limit.value, limit.unit === 'hour' ? 'hour' : 'working-day')
}

/** A promise in words. */
export function promiseOf(limit: Limit, reader: Reader): string {
  if (limit.value === 0) return reader.t('matter.time.spot')
  return reader.t('matter.time.within', { length: lengthOf(limit, reader) })
}

/** When the door is open today, or why it is not. */
export function todayOf(point: Point, { t, say, format, locale }: Reader): string {
  const { windows, reason, provisional, status } = point.today
  const unsure = provisional
    ? locale === 'zh'
      ? `（${t('place.provisional')}）`
      : ` (${t('place.provisional')})`
    : ''
  if (status === 'closed') {
    return (reason ? t('place.closed.why', { why: say(reason) }) : t('place.closed')) + unsure
  }
  const hours = windows.map(({ opens, closes }) => format.timeRange(opens, closes))
  return t('place.open', { hours: hours.join(locale === 'zh' ? '、' : ', ') }) + unsure
}

/** The next free day in words; `today` is the day the answer was made. */
export function freeOf(point: Point, today: string, { t, format }: Reader): string | null {
  const { nextFreeDay } = point
  if (!nextFreeDay) return null
  if (nextFreeDay === today) return t('place.free.today')
  const days = (Date.parse(nextFreeDay) - Date.parse(today)) / 86_400_000
  if (days === 1) return t('place.free.tomorrow')
  return t('place.free.day', { day: format.shortDate(nextFreeDay) })
}

/** One price in words. */
export function priceOf(item: Fee['items'][number], { t, format }: Reader): string {
  return item.fen === null ? t('matter.fee.local') : format.fee(item.fen)
}

/** What to bring, by whom it concerns; those that concern everybody first. */
export function byPerson(materials: MatterDetail['materials']) {
  return [undefined, ...materialFor]
    .map((person) => ({ person, list: materials.filter((material) => material.for === person) }))
    .filter(({ list }) => list.length > 0)
}

/** Where to go, apart for citizens and foreign nationals where that differs; otherwise one list. */
export function byAudience(points: MatterDetail['offeredAt']) {
  if (points.every(({ audience }) => audience === 'everyone')) return [{ audience: null, points }]
  return (['citizens', 'foreigners'] as const).map((audience) => {
    const others = audience === 'citizens' ? 'foreigners' : 'not-foreigners'
    return { audience, points: points.filter((point) => point.audience !== others) }
  })
}

/** A deadline of hours runs on when the windows are shut: its hours, if any of the places is shut today. */
export function hoursWhileShut({ applicantLimits, offeredAt }: MatterDetail): number | null {
  const hours = applicantLimits.flatMap(({ count }) => (count?.unit === 'hour' ? [count.value] : []))
  return offeredAt.some(({ today }) => today.status === 'closed') ? (hours[0] ?? null) : null
}

export type BasisUse = 'matter' | 'time' | 'fee' | 'materials' | 'you' | 'age'

/** Every document the guide rests on, once, with what it supports. */
export function basesOf(matter: MatterDetail) {
  const found = new Map<string, { name: Text; certainty: Certainty; uses: BasisUse[] }>()
  const add = (name: Text | null, certainty: Certainty, use: BasisUse) => {
    if (!name) return
    const key = `${name.zh}/${certainty}`
    const known = found.get(key) ?? { name, certainty, uses: [] }
    if (!known.uses.includes(use)) known.uses.push(use)
    found.set(key, known)
  }
  for (const { name, certainty } of matter.basis) add(name, certainty, 'matter')
  const { legal } = matter.timeLimit
  if (legal) add(legal.basis, legal.certainty, 'time')
  add(matter.fee.basis, matter.fee.certainty, 'fee')
  // What is not known for sure rests on no document; the page says so beside it.
  const known = matter.materials.filter(({ basis }) => basis.certainty !== 'K2')
  for (const { basis } of known) add(basis.name, basis.certainty, 'materials')
  for (const limit of matter.applicantLimits) add(limit.basis, limit.certainty, 'you')
  if (matter.ageRule) add(matter.ageRule.basis, matter.ageRule.certainty, 'age')
  return [...found.values()]
}
