import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Limit } from '../../../api/matter/catalogue.ts'
import {
  effectivePromise,
  isWithinLaw,
  longestCalendarLength,
  PromiseTooLong,
} from '../../../api/matter/promise.ts'

const wd = (value: number): Limit => ({ value, unit: 'working_day' })
const cd = (value: number): Limit => ({ value, unit: 'calendar_day' })
const h = (value: number): Limit => ({ value, unit: 'hour' })

/** The official calendars of three years (standards B9), as an oracle of its own. */
const off: [string, string][] = [
  ['2024-01-01', '2024-01-01'],
  ['2024-02-10', '2024-02-17'],
  ['2024-04-04', '2024-04-06'],
  ['2024-05-01', '2024-05-05'],
  ['2024-06-10', '2024-06-10'],
  ['2024-09-15', '2024-09-17'],
  ['2024-10-01', '2024-10-07'],
  ['2025-01-01', '2025-01-01'],
  ['2025-01-28', '2025-02-04'],
  ['2025-04-04', '2025-04-06'],
  ['2025-05-01', '2025-05-05'],
  ['2025-05-31', '2025-06-02'],
  ['2025-10-01', '2025-10-08'],
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
]
const madeUp = new Set(
  '2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 2024-10-12 2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10'.split(
    ' ',
  ),
)
const DAY = 86_400_000
const first = Date.UTC(2024, 0, 1)
const working: boolean[] = Array.from({ length: 1096 }, (_, n) => {
  const date = new Date(first + n * DAY)
  const day = date.toISOString().slice(0, 10)
  if (madeUp.has(day)) return true
  if (off.some(([from, to]) => from <= day && day <= to)) return false
  return date.getUTCDay() % 6 !== 0
})
const isWorking = (day: number) => working[day] === true

/** Days from day 0 to the end of a limit; day 0 excluded, a calendar end rolled to a working day. */
function daysTaken(start: number, limit: Limit): number {
  let day = start
  if (limit.unit === 'working_day') {
    for (let left = limit.value; left > 0; ) if (isWorking(++day)) left--
  } else {
    day += limit.value
    while (!isWorking(day)) day++
  }
  return day - start
}

describe('isWithinLaw', () => {
  it('takes a promise as long as the law, in the same unit, and no longer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(wd, cd, h),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        (of, promise, legal) => {
          expect(isWithinLaw(of(promise), of(legal))).toBe(promise <= legal)
        },
      ),
    )
  })

  it.each([
    [wd(20), cd(60), true],
    [wd(40), cd(60), false],
    [cd(30), cd(60), true],
    [wd(1), cd(3), true],
    [wd(2), cd(3), false],
    [cd(3), wd(3), true],
    [cd(4), wd(3), false],
    [h(24), cd(1), true],
    [h(25), cd(1), false],
    [cd(1), h(24), false],
    [wd(0), h(1), true],
  ])('%j under %j: %s', (promise, legal, within) => {
    expect(isWithinLaw(promise, legal)).toBe(within)
  })

  it('accepts anything where the law sets no limit', () => {
    expect(isWithinLaw(wd(400), null)).toBe(true)
  })

  it('never accepts a promise that ends after the law on any real day of 2024 to 2026', () => {
    const days = fc.constantFrom(wd, cd)
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 0, max: 60 }),
        days,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 880 }),
        (of, promised, under, allowed, start) => {
          const [promise, legal] = [of(promised), under(allowed)]
          fc.pre(promised > 0 && isWithinLaw(promise, legal))
          expect(daysTaken(start, promise)).toBeLessThanOrEqual(daysTaken(start, legal))
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('bounds the real length of working days from above, for every start', () => {
    for (let start = 0; start < 900; start++) {
      for (const n of [1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 60]) {
        expect(daysTaken(start, wd(n))).toBeLessThanOrEqual(longestCalendarLength(n))
      }
    }
  })
})

describe('effectivePromise', () => {
  const legal = cd(60)

  it('prefers the overlay of the service point, also when it is longer than the default', () => {
    expect(effectivePromise({ promise: wd(20), legal }, null)).toEqual(wd(20))
    expect(effectivePromise({ promise: wd(20), legal }, wd(10))).toEqual(wd(10))
    expect(effectivePromise({ promise: wd(20), legal }, wd(25))).toEqual(wd(25))
    expect(effectivePromise({ promise: null, legal: null }, null)).toBeNull()
  })

  it('refuses what the law does not allow', () => {
    expect(() => effectivePromise({ promise: wd(20), legal }, cd(61))).toThrow(PromiseTooLong)
    try {
      effectivePromise({ promise: wd(20), legal }, cd(61))
    } catch (error) {
      expect(error).toMatchObject({ code: 'promise-too-long', promise: cd(61), legal })
    }
  })

  it('gives a promise within the law or throws, for every pair', () => {
    const limit = fc.record({
      value: fc.integer({ min: 1, max: 300 }),
      unit: fc.constantFrom<Limit['unit']>('hour', 'calendar_day', 'working_day'),
    })
    fc.assert(
      fc.property(limit, limit, (overlay, law) => {
        try {
          expect(isWithinLaw(effectivePromise({ promise: null, legal: law }, overlay)!, law)).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(PromiseTooLong)
          expect(isWithinLaw(overlay, law)).toBe(false)
        }
      }),
    )
  })
})
