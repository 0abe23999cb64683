import { expect, test } from 'vitest'
import { serveLabels, servePointers } from '../../../site/journeys/staff/booking/form.ts'
import { labelsOf, pointers } from '../../../site/journeys/staff/notice/form.ts'
import { recordLabels, recordPointers } from '../../../site/journeys/staff/record/form.ts'
import { labelled, rowLabels } from '../../../site/lib/labelled.ts'
import type { StaffPage } from '../../../site/lib/staffPage.ts'

test('each error says which field it means; one without a name stays as it is', () => {
  const errors = [
    { field: 'fromDay', message: 'Choose a day' },
    { field: 'opens-1', message: 'Write the time like 09:00' },
    { field: '', message: 'Something else' },
  ]
  const columns = [{ name: 'opens', label: 'From' }]
  expect(labelled(errors, { fromDay: 'From which day', ...rowLabels('Line {n}', columns, 2) })).toEqual([
    { ...errors[0], label: 'From which day' },
    { ...errors[1], label: 'Line 2 From' },
    errors[2],
  ])
})

test('whatever the API points at has a name in the summary of a notice, a record and a booking for a caller', () => {
  // The messages of these say themselves what is missing.
  const say = new Set(['why', 'filesRead', 'file'])
  const page = { locale: 'en', t: (key: string) => key } as StaffPage
  const unnamed = (names: Record<string, string>, labels: Partial<Record<string, string>>) =>
    Object.values(names).filter((name) => !labels[name] && !say.has(name))
  expect(unnamed(pointers, labelsOf(page))).toEqual([])
  expect(unnamed(servePointers, serveLabels(page))).toEqual([])
  expect(unnamed(recordPointers, recordLabels(page))).toEqual([])
})
