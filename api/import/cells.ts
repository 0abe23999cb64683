import { isDay, type TimeOfDay, type Weekday } from '../calendar/day.ts'
import { readPhone } from '../privacy/phone.ts'
import { compact, plainDashes, toHalfWidth } from '../shared/halfWidth.ts'
import { bad, good, type Reading } from './fault.ts'

/** A code of so many digits. Full-width digits, spaces and the '.0' of a spreadsheet are put right. */
export function digits(count: number) {
  return (cell: string): Reading<string> => {
    const text = plainDashes(compact(cell)).replace(/^'/, '')
    if (/^\d(\.\d+)?E\+?\d+$/.test(text)) return bad('rounded')
    const code = text.replace(/\.0+$/, '')
    return /^\d+$/.test(code) && code.length === count ? good(code) : bad('digits', { count })
  }
}

/** Words to be shown: any script, one line, no markup. */
export function words(most: number) {
  return (cell: string): Reading<string> => {
    // Text saved through the wrong encoding leaves these: the replacement mark, private use, lone halves.
    if (/[\ufffd\p{Co}\p{Cs}\p{Cn}]/u.test(cell)) return bad('unreadable')
    const text = cell
      .normalize('NFC')
      .replace(/[\s\u200e\u200f]+/gu, ' ')
      .trim()
    if (/[\p{Cc}<>]/u.test(text)) return bad('characters')
    return [...text].length <= most ? good(text) : bad('long', { most })
  }
}

/** One of several values, each by any of its names. */
export function choice<T extends string>(names: Record<T, readonly string[]>) {
  const values = Object.entries<readonly string[]>(names) as [T, readonly string[]][]
  const choices = values.map(([value, also]) => [value, ...also.slice(0, 1)].join('/')).join('、')
  return (cell: string): Reading<T> => {
    const text = toHalfWidth(cell).trim().toLowerCase()
    const found = values.find(([value, also]) => value === text || also.includes(text))
    return found ? good(found[0]) : bad('choice', { choices })
  }
}

const readYesNo = choice({
  yes: ['是', '有', 'y', 'true', '1', '√', '同意', '公开'],
  no: ['否', '无', '没有', 'n', 'false', '0', '×', '不同意', '不公开'],
})

/** 是/否, yes/no. */
export function yesNo(cell: string): Reading<boolean> {
  const reading = readYesNo(cell)
  return reading.ok ? good(reading.value === 'yes') : reading
}

/** A time of day: 8:30, 08:30:00, ０８：３０. */
export function time(cell: string): Reading<TimeOfDay> {
  const match = /^(\d{1,2}):(\d{2})(:00)?$/.exec(compact(cell))
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])]
  if (!match || minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return bad('time')
  return good(`${String(hour).padStart(2, '0')}:${match[2]}`)
}

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const
const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Days of the week, one or a span: 1, 周一, 星期日, Mon, 周一至周五, 1-5. */
export function weekdaySpan(cell: string): Reading<Weekday[]> {
  const text = plainDashes(compact(cell)).toLowerCase()
  const [from, to = from, more] = text.split(/至|到|~|-/).map(weekdayOf)
  if (!from || !to || more || to < from) return bad('weekday')
  return good(([1, 2, 3, 4, 5, 6, 7] as const).filter((day) => day >= from && day <= to))
}

function weekdayOf(text: string): number {
  if (/^[1-7]$/.test(text)) return Number(text)
  const zh = /^(周|星期|礼拜)([一二三四五六日天])$/.exec(text)?.[2]
  if (zh) return weekdays.indexOf((zh === '天' ? '日' : zh) as (typeof weekdays)[number]) + 1
  return /^[a-z]{3,9}$/.test(text) ? english.findIndex((name) => isEnglish(text, name)) + 1 : 0
}

function isEnglish(text: string, name: (typeof english)[number]): boolean {
  const whole = { mon: 'monday', tue: 'tuesday', wed: 'wednesday', thu: 'thursday', fri: 'friday' }
  const full = { ...whole, sat: 'saturday', sun: 'sunday' }[name]
  return text.startsWith(name) && full.startsWith(text)
}

/** A day: 2027-02-05, 2027/2/5, 2027年2月5日. */
export function day(cell: string): Reading<string> {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plainDashes(compact(cell)))
  const text = match ? `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}` : ''
  return isDay(text) ? good(text) : bad('day')
}

/** A telephone: landline with its area code, mobile, or a short public number such as 110 or 12389. */
export function phone(cell: string): Reading<string> {
  const short = compact(cell)
  if (/^(1\d{2}|1[0-9]{4}|95\d{3}|96\d{3,4})$/.test(short)) return good(short)
  const reading = readPhone(cell)
  return reading.ok ? good(reading.value) : bad('phone')
}

export function mobile(cell: string): Reading<string> {
  const reading = readPhone(cell)
  return reading.ok && reading.kind === 'mobile' ? good(reading.value) : bad('mobile')
}

/** The name in the address of a page. */
export function slug(cell: string): Reading<string> {
  const text = plainDashes(compact(cell)).toLowerCase()
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 60 ? good(text) : bad('slug')
}

export function badge(cell: string): Reading<string> {
  const text = compact(cell).replace(/\.0+$/, '')
  return /^[A-Z0-9]{1,20}$/.test(text) ? good(text) : bad('badge')
}

/** A whole number. */
export function whole(least: number, most: number) {
  return (cell: string): Reading<number> => {
    const text = compact(cell).replace(/\.0+$/, '')
    const value = Number(text)
    return /^\d{1,9}$/.test(text) && value >= least && value <= most
      ? good(value)
      : bad('number', { least, most })
  }
}
