import { expect, test } from 'vitest'
import {
  K,
  type Suppressed,
  suppressed,
  suppressedBeside,
  suppressedSum,
} from '../../../api/privacy/suppress.ts'

test('nobody and five or more are figures, one to four are not', () => {
  expect([0, 1, 4, 5, 37].map((n) => suppressed(n))).toEqual([0, null, null, 5, 37])
})

/** Every row of `n` counts up to `most`. */
function* rowsOf(n: number, most: number): Generator<number[]> {
  if (n === 0) return yield []
  for (const rest of rowsOf(n - 1, most)) for (let count = 0; count <= most; count++) yield [...rest, count]
}

// Whoever knows the rule knows which rows would be published like this: each row there is, sorted by how it is published.
test.each([
  [1, 30, 5],
  [2, 30, 5],
  [3, 16, 5],
  [4, 8, 3],
])('of %i counts up to %i no withheld one can be worked out, and nothing shown is false', (n, most, k) => {
  const seen = new Map<string, { shown: Suppressed; values: Set<number>[] }>()
  for (const counts of rowsOf(n, most)) {
    const shown = suppressedSum(counts, k)
    shown.cells.forEach((cell, i) => {
      if (cell !== null) expect(cell).toBe(counts[i])
      if (counts[i]! > 0 && counts[i]! < k) expect(cell).toBe(null)
    })
    if (shown.total !== null) expect(shown.total).toBe(counts.reduce((sum, one) => sum + one, 0))
    const key = JSON.stringify(shown)
    const one = seen.get(key) ?? { shown, values: counts.map(() => new Set<number>()) }
    counts.forEach((count, i) => void one.values[i]?.add(count))
    seen.set(key, one)
  }
  for (const [key, { shown, values }] of seen)
    shown.cells.forEach((cell, i) => {
      if (cell === null) expect(values[i]!.size, key).toBeGreaterThan(1)
    })
})

// The same for counts that stand by themselves beside one that nobody may learn of while it is small.
test.each([
  [1, 30, 5],
  [2, 14, 5],
  [3, 8, 3],
  [4, 6, 3],
])('of %i counts up to %i beside a further one no small one can be worked out', (n, most, k) => {
  const seen = new Map<string, { cells: (number | null)[]; values: Set<number>[] }>()
  const isSmall = (count: number) => count > 0 && count < k
  for (const counts of rowsOf(n, most)) {
    // As far as everything is listed that hides so many.
    const small = counts.filter(isSmall).reduce((sum, one) => sum + one, 0)
    for (let rest = 0; rest + small <= most * 2; rest++) {
      const shown = suppressedBeside(counts, rest, k)
      expect(shown.cells).toEqual(counts.map((count) => suppressed(count, k)))
      if (shown.rest !== null) expect(shown.rest).toBe(rest)
      if (shown.total !== null) expect(shown.total).toBe(counts.reduce((sum, one) => sum + one, rest))
      const key = JSON.stringify(shown)
      const one = seen.get(key) ?? { ...shown, values: [...counts, rest].map(() => new Set<number>()) }
      ;[...counts, rest].forEach((count, i) => void one.values[i]?.add(count))
      seen.set(key, one)
    }
  }
  for (const [key, { cells, values }] of seen) {
    cells.forEach((cell, i) => {
      if (cell === null) expect(values[i]!.size, key).toBe(k - 1)
    })
    const [only, ...others] = values.at(-1)!
    if (others.length === 0) expect(isSmall(only!), key).toBe(false)
  }
})

test('what is shown of counts says nothing of the one beside them', () => {
  const cells = (rest: number) => suppressedBeside([0, 3, 5, 40], rest).cells
  for (let rest = 0; rest < 20; rest++) expect(cells(rest)).toEqual([0, null, 5, 40])
  expect(suppressedBeside([12, 0, 30], 3)).toEqual({ cells: [12, 0, 30], rest: null, total: null })
  expect(suppressedBeside([12, 0, 30], 8)).toEqual({ cells: [12, 0, 30], rest: 8, total: 50 })
  expect(suppressedBeside([12, 0, 30], 0)).toEqual({ cells: [12, 0, 30], rest: 0, total: 42 })
  expect(suppressedBeside([12, 2, 30], 0)).toEqual({ cells: [12, null, 30], rest: null, total: null })
  expect(suppressedBeside([12, 2, 30], 8)).toEqual({ cells: [12, null, 30], rest: null, total: 52 })
})

test('the five of the standard is the least anybody uses', () => {
  expect(K).toBe(5)
})
