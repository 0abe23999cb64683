import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startsFor } from '../../../api/appointment/runs.ts'
import { MINUTE } from '../../../api/calendar/day.ts'

/** Slots of 15 minutes at these quarters of an hour; `used` of 2 places. */
const slots = (...list: [quarter: number, used: number][]) =>
  list.map(([quarter, used]) => ({
    id: `q${quarter}`,
    startsAt: quarter * 15 * MINUTE,
    endsAt: (quarter + 1) * 15 * MINUTE,
    capacity: 2,
    used,
  }))

describe('where a visit can begin', () => {
  const day = slots([0, 0], [1, 1], [2, 2], [4, 0], [5, 0])

  test('a short one at every slot, full ones among them', () => {
    expect(startsFor(day, 15 * MINUTE)).toEqual(day)
    expect(startsFor(day, MINUTE)).toEqual(day)
  })

  test('a longer one only where slots follow without a gap, with the places of the fullest', () => {
    const starts = startsFor(day, 20 * MINUTE).map(({ id, endsAt, capacity, used }) => ({
      id,
      minutes: endsAt / MINUTE,
      left: capacity - used,
    }))
    expect(starts).toEqual([
      { id: 'q0', minutes: 30, left: 1 },
      { id: 'q1', minutes: 45, left: 0 },
      { id: 'q4', minutes: 90, left: 2 },
    ])
  })

  test('one too long for the day has no beginning', () => {
    expect(startsFor(day, 60 * MINUTE)).toEqual([])
    expect(startsFor([], 15 * MINUTE)).toEqual([])
  })

  test('agrees with looking at every slot of the visit', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(20), { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        (quarters, long) => {
          const some = slots(...quarters.sort((a, b) => a - b).map((q): [number, number] => [q, q % 3]))
          const whole = some.filter(({ startsAt }) =>
            Array.from({ length: long }, (_, i) => startsAt + i * 15 * MINUTE).every((at) =>
              some.some((slot) => slot.startsAt === at),
            ),
          )
          expect(startsFor(some, long * 15 * MINUTE).map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
        },
      ),
    )
  })
})
