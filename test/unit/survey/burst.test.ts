import { expect, test } from 'vitest'
import { inBursts } from '../../../api/survey/burst.ts'

const at = (...hours: number[]) => hours.map((hour, i) => ({ id: `r${i}`, hour }))

test('so many within so many hours, with all that came before it was one', () => {
  expect(inBursts(at(0, 1, 2), { ratings: 3, hours: 3 })).toEqual(
    new Map([
      ['r0', 3],
      ['r1', 3],
      ['r2', 3],
    ]),
  )
  expect(inBursts(at(0, 1, 3), { ratings: 3, hours: 3 })).toEqual(new Map())
})

test('what lies outside stays out, and the order does not matter', () => {
  const found = inBursts(at(50, 0, 10, 11, 10), { ratings: 3, hours: 2 })
  expect([...found.keys()].sort()).toEqual(['r2', 'r3', 'r4'])
})

test('the evidence is the most that lie together', () => {
  expect(inBursts(at(0, 2, 2, 2, 4), { ratings: 3, hours: 3 }).get('r0')).toBe(4)
})
