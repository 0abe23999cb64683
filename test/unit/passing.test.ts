import { describe, expect, test } from 'vitest'
import { problemOf } from '../../api/problem.ts'
import { isMomentary, passes } from '../../db/passing.ts'
import { onlyReads, repeated } from '../../db/repeat.ts'

// D1's list of errors, by what it advises to do about them.

const momentary = [
  'D1 DB reset because its code was updated.',
  'Internal error while starting up D1 DB storage caused object to be reset.',
  'Network connection lost.',
  'Internal error in D1 DB storage caused object to be reset.',
  'Cannot resolve D1 DB due to transient issue on remote node.',
  'Replica disconnected from primary.',
]
const heavy = [
  "Can't read from request stream because client disconnected.",
  'D1 DB storage operation exceeded timeout which caused object to be reset.',
  'D1 DB is overloaded. Requests queued for too long.',
  'D1 DB is overloaded. Too many requests queued.',
  "D1 DB's isolate exceeded its memory limit and was reset.",
  'D1 DB exceeded its CPU time limit and was reset.',
]
const broken = ['no such table: booking: SQLITE_ERROR', 'Exceeded maximum DB size.', 'too many SQL variables']

const wrapped = (words: string) =>
  new Error('Failed query: select ?', { cause: new Error(`D1_ERROR: ${words}`) })

describe('an error of the database', () => {
  test.each([...momentary, ...heavy])('passes: %s', (words) => {
    for (const error of [new Error(`D1_ERROR: ${words}`), wrapped(words)]) {
      expect(passes(error)).toBe(true)
      expect(problemOf(error)).toMatchObject({ code: 'unavailable', options: { retryAfter: 2 } })
    }
  })

  test.each(broken)('does not pass: %s', (words) => {
    expect(problemOf(wrapped(words)).code).toBe('internal')
  })

  test('is worth repeating at once only where that adds no load', () => {
    expect(momentary.filter((words) => !isMomentary(wrapped(words)))).toEqual([])
    expect([...heavy, ...broken].filter((words) => isMomentary(wrapped(words)))).toEqual([])
  })
})

describe('a read', () => {
  test.each(['SELECT 1', '\n  select * from slot', 'WITH days(day) AS (SELECT 1) SELECT day FROM days'])(
    'is one that only reads: %s',
    (sql) => expect(onlyReads(sql)).toBe(true),
  )

  test.each([
    'UPDATE slot SET state = 1 RETURNING id',
    'insert into slot values (?)',
    'WITH gone AS (SELECT 1) DELETE FROM slot',
    "WITH a AS (SELECT 1) SELECT replace('a', 'b', 'c')",
    'REPLACE INTO slot VALUES (1)',
    'PRAGMA user_version = 2',
    '-- SELECT\nDELETE FROM slot',
  ])('is not taken for one: %s', (sql) => expect(onlyReads(sql)).toBe(false))

  test('is tried three times at most, and once where repeating adds load', async () => {
    for (const [words, tries] of [
      [momentary[2]!, 3],
      [heavy[2]!, 1],
      [broken[0]!, 1],
    ] as const) {
      let tried = 0
      const failed = repeated(async () => {
        tried += 1
        throw wrapped(words)
      })
      await expect(failed).rejects.toThrow()
      expect(tried, words).toBe(tries)
    }
    let tried = 0
    expect(await repeated(async () => (++tried < 3 ? Promise.reject(wrapped(momentary[0]!)) : 'rows'))).toBe(
      'rows',
    )
  })
})
