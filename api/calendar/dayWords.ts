import type { Text } from '../shared/text.ts'
import { type Day, weekdayOf } from './day.ts'
import type { DeadlineUnit } from './deadlineRule.ts'

const WEEKDAYS_ZH = '一二三四五六日'
const WEEKDAYS_EN = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const MONTHS_EN = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** 2月3日 / 3 February. */
export function shortDay(day: Day): Text {
  const month = Number(day.slice(5, 7))
  const date = Number(day.slice(8, 10))
  return { zh: `${month}月${date}日`, en: `${date} ${MONTHS_EN[month - 1]}` }
}

/** 2026 年 2 月 3 日 / 3 February 2026, as the pages write a day. */
export function plainDay(day: Day): Text {
  const [year, month, date] = day.split('-').map(Number)
  return { zh: `${year} 年 ${month} 月 ${date} 日`, en: `${shortDay(day).en} ${year}` }
}

/** 2026年2月3日周二 / Tuesday 3 February 2026. */
export function fullDay(day: Day): Text {
  const short = shortDay(day)
  const weekday = weekdayOf(day) - 1
  return {
    zh: `${day.slice(0, 4)}年${short.zh}周${WEEKDAYS_ZH[weekday]}`,
    en: `${WEEKDAYS_EN[weekday]} ${short.en} ${day.slice(0, 4)}`,
  }
}

/** 2月15日至2月23日 / 15 February to 23 February; one day alone when they are the same. */
export function dayRange(from: Day, to: Day): Text {
  const first = shortDay(from)
  const last = shortDay(to)
  if (from === to) return first
  return { zh: `${first.zh}至${last.zh}`, en: `${first.en} to ${last.en}` }
}

/** 20 个工作日 / 20 working days. */
export function period(value: number, unit: DeadlineUnit): Text {
  const plural = value === 1 ? '' : 's'
  if (unit === 'hour') return { zh: `${value} 小时`, en: `${value} hour${plural}` }
  if (unit === 'working_day') return { zh: `${value} 个工作日`, en: `${value} working day${plural}` }
  return { zh: `${value} 天`, en: `${value} calendar day${plural}` }
}

/** 1 小时 30 分 / 1 h 30 min, from ms, the started minute counted whole. */
export function duration(ms: number): Text {
  const minutes = Math.ceil(ms / 60_000)
  const h = Math.floor(minutes / 60)
  const m = minutes % 60
  if (h === 0) return { zh: `${m} 分钟`, en: `${m} min` }
  if (m === 0) return { zh: `${h} 小时`, en: `${h} h` }
  return { zh: `${h} 小时 ${m} 分`, en: `${h} h ${m} min` }
}
