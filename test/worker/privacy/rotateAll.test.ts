import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Ctx } from '../../../api/context.ts'
import { FieldError, keyIdOf, open } from '../../../api/privacy/field.ts'
import { rotate } from '../../../api/privacy/rotate.ts'
import { type SealedTable, sealedTables } from '../../../api/privacy/sealedTable.ts'
import { addPlace } from '../../support/bookingRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { shown, times } from '../../support/prove.ts'
import {
  fieldsOfARow,
  fillSealed,
  rowId,
  type SealedRow,
  sealedRows,
  wordsAt,
} from '../../support/sealedRows.ts'
import { testSecrets } from '../../support/secrets.ts'

beforeEach(() => void vi.spyOn(console, 'log').mockImplementation(() => {}))
afterEach(() => vi.restoreAllMocks())

const k1: string = JSON.parse(testSecrets.FIELD_KEYS).keys.k1
const k2 = 'ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA='
const ring = (active: string, keys: object) =>
  testCtx({ bindings: { FIELD_KEYS: JSON.stringify({ active, keys }) } })

/** How many rows were read at once, all their fields opened and found as they were put in. */
async function readSome(ctx: Ctx, after: string, limit: number): Promise<number> {
  let opened = 0
  for (const sealed of sealedTables) {
    for (const row of await sealedRows(sealed, after, limit)) {
      for (const column of sealed.columns) {
        const place = { table: sealed.table, column, row: row.id }
        expect(await open(ctx.keys, place, row[column]!)).toBe(wordsAt(sealed.table, column, row.id))
        opened += 1
      }
    }
  }
  return opened
}

/** Which fault stops a sealed value from opening at a place; null when it opens. */
async function faultAt(ctx: Ctx, [table, column, row]: [string, string, string], value: string) {
  try {
    await open(ctx.keys, { table, column, row }, value)
    return null
  } catch (error) {
    return error instanceof FieldError ? error.fault : 'other'
  }
}

/** What is wrong with a field that should be under k2, open in its place, and open in no other. */
async function check(ctx: Ctx, { table, columns }: SealedTable, column: string, row: SealedRow) {
  const value = row[column]!
  const here = `${table}.${column} ${row.id}`
  const otherColumn = columns.find((other) => other !== column) ?? 'role'
  const otherTable = sealedTables.find((sealed) => sealed.table !== table)!.table
  const [words, ...faults] = await Promise.all([
    open(ctx.keys, { table, column, row: row.id }, value),
    faultAt(ctx, [table, column, `${row.id}0`], value),
    faultAt(ctx, [table, otherColumn, row.id], value),
    faultAt(ctx, [otherTable, column, row.id], value),
  ])
  return [
    ...(keyIdOf(value) === 'k2' ? [] : [`${here} is under ${keyIdOf(value)}`]),
    ...(words === wordsAt(table, column, row.id) ? [] : [`${here} reads ${words}`]),
    ...faults.filter((fault) => fault !== 'not-authentic').map((fault) => `${here} elsewhere: ${fault}`),
  ]
}

test('every sealed field goes to a new key while it is read, and opens nowhere but in its place', {
  timeout: 1_200_000,
}, async () => {
  const rows = Math.ceil(times(700, 100_000) / fieldsOfARow)
  const fields = rows * fieldsOfARow
  await addPlace()
  await fillSealed(await testCtx(), rows)

  // Instances with the old key active and with the new one read side by side while jobs run.
  const readers = [await ring('k1', { k1, k2 }), await ring('k2', { k1, k2 })]
  const worker = readers[1]!
  let rotating = true
  let read = 0
  let readsAtOnce = 0
  const reading = readers.map(async (ctx, i) => {
    for (let turn = i; rotating; turn += 2) {
      readsAtOnce += 1
      // Added when it is known: what the other reader counted meanwhile must not be lost.
      const opened = await readSome(ctx, rowId((turn * 7_919) % rows), 5)
      read += opened
    }
  })
  const began = performance.now()
  let resealed = 0
  let jobs = 0
  try {
    for (let left = true; left; ) {
      const done = await rotate(worker)
      expect(done.unreadable).toBe(0)
      expect(done.resealed, 'a run that leaves something does something').toBeGreaterThan(0)
      resealed += done.resealed
      jobs += 1
      left = done.left
    }
  } finally {
    rotating = false
  }
  const seconds = (performance.now() - began) / 1_000
  await Promise.all(reading)
  expect(resealed).toBe(rows * sealedTables.length)
  expect(readsAtOnce, 'reads went on meanwhile').toBeGreaterThanOrEqual(readers.length)
  expect(read).toBeGreaterThan(0)

  const alone = await ring('k2', { k2 })
  let opened = 0
  let moved = 0
  const wrong: string[] = []
  for (const sealed of sealedTables) {
    for (let after = '', last = false; !last; ) {
      const page = await sealedRows(sealed, after, 500)
      last = page.length < 500
      after = page.at(-1)?.id ?? after
      for (const row of page) {
        const checked = await Promise.all(sealed.columns.map((column) => check(alone, sealed, column, row)))
        opened += checked.length
        moved += checked.length * 3
        wrong.push(...checked.flat())
      }
    }
  }
  expect(wrong).toEqual([])
  expect(opened).toBe(fields)
  vi.restoreAllMocks()
  shown('rotation of sealed fields while they are read', {
    fields,
    tables: sealedTables.length,
    jobs,
    seconds: Math.round(seconds * 10) / 10,
    'fields/s': Math.round(fields / Math.max(seconds, 0.001)),
    'fields read meanwhile': read,
    'reads failed': 0,
    'left under the old key': 0,
    'moved elsewhere': moved,
    'opened elsewhere': 0,
  })
})
