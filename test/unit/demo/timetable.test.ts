import { describe, expect, test } from 'vitest'
import { weekdayOf } from '../../../db/seed/demo/closures.ts'
import { demoBureau } from '../../../db/seed/demo/index.ts'

const { points, hours, schedules } = demoBureau('2026-11-21')
const time = /^([01]\d|2[0-3]):[0-5]\d$/
const countersOf = new Map(points.map((p) => [p.slug, p.counters]))

function minutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
}

describe('the demo timetable', () => {
  test('weekdays, times and counters are valid', () => {
    for (const row of [...hours, ...schedules]) {
      expect([1, 2, 3, 4, 5, 6, 7]).toContain(row.weekday)
      expect(countersOf.get(row.pointSlug)).toContain(row.counter)
    }
    for (const h of hours) {
      expect(h.opensAt).toMatch(time)
      expect(h.closesAt).toMatch(time)
      expect(h.opensAt < h.closesAt).toBe(true)
    }
  })

  test('every counter opens; stations on all working days, halls till Saturday, rooms three days or more', () => {
    for (const point of points) {
      for (const counter of point.counters) {
        const days = new Set(
          hours.filter((h) => h.pointSlug === point.slug && h.counter === counter).map((h) => h.weekday),
        )
        if (point.kind === 'room') expect(days.size, point.slug).toBeGreaterThanOrEqual(3)
        else for (const day of [1, 2, 3, 4, 5] as const) expect(days).toContain(day)
        if (point.kind === 'hall') expect(days).toContain(6)
      }
    }
  })

  test('appointment windows hold whole slots and lie inside opening hours', () => {
    expect(schedules).toHaveLength(hours.length)
    for (const s of schedules) {
      const length = minutes(s.endsAt) - minutes(s.startsAt)
      expect(length).toBeGreaterThan(0)
      expect(length % s.slotMinutes).toBe(0)
      const open = hours.some(
        (h) =>
          h.pointSlug === s.pointSlug &&
          h.counter === s.counter &&
          h.weekday === s.weekday &&
          h.opensAt <= s.startsAt &&
          s.endsAt <= h.closesAt,
      )
      expect(open, `${s.pointSlug} ${s.weekday} ${s.startsAt}`).toBe(true)
      expect(s.capacityPublic).toBeGreaterThanOrEqual(1)
      expect(s.capacityPublic).toBeLessThanOrEqual(3)
    }
  })

  test('closures and special hours follow today, on days the counter is known', () => {
    for (const today of ['2026-11-21', '2026-12-28', '2027-02-26', '2028-02-20']) {
      const { closures, specialHours } = demoBureau(today)
      for (const c of closures) {
        expect(c.day > today).toBe(true)
        const usual = hours.filter((h) => h.pointSlug === c.pointSlug && h.weekday === weekdayOf(c.day))
        expect(usual.length, `${c.pointSlug} ${c.day}`).toBeGreaterThan(0)
      }
      for (const s of specialHours) {
        expect(s.day > today).toBe(true)
        expect(weekdayOf(s.day)).toBe(6)
        expect(countersOf.get(s.pointSlug)).toContain(s.counter)
      }
    }
    expect(demoBureau('2026-11-21').closures[0]?.day).toBe('2026-11-30')
    expect(demoBureau('2026-11-21')).toEqual(demoBureau('2026-11-21'))
  })
})
