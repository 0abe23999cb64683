import { describe, expect, test } from 'vitest'
import { DAY, dayOf, HOUR, MINUTE, timeOf } from '../../../api/calendar/day.ts'
import { drawOpening } from '../../../api/survey/delay.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const draws = Array.from({ length: 201 }, (_, i) => i / 201)

describe('when a rating opens', () => {
  test.each([
    '2026-11-23T09:00',
    '2026-11-23T17:59',
    '2026-11-23T18:00',
    '2026-11-23T23:30',
    '2026-12-31T07:00',
  ])('after an end at %s: two to 26 hours later, by day, for 30 days', (end) => {
    for (const random of draws) {
      const { opensAt, closesAt } = drawOpening(at(end), () => random)
      expect(opensAt - at(end)).toBeGreaterThanOrEqual(2 * HOUR)
      expect(opensAt - at(end)).toBeLessThanOrEqual(26 * HOUR)
      expect(timeOf(opensAt) >= '09:00' && timeOf(opensAt) < '20:00', timeOf(opensAt)).toBe(true)
      expect(closesAt - opensAt).toBe(30 * DAY)
    }
  })

  test('it is drawn evenly over the eleven hours of day, and not heaped up at nine', () => {
    const hours = draws.map((random) =>
      timeOf(drawOpening(at('2026-11-23T19:30'), () => random).opensAt).slice(0, 2),
    )
    const counts = new Map<string, number>()
    for (const hour of hours) counts.set(hour, (counts.get(hour) ?? 0) + 1)
    expect(counts.size).toBe(11)
    for (const count of counts.values()) expect(Math.abs(count - 201 / 11)).toBeLessThan(2)
  })

  test('the first and the last moment', () => {
    const noon = at('2026-11-23T12:00')
    expect(drawOpening(noon, () => 0).opensAt).toBe(noon + 2 * HOUR)
    const last = drawOpening(noon, () => 1 - 2 ** -32).opensAt
    expect(dayOf(last)).toBe('2026-11-24')
    expect(noon + 26 * HOUR - last).toBeLessThan(MINUTE)
    expect(() => drawOpening(noon, () => 1)).toThrow(RangeError)
  })

  test('it is drawn anew each time', () => {
    const seen = new Set(Array.from({ length: 20 }, () => drawOpening(at('2026-11-23T12:00')).opensAt))
    expect(seen.size).toBeGreaterThan(15)
  })
})
