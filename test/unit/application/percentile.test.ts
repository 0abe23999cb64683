import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { added, sizeOf, within } from '../../../api/application/times/percentile.ts'
import { promiseWords, usualWords } from '../../../api/application/times/words.ts'

/** Day by day: the first number of days that so many of the list do not pass. */
function naive(list: readonly number[], share: number): number | null {
  for (let days = -1000; days <= 1000; days++)
    if (list.length && list.filter((one) => one <= days).length >= list.length * share - 1e-9) return days
  return null
}

describe('percentiles', () => {
  it('are those of the plain list', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }),
        fc.constantFrom(0.5, 0.9),
        (list, share) => {
          const histogram = added(list.map((days) => ({ [days]: 1 })))
          expect(sizeOf(histogram)).toBe(list.length)
          expect(within(histogram, share)).toBe(naive(list, share))
        },
      ),
    )
  })

  it('added up from parts they are those of the whole', () => {
    expect(within(added([{ 1: 2 }, { 1: 1, 9: 4 }, {}]), 0.5)).toBe(9)
    expect(within(added([{ 10: 1 }, { 9: 1 }]), 0.5)).toBe(9)
    expect(within({}, 0.9)).toBe(null)
  })
})

describe('in words', () => {
  it('no promise is said plainly', () => {
    expect(promiseWords(null)).toEqual({ zh: '没有承诺时限', en: 'No promise' })
    expect(promiseWords({ value: 3, unit: 'working_day' }).zh).toBe('承诺受理后 3 个工作日内办结')
  })

  it('a figure says of how many it is, and paused time stands apart', () => {
    const usual = { medianDays: 1, p90Days: 4, sample: 12, fromDay: '2026-08-25', toDay: '2026-11-22' }
    expect(usualWords({ usual, paused: null }).en).toBe(
      '12 decided in the last 90 days: from receipt to decision, half took 1 working day or less, nine in ten 4 working days or less',
    )
    expect(usualWords({ usual, paused: { sample: 5, medianDays: 2 } }).zh).toContain('5 件另等了别的部门')
    expect(usualWords({ usual: null, paused: null }).zh).not.toMatch(/\d 个/)
  })
})
