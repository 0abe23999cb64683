import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { type Source, sources } from './sources.ts'

/** What a migration may not do: each has emptied somebody's database before. */
function complaints({ path, text }: Source): string[] {
  const sql = text.replace(/--.*$/gm, '')
  const found: string[] = []
  if (/\bDROP\s+TABLE\b/i.test(sql)) found.push('DROP TABLE: expand first, contract by hand later')
  if (/\bON\s+DELETE\s+CASCADE\b/i.test(sql))
    found.push('ON DELETE CASCADE: a dropped parent takes its rows along')
  if (/\bDROP\s+COLUMN\b/i.test(sql)) found.push('DROP COLUMN')
  if (/\bPRAGMA\s+foreign_keys\b/i.test(sql)) found.push('PRAGMA foreign_keys does nothing on D1')
  if (/\bUSING\s+fts5\b/i.test(sql)) found.push('an FTS5 table breaks the export of D1')
  if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(basename(path))) found.push('named otherwise than 0007_add_what.sql')
  return found.map((what) => `${path}: ${what}`)
}

const files = sources('db/migrations/*.sql')

test('migrations only add', () => {
  expect(files.flatMap(complaints)).toEqual([])
})

test('no two migrations share a number', () => {
  const numbers = files.map(({ path }) => basename(path).slice(0, 4))
  expect(numbers).toEqual([...new Set(numbers)])
})

test.each([
  'DROP TABLE slot;',
  'CREATE TABLE a (b TEXT REFERENCES c (d) ON DELETE CASCADE);',
  'ALTER TABLE a DROP COLUMN b;',
  'PRAGMA foreign_keys = OFF;',
])('the check can fail: %s', (text) => {
  expect(complaints({ path: 'db/migrations/0001_x.sql', text })).toHaveLength(1)
})

test('the check reads past comments', () => {
  expect(complaints({ path: 'db/migrations/0001_x.sql', text: '-- never DROP TABLE\nSELECT 1;' })).toEqual([])
})
