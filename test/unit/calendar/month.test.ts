import { expect, test } from 'vitest'
import { addMonths, monthOf, spanOf } from '../../../api/calendar/month.ts'

test.each([
  ['2026-11', 1, '2026-12'],
  ['2026-12', 1, '2027-01'],
  ['2027-01', -1, '2026-12'],
  ['2026-11', -23, '2024-12'],
  ['2026-11', 0, '2026-11'],
])('%s and %i months is %s', (month, count, expected) => {
  expect(addMonths(month, count)).toBe(expected)
})

test('a month begins and ends at midnight in Shanghai, and belongs to it from its first moment to its last', () => {
  const { from, to } = spanOf('2024-02')
  expect([new Date(from).toISOString(), new Date(to).toISOString()]).toEqual([
    '2024-01-31T16:00:00.000Z',
    '2024-02-29T16:00:00.000Z',
  ])
  expect([from - 1, from, to - 1, to].map(monthOf)).toEqual(['2024-01', '2024-02', '2024-02', '2024-03'])
})
