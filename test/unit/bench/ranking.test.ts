import { describe, expect, test } from 'vitest'
import { chanceOf } from '../../../scripts/bench/ranking/chance.ts'
import { simulate } from '../../../scripts/bench/ranking/simulate.ts'
import { orderAlike, wilson } from '../../../scripts/bench/ranking/tables.ts'
import { failures, intervalsOf, tableOf } from '../../../scripts/bench/ranking.ts'

describe('a small simulation', () => {
  const runs = [1, 2].map((seed) => simulate(seed, 60))
  const mean = (of: (run: (typeof runs)[number]) => number) =>
    runs.reduce((sum, run) => sum + of(run) / runs.length, 0)

  test('our order is more like the truth than averages and lower bounds', () => {
    for (const other of ['plain', 'weighted', 'wilson'] as const)
      expect(mean(({ alike }) => alike.ours)).toBeGreaterThan(mean(({ alike }) => alike[other]))
    expect(mean(({ alike }) => alike.ours)).toBeGreaterThan(0.9)
  })
  test('intervals hold what they are of, bands are on the right side', () => {
    expect(mean(({ holdsTold }) => holdsTold)).toBeGreaterThan(0.92)
    expect(mean(({ holdsTruth }) => holdsTruth)).toBeGreaterThan(0.8)
    expect(mean(({ wrong }) => wrong)).toBeLessThan(0.04)
    // Not by saying of everybody that nothing can be said.
    expect(mean(({ banded, scored }) => banded / scored)).toBeGreaterThan(0.3)
  })
  test('pushed praise and a campaign move ours by less than a band, and less than others', () => {
    for (const { gamedBands, bombedBands, gamedBy, bombedBy } of runs) {
      expect(gamedBands).toBeLessThan(1)
      expect(bombedBands).toBeLessThan(1)
      expect(Math.abs(gamedBy.ours)).toBeLessThan(Math.abs(gamedBy.plain))
      expect(Math.abs(bombedBy.ours)).toBeLessThan(Math.abs(bombedBy.plain) / 5)
    }
  })
  test('a single 5 stands first in plain averages, and never in ours', () => {
    for (const { singleFirst } of runs) expect(singleFirst).toMatchObject({ plain: true, ours: false })
  })
  test('the same seed plays the same', () => expect(simulate(1, 60)).toEqual(runs[0]))
  test('the tables say what was found, and what did not hold', () => {
    expect(tableOf(runs)).toHaveLength(5)
    expect(intervalsOf(runs).flat().join()).toMatch(/width/)
    const [run] = runs
    expect(failures([{ ...run!, gamedBands: 1.2, wrong: 0.2 }])).toEqual([
      'more than 2.5 % of A and C are on the wrong side',
      'pushed praise moves a band',
    ])
  })
})

test('order alike, ties in the middle', () => {
  expect(orderAlike([1, 2, 3], [10, 20, 30])).toBe(1)
  expect(orderAlike([1, 2, 3], [3, 2, 1])).toBe(-1)
  expect(orderAlike([1, 1, 2], [5, 5, 9])).toBe(1)
})
test('the lower end of a share as Wilson has it', () => expect(wilson(0.9, 10)).toBeCloseTo(59.58, 1))
test('drawn numbers are spread as they should be', () => {
  const chance = chanceOf(7)
  const list = Array.from({ length: 20_000 }, () => chance.normal())
  const mean = list.reduce((a, b) => a + b, 0) / list.length
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(list.reduce((sum, x) => sum + x * x, 0) / list.length).toBeCloseTo(1, 1)
  const counts = [0, 0, 0]
  for (let i = 0; i < 9000; i += 1) counts[chance.index([1, 2, 6])]! += 1
  expect(counts[0]! / 9000).toBeCloseTo(1 / 9, 1)
})
