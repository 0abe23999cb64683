import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  at,
  DAY,
  dayOf,
  daysBetween,
  endOfDay,
  isDay,
  startOfDay,
  timeOf,
  toIso,
  weekdayOf,
  yearOf,
} from '../../../api/calendar/day.ts'

const instants = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2100, 0, 1) })

describe('plain days in Shanghai', () => {
  it('turns over at 16:00 UTC', () => {
    expect(dayOf(Date.parse('2026-11-22T15:59:59Z'))).toBe('2026-11-22')
    expect(dayOf(Date.parse('2026-11-22T16:00:00Z'))).toBe('2026-11-23')
    expect(timeOf(Date.parse('2026-11-22T16:05:00Z'))).toBe('00:05')
  })

  it('writes and reads the wire form', () => {
    const ms = at('2026-11-23', '09:30')
    expect(toIso(ms)).toBe('2026-11-23T09:30:00+08:00')
    expect(Date.parse(toIso(ms))).toBe(ms)
  })

  it('takes 24:00 as the end of the day and nothing past it', () => {
    expect(at('2026-12-31', '24:00')).toBe(startOfDay('2027-01-01'))
    expect(endOfDay('2026-12-31')).toBe(startOfDay('2027-01-01') - 1)
    for (const time of ['24:01', '9:30', '09:60', '', '09:30:00']) {
      expect(() => at('2026-11-23', time)).toThrow(RangeError)
    }
  })

  it('knows weekdays, leap days and years', () => {
    expect(['2026-11-21', '2026-11-22', '2026-11-23'].map(weekdayOf)).toEqual([6, 7, 1])
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
    expect(yearOf('2026-11-21')).toBe(2026)
  })

  it('refuses days that do not exist', () => {
    for (const text of [
      '2026-02-29',
      '2026-02-30',
      '2026-13-01',
      '2026-2-3',
      '20260203',
      '2026-02-03 ',
      '',
    ]) {
      expect(isDay(text), text).toBe(false)
    }
    expect(isDay('2024-02-29')).toBe(true)
    expect(() => startOfDay('2026-02-30')).toThrow(RangeError)
  })

  it('goes there and back for any instant and any distance', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -2000, max: 2000 }), (ms, count) => {
        const day = dayOf(ms)
        expect(isDay(day)).toBe(true)
        expect(startOfDay(day)).toBeLessThanOrEqual(ms)
        expect(ms - startOfDay(day)).toBeLessThan(DAY)
        expect(daysBetween(day, addDays(day, count))).toBe(count)
        expect(addDays(addDays(day, count), -count)).toBe(day)
      }),
    )
  })
})
