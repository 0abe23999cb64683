import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { waitRange } from '../../../api/queue/range.ts'

/** Calls every so many minutes, from nine o'clock on. */
const every = (minutes: number, calls: number, from = 9 * 3600) =>
  Array.from({ length: calls }, (_, i) => from + i * minutes * 60)

describe('how long it takes', () => {
  test('a steady pace is a range of five minutes around it', () => {
    expect(waitRange(every(6, 20), [], 2)).toEqual({ from: 15, to: 20, basis: 'today', samples: 17 })
    expect(waitRange(every(10, 20), [], 0)).toEqual({ from: 10, to: 15, basis: 'today', samples: 19 })
  })

  test('the slowest and the quickest fifth do not count', () => {
    const uneven = [0, 1, 2, 12, 22, 32, 42, 52, 62, 102, 142].map((minute) => minute * 60)
    expect(waitRange(uneven, [], 0)).toEqual({ from: 10, to: 10 + 5, basis: 'today', samples: 10 })
  })

  test('a break is no pace', () => {
    const day = [...every(5, 8), ...every(5, 8, 14 * 3600)]
    expect(waitRange(day, [], 1)).toMatchObject({ from: 10, to: 15 })
  })

  test('with too few today, the same weekday before; with too few of both, nothing is said', () => {
    expect(waitRange(every(5, 3), [every(10, 12)], 0)).toMatchObject({ basis: 'weekdays', samples: 13 })
    expect(waitRange(every(5, 3), [every(10, 3)], 0)).toBeNull()
    expect(waitRange([], [], 0)).toBeNull()
  })

  test('farther back than anybody stood: the pace of single calls, as often', () => {
    expect(waitRange(every(5, 14), [], 29)).toMatchObject({ from: 150, to: 155, basis: 'today' })
    expect(waitRange(every(5, 8), [], 29)).toBeNull()
  })

  test('never one number, never backwards, and longer the farther back', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 8, maxLength: 79 })
    fc.assert(
      fc.property(gaps, fc.nat(5), (between, ahead) => {
        let at = 9 * 3600
        const day = between.map((gap) => {
          at += gap
          return at
        })
        const here = waitRange(day, [], ahead)
        const behind = waitRange(day, [], ahead + 1)
        if (!here) return
        expect(here.to).toBeGreaterThan(here.from)
        expect(here.from).toBeGreaterThanOrEqual(0)
        if (behind) expect(behind.to).toBeGreaterThanOrEqual(here.from)
      }),
    )
  })
})
