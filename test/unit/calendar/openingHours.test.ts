import { describe, expect, it } from 'vitest'
import { at, type Weekday } from '../../../api/calendar/day.ts'
import { hoursOn, isOpenAt, type OpeningRules, weekOf } from '../../../api/calendar/openingHours.ts'
import { calendarFrom } from '../../../api/calendar/workingDays.ts'
import { calendarSeed } from '../../../db/seed/calendar.ts'

const calendar = calendarFrom(calendarSeed())
const weekdays: Weekday[] = [1, 2, 3, 4, 5]

const hall: OpeningRules = {
  weekly: [
    ...weekdays.map((weekday) => ({ weekday, opens: '14:00', closes: '17:30' })),
    ...weekdays.map((weekday) => ({ weekday, opens: '08:30', closes: weekday === 1 ? '11:30' : '12:00' })),
    { weekday: 6, opens: '09:00', closes: '12:00' },
  ],
  closures: [
    { fromDay: '2026-11-25', toDay: '2026-11-26', reason: { zh: '系统升级', en: 'System upgrade' } },
    { fromDay: '2026-10-05', toDay: '2026-10-09', reason: { zh: '大厅装修', en: 'Hall being refurbished' } },
  ],
  special: [
    { day: '2026-11-26', opens: '10:00', closes: '11:00', reason: { zh: '只取证', en: 'Collection only' } },
    {
      day: '2026-10-03',
      opens: '09:00',
      closes: '10:00',
      reason: { zh: '节日取证', en: 'Holiday collection' },
    },
  ],
  opensOnHolidays: false,
}

const desk: OpeningRules = {
  weekly: ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' })),
  closures: [],
  special: [],
  opensOnHolidays: true,
}

describe('opening hours', () => {
  it('gives an ordinary day its own windows, in order and without a reason', () => {
    expect(hoursOn(hall, calendar, '2026-11-24')).toEqual({
      day: '2026-11-24',
      windows: [
        { opens: '08:30', closes: '12:00' },
        { opens: '14:00', closes: '17:30' },
      ],
      status: 'open',
      provisional: false,
    })
    expect(hoursOn(hall, calendar, '2026-11-22')).toMatchObject({ windows: [], status: 'closed' })
  })

  it('lets special hours win over a closure and over a holiday', () => {
    expect(hoursOn(hall, calendar, '2026-11-25')).toMatchObject({
      status: 'closed',
      reason: { zh: '系统升级' },
    })
    expect(hoursOn(hall, calendar, '2026-11-26')).toMatchObject({
      windows: [{ opens: '10:00', closes: '11:00' }],
      reason: { zh: '只取证' },
    })
    expect(hoursOn(hall, calendar, '2026-10-03').status).toBe('open')
  })

  it('names the closure before the holiday', () => {
    expect(hoursOn(hall, calendar, '2026-10-05').reason?.zh).toBe('大厅装修')
    expect(hoursOn(hall, calendar, '2026-10-02').reason?.zh).toBe('国庆节')
  })

  it('closes on a Saturday of a holiday though Saturdays are open', () => {
    expect(hoursOn(hall, calendar, '2026-11-21').status).toBe('open')
    expect(hoursOn(hall, calendar, '2026-02-21')).toMatchObject({ status: 'closed', reason: { zh: '春节' } })
  })

  it('works a weekend day in exchange by Monday’s windows', () => {
    expect(hoursOn(hall, calendar, '2026-02-28')).toMatchObject({
      windows: [
        { opens: '08:30', closes: '11:30' },
        { opens: '14:00', closes: '17:30' },
      ],
      reason: { zh: '春节调休上班' },
    })
  })

  it('keeps a desk that never closes open on holidays, to the last minute', () => {
    expect(isOpenAt(desk, calendar, at('2026-10-01', '00:00'))).toBe(true)
    expect(isOpenAt(desk, calendar, at('2026-10-01', '23:59'))).toBe(true)
    expect(isOpenAt(desk, calendar, at('2026-10-01', '24:00'))).toBe(true)
  })

  it('is open from opening time until just before closing time', () => {
    expect(isOpenAt(hall, calendar, at('2026-11-24', '08:29'))).toBe(false)
    expect(isOpenAt(hall, calendar, at('2026-11-24', '08:30'))).toBe(true)
    expect(isOpenAt(hall, calendar, at('2026-11-24', '12:00') - 1)).toBe(true)
    expect(isOpenAt(hall, calendar, at('2026-11-24', '12:00'))).toBe(false)
    expect(isOpenAt(hall, calendar, at('2026-11-25', '09:00'))).toBe(false)
  })

  it('lists seven days and says which rest on a year without notice', () => {
    const week = weekOf(hall, calendar, '2026-12-28')
    expect(week.map(({ day }) => day)).toHaveLength(7)
    expect(week.map(({ provisional }) => provisional)).toEqual([false, false, false, false, true, true, true])
    expect(week[4]).toMatchObject({ day: '2027-01-01', status: 'closed', reason: { zh: '元旦' } })
  })

  it('is sure of what the station itself decided, whatever the year', () => {
    const reason = { zh: '搬迁', en: 'Moving' }
    const closed = { ...hall, closures: [{ fromDay: '2027-01-04', toDay: '2027-01-08', reason }] }
    expect(hoursOn(closed, calendar, '2027-01-05')).toMatchObject({ status: 'closed', provisional: false })
  })
})
