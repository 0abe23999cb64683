import { expect, test } from 'vitest'
import { labelled, rowLabels } from '../../../site/journeys/staff/labelled.ts'

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
