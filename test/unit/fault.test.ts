import { DrizzleQueryError } from 'drizzle-orm/errors'
import { expect, test } from 'vitest'
import { faultOf } from '../../api/fault.ts'

const query = (cause?: Error) => new DrizzleQueryError('INSERT INTO booking VALUES (?)', ['张小明'], cause)

test('a failed query is told by its cause alone', () => {
  expect(faultOf(query(new Error('D1_ERROR: no such table')))).toEqual({ error: 'D1_ERROR: no such table' })
})

test.each([
  ['no cause', query()],
  ['a query behind a query', query(query())],
  ['a query behind another error', new Error('job failed', { cause: query() })],
  ['a query behind it with a cause', new Error('job failed', { cause: query(new Error('gone')) })],
])('bound values are never told: %s', (_, error) => {
  expect(JSON.stringify(faultOf(error))).not.toContain('张小明')
})

test('any other error is told with its stack, its message cut', () => {
  const error = new Error('x'.repeat(400))
  expect(faultOf(error)).toEqual({ error: 'x'.repeat(300), stack: error.stack })
  expect(faultOf('13800000000')).toEqual({ error: 'not an error' })
})
