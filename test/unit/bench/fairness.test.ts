import { expect, test } from 'vitest'
import { halfWidth, tableOf } from '../../../scripts/bench/fairness.ts'

const run = {
  regime: 'before',
  bots: 90,
  people: 90,
  names: 220,
  share: 0.5,
  tried: 10,
  passed: 9,
  served: 95,
  median: null,
  p90: null,
  botsChance: 1,
  readyChance: 0.5,
  days: '[[9,9]]',
}

test('the interval of a mean is that of Student', () => {
  // Standard deviation 1, three values, two degrees of freedom.
  expect(halfWidth([1, 2, 3])).toBeCloseTo(4.3 / Math.sqrt(3), 3)
  expect(halfWidth([0.5])).toBeNaN()
})

test('one line for each regime that ran, means over its runs', () => {
  const [, line, ...more] = tableOf([run, { ...run, share: 0.6, passed: 10, served: 97 }])
  expect(more).toEqual([])
  expect(line).toEqual([
    'Before: first come, first served',
    '9.1 %',
    '55.0 %',
    '0.0 % – 100.0 %',
    '9.5 / 10.0',
    '100.0 %',
    '50.0 %',
    '96 of 200',
    'none',
    'none',
  ])
})
