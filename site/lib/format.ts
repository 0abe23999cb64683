import type { Locale } from '../../api/shared/text.ts'

/** Units of a promised or legal time, as the matters and rules name them. */
export type Unit = 'minute' | 'hour' | 'day' | 'working-day' | 'month' | 'year'

/** A day as `2026-11-23`, an instant as ISO 8601; both are shown in Asia/Shanghai. */
type When = string

interface Parts {
  year: number
  month: number
  day: number
  weekday: number
  hour: number
  minute: number
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')
const ZH_DAYS = '日一二三四五六'
const UNITS: Record<Unit, [zh: string, en: string]> = {
  minute: ['分钟', 'minute'],
  hour: ['小时', 'hour'],
  day: ['天', 'day'],
  'working-day': ['个工作日', 'working day'],
  month: ['个月', 'month'],
  year: ['年', 'year'],
}

/** China has kept one offset, +08:00, since 1991: the parts are read from UTC moved by eight hours. */
function partsOf(value: When): Parts {
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(value)
  const moved = new Date(plain ? `${value}T00:00:00Z` : Date.parse(value) + 8 * 3_600_000)
  return {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    weekday: moved.getUTCDay(),
    hour: moved.getUTCHours(),
    minute: moved.getUTCMinutes(),
  }
}

const two = (n: number) => String(n).padStart(2, '0')

function clock(hour: number, minute: number, locale: Locale): string {
  if (locale === 'zh') return `${hour}:${two(minute)}`
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'am' : 'pm'}`
}

/** `9:30`, or `9:30 am` in English; takes an instant or a time of day `09:30`. */
function time(value: string, locale: Locale): string {
  const plain = /^(\d{1,2}):(\d{2})$/.exec(value)
  if (plain) return clock(Number(plain[1]), Number(plain[2]), locale)
  const { hour, minute } = partsOf(value)
  return clock(hour, minute, locale)
}

/** `9:00–9:45`, `9:00–9:45 am`: two instants of one day. */
function timeSpan(from: When, to: When, locale: Locale): string {
  const [begins, ends] = [time(from, locale), time(to, locale)]
  return `${begins.slice(-3) === ends.slice(-3) && locale === 'en' ? begins.slice(0, -3) : begins}–${ends}`
}

/** `11 月 23 日`, `23 November`. */
function date(value: When, locale: Locale, year = false): string {
  const p = partsOf(value)
  if (locale === 'zh') return `${year ? `${p.year} 年 ` : ''}${p.month} 月 ${p.day} 日`
  return `${p.day} ${MONTHS[p.month - 1]}${year ? ` ${p.year}` : ''}`
}

/** `11 月 23 日（星期一）`, `Monday 23 November`. */
function day(value: When, locale: Locale, year = false): string {
  const { weekday } = partsOf(value)
  if (locale === 'zh') return `${date(value, locale, year)}（星期${ZH_DAYS[weekday]}）`
  return `${DAYS[weekday]} ${date(value, locale, year)}`
}

/** `11 月 23 日至 27 日`, `30 November to 4 December`; years are said where they differ. */
function range(from: When, to: When, locale: Locale, year = false): string {
  const [a, b] = [partsOf(from), partsOf(to)]
  const years = a.year !== b.year
  if (a.year === b.year && a.month === b.month && a.day === b.day) return date(from, locale, year)
  const sameMonth = !years && a.month === b.month
  if (locale === 'zh') {
    return `${date(from, locale, years || year)}至 ${sameMonth ? `${b.day} 日` : date(to, locale, years)}`
  }
  return `${sameMonth ? a.day : date(from, locale, years)} to ${date(to, locale, years || year)}`
}

/** `13800000000` as `138 0000 0000`; other numbers stay as they are written. */
function phone(value: string): string {
  return /^1\d{10}$/.test(value) ? value.replace(/^(\d{3})(\d{4})/, '$1 $2 ') : value
}

/** Money in fen: 2000 is `20 元`, `¥20`; 0 is said in words. */
function fee(fen: number, locale: Locale): string {
  if (fen === 0) return locale === 'zh' ? '不收费' : 'Free'
  const yuan = fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2)
  return locale === 'zh' ? `${yuan} 元` : `¥${yuan}`
}

/** `20 个工作日`, `1 hour`; minutes past an hour are split. */
function duration(amount: number, unit: Unit, locale: Locale): string {
  if (unit === 'minute' && amount >= 60) {
    const rest = amount % 60
    const hours = duration(Math.floor(amount / 60), 'hour', locale)
    return rest ? `${hours} ${duration(rest, 'minute', locale)}` : hours
  }
  const [zh, en] = UNITS[unit]
  return locale === 'zh' ? `${amount} ${zh}` : `${amount} ${en}${amount === 1 ? '' : 's'}`
}

/** Everything the site writes about time, money and numbers, in one language. */
export function formatOf(locale: Locale) {
  return {
    date: (value: When, options: { year?: boolean } = {}) => date(value, locale, options.year),
    day: (value: When, options: { year?: boolean } = {}) => day(value, locale, options.year),
    time: (value: string) => time(value, locale),
    /** `11 月 23 日（星期一）9:30`, `Monday 23 November, 9:30 am`. */
    when: (value: When, options: { year?: boolean } = {}) =>
      `${day(value, locale, options.year)}${locale === 'zh' ? '' : ', '}${time(value, locale)}`,
    /** An instant with its time; a day, where no more than the day is known, by itself. */
    at: (value: When) =>
      /^\d{4}-\d{2}-\d{2}$/.test(value)
        ? day(value, locale)
        : `${day(value, locale)}${locale === 'zh' ? '' : ', '}${time(value, locale)}`,
    timeSpan: (from: When, to: When) => timeSpan(from, to, locale),
    /** `11 月 23 日（星期一）9:00–9:45`, `Monday 23 November, 9:00–9:45 am`. */
    whenSpan: (from: When, to: When) =>
      `${day(from, locale)}${locale === 'zh' ? '' : ', '}${timeSpan(from, to, locale)}`,
    dayRange: (from: When, to: When, options: { year?: boolean } = {}) =>
      range(from, to, locale, options.year),
    /** `8:30–17:30`, `8:30 am to 5:30 pm`. */
    timeRange: (from: string, to: string) =>
      `${time(from, locale)}${locale === 'zh' ? '–' : ' to '}${time(to, locale)}`,
    /** `周一`, `Mon`. */
    weekday: (value: When) => {
      const { weekday } = partsOf(value)
      return locale === 'zh' ? `周${ZH_DAYS[weekday]}` : (DAYS[weekday] ?? '').slice(0, 3)
    },
    /** A month as `2026-10`: `2026 年 10 月`, `October 2026`. */
    month: (value: string) => {
      const { year, month } = partsOf(`${value}-01`)
      return locale === 'zh' ? `${year} 年 ${month} 月` : `${MONTHS[month - 1]} ${year}`
    },
    /** `12 月 1 日`, `1 Dec`. */
    shortDate: (value: When) => {
      const { month, day: n } = partsOf(value)
      return locale === 'zh' ? `${month} 月 ${n} 日` : `${n} ${(MONTHS[month - 1] ?? '').slice(0, 3)}`
    },
    phone,
    fee: (fen: number) => fee(fen, locale),
    duration: (amount: number, unit: Unit = 'minute') => duration(amount, unit, locale),
    number: (value: number) => value.toLocaleString('en-GB'),
    /** The year, month, day, weekday (0 is Sunday), hour and minute in Asia/Shanghai. */
    parts: partsOf,
  }
}

export type Format = ReturnType<typeof formatOf>
