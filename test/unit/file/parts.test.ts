import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partSize, partsOf, sizeOfPart } from '../../../api/file/parts/size.ts'

test('the parts of a file are as long as the file, each as long as it may be', () => {
  const cut = fc.record({ size: fc.integer({ min: 1, max: 20_000_000 }), partSize: fc.constant(partSize) })
  fc.assert(
    fc.property(cut, (file) => {
      const sizes = Array.from({ length: partsOf(file) }, (_, n) => sizeOfPart(file, n)!)
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(file.size)
      expect(sizes.slice(0, -1).every((size) => size === partSize)).toBe(true)
      expect(sizes.at(-1)).toBeGreaterThan(0)
      expect(sizes.at(-1)).toBeLessThanOrEqual(partSize)
    }),
  )
})

test.each([
  [1, 1, [1]],
  [partSize, 1, [partSize]],
  [partSize + 1, 2, [partSize, 1]],
  [10 * 1024 * 1024, 40, [partSize]],
])('%i bytes are %i parts', (size, parts, first) => {
  expect(partsOf({ size, partSize })).toBe(parts)
  expect(first.map((_, n) => sizeOfPart({ size, partSize }, n))).toEqual(first)
})

test('there is no part before the first or behind the last', () => {
  for (const n of [-1, 2, 0.5, Number.NaN, Number.POSITIVE_INFINITY])
    expect(sizeOfPart({ size: partSize + 1, partSize }, n)).toBeNull()
})
