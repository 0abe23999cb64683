import chineseDays from 'chinese-days'
import { addDays, type Day, isWeekend } from '../../api/calendar/day.ts'
import type { Certainty } from '../../api/calendar/deadlineRule.ts'
import type { CalendarException, CalendarYear } from '../../api/calendar/workingDays.ts'
import type { Text } from '../../api/shared/text.ts'

export interface CalendarYearRow extends CalendarYear {
  year: number
  certainty: Certainty
}

export interface CalendarDayRow extends CalendarException {
  day: Day
}

export interface CalendarSeed {
  years: CalendarYearRow[]
  days: CalendarDayRow[]
}

/** Names as the notices use them; chinese-days shortens some. */
const NAMES: Record<string, Text> = {
  元旦: { zh: '元旦', en: 'New Year’s Day' },
  春节: { zh: '春节', en: 'Spring Festival' },
  清明: { zh: '清明节', en: 'Qingming Festival' },
  劳动节: { zh: '劳动节', en: 'Labour Day' },
  端午: { zh: '端午节', en: 'Dragon Boat Festival' },
  中秋: { zh: '中秋节', en: 'Mid-Autumn Festival' },
  国庆节: { zh: '国庆节', en: 'National Day' },
}

const BEFORE_2026: Text = {
  zh: '国务院办公厅当年放假通知；按开源日历 chinese-days 生成，与另一份独立清单逐日核对一致',
  en: 'The State Council notice for the year, as carried by the open calendar chinese-days; every day agrees with an independent list',
}

const YEARS: CalendarYearRow[] = [
  { year: 2024, status: 'official', certainty: 'K1', source: BEFORE_2026 },
  { year: 2025, status: 'official', certainty: 'K1', source: BEFORE_2026 },
  {
    year: 2026,
    status: 'official',
    certainty: 'P',
    source: {
      zh: '国务院办公厅 2025 年 11 月 4 日放假通知（两家媒体转载一致）',
      en: 'State Council notice of 4 November 2025 (two press copies agree)',
    },
  },
  {
    year: 2027,
    status: 'provisional',
    certainty: 'K1',
    source: {
      zh: '尚未查到 2027 年放假通知，只列出法定节日本身，没有调休；通知公布后导入',
      en: 'No notice for 2027 was found: only the statutory days themselves, without exchanged days; import the notice once it is out',
    },
  },
]

/** Standards B9: the 13 statutory days of 2027, by the name chinese-days would use. */
const STATUTORY_2027: Record<string, string> = {
  '2027-01-01': '元旦',
  '2027-02-05': '春节',
  '2027-02-06': '春节',
  '2027-02-07': '春节',
  '2027-02-08': '春节',
  '2027-04-05': '清明',
  '2027-05-01': '劳动节',
  '2027-05-02': '劳动节',
  '2027-06-09': '端午',
  '2027-09-15': '中秋',
  '2027-10-01': '国庆节',
  '2027-10-02': '国庆节',
  '2027-10-03': '国庆节',
}

/**
 * The working calendar to start with (standards B9). Official years come from chinese-days: every day of a
 * holiday, its weekend days included, and every weekend day worked in exchange. Never ask that library about
 * a later year: its data ends with 2026, and after that it calls Spring Festival a working week.
 */
export function calendarSeed(): CalendarSeed {
  const official = YEARS.filter(({ status }) => status === 'official').flatMap(({ year }) => noticeDays(year))
  const statutory = Object.entries(STATUTORY_2027).map(([day, key]) => holiday(day, key))
  return { years: YEARS.map((row) => ({ ...row })), days: [...official, ...statutory] }
}

function noticeDays(year: number): CalendarDayRow[] {
  const days: CalendarDayRow[] = []
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
    // Only named days are trusted: west of Greenwich the library is a day off about weekdays, but not about
    // its own tables, as long as it is asked with a bare day.
    const { work, name } = chineseDays.getDayDetail(day)
    const [, key] = name.split(',')
    if (!work && key) days.push(holiday(day, key))
    if (work && key && isWeekend(day)) days.push(workday(day, key))
  }
  return days
}

function holiday(day: Day, key: string): CalendarDayRow {
  return { day, kind: 'holiday', name: nameOf(key) }
}

function workday(day: Day, key: string): CalendarDayRow {
  const name = nameOf(key)
  return {
    day,
    kind: 'workday',
    name: { zh: `${name.zh}调休上班`, en: `Working day in exchange for ${name.en}` },
  }
}

function nameOf(key: string): Text {
  const name = NAMES[key]
  if (!name) throw new RangeError(`a holiday without an English name: ${key}`)
  return name
}
