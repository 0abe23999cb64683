import { expect, test } from 'vitest'
import { K, type Suppressed, suppressed, suppressedSum } from '../../../api/privacy/suppress.ts'

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

test('the five of the standard is the least anybody uses', () => {
  expect(K).toBe(5)
})
