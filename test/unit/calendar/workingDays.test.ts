import { describe, expect, it } from 'vitest'
import { addDays, type Day, weekdayOf } from '../../../api/calendar/day.ts'
import {
  addWorkingDays,
  calendarFrom,
  isProvisional,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from '../../../api/calendar/workingDays.ts'
import { calendarSeed } from '../../../db/seed/calendar.ts'
import { NOTICES } from '../../support/holidays.ts'

const calendar = calendarFrom(calendarSeed())

const STATUTORY_2027 = [
  '2027-01-01',
  '2027-02-05',
  '2027-02-06',
  '2027-02-07',
  '2027-02-08',
  '2027-04-05',
  '2027-05-01',
  '2027-05-02',
  '2027-06-09',
  '2027-09-15',
  '2027-10-01',
  '2027-10-02',
  '2027-10-03',
]

function noticeSaysWorking(day: Day): boolean {
  const notice = NOTICES.find(({ year }) => day.startsWith(String(year)))
  if (!notice) throw new Error(`no notice for ${day}`)
  if (notice.workWeekends.some((worked) => worked === day)) return true
  if (notice.off.some(([from, to]) => from <= day && day <= to)) return false
  return weekdayOf(day) <= 5
}

function daysFrom(first: Day, last: Day): Day[] {
  const days: Day[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}

describe('the working calendar', () => {
  it('equals the notices on 1,096 of 1,096 days of 2024 to 2026', () => {
    const days = daysFrom('2024-01-01', '2026-12-31')
    const agreeing = days.filter((day) => isWorkingDay(calendar, day) === noticeSaysWorking(day))
    expect(days).toHaveLength(1096)
    expect(days.filter((day) => !agreeing.includes(day))).toEqual([])
  })

  it('names every holiday of the notices, weekend days included, and no other day', () => {
    const named = [...calendar.exceptions].filter(([, { kind }]) => kind === 'holiday').map(([day]) => day)
    const noticed = NOTICES.flatMap(({ off }) => off.flatMap(([from, to]) => daysFrom(from, to)))
    expect(named.sort()).toEqual([...noticed, ...STATUTORY_2027])
  })

  it('has 248 working days in 2026', () => {
    expect(workingDaysBetween(calendar, '2025-12-31', '2026-12-31')).toBe(248)
  })

  it('calls a year without notice provisional, and knows only its statutory days', () => {
    expect(isProvisional(calendar, '2026-12-31')).toBe(false)
    expect(isProvisional(calendar, '2027-01-01')).toBe(true)
    expect(isProvisional(calendar, '2028-01-01')).toBe(true)
    expect(isProvisional(calendar, '2023-12-31')).toBe(true)
    const off = daysFrom('2027-01-01', '2027-12-31').filter((day) => !isWorkingDay(calendar, day))
    const expected = daysFrom('2027-01-01', '2027-12-31').filter(
      (day) => weekdayOf(day) >= 6 || STATUTORY_2027.includes(day),
    )
    expect(off).toEqual(expected)
  })

  it('carries a name and a source in both languages everywhere', () => {
    const { years, days } = calendarSeed()
    for (const { zh, en } of [...years.map(({ source }) => source), ...days.map(({ name }) => name)]) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[A-Z][^\p{Script=Han}]+$/u)
    }
  })

  it('finds the next working day on or after a day', () => {
    expect(nextWorkingDay(calendar, '2026-10-01')).toBe('2026-10-08')
    expect(nextWorkingDay(calendar, '2026-10-10')).toBe('2026-10-10')
    expect(nextWorkingDay(calendar, '2026-11-21')).toBe('2026-11-23')
  })

  it('counts working days without day 0, over Spring Festival and its exchanged Saturdays', () => {
    expect(addWorkingDays(calendar, '2026-02-13', 1)).toBe('2026-02-14')
    expect(addWorkingDays(calendar, '2026-02-13', 2)).toBe('2026-02-24')
    expect(addWorkingDays(calendar, '2026-02-13', 6)).toBe('2026-02-28')
    expect(addWorkingDays(calendar, '2026-11-21', 0)).toBe('2026-11-21')
    expect(workingDaysBetween(calendar, '2026-02-13', '2026-02-28')).toBe(6)
    expect(workingDaysBetween(calendar, '2026-02-28', '2026-02-13')).toBe(0)
  })
})
