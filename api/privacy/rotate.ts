import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { FieldError, reseal } from './field.ts'
import { type SealedTable, sealedTables } from './sealedTable.ts'

/** Rows read at once. */
const PAGE = 200

/** Pages walked in one run for each table and old key, when rows cannot be opened. */
const MOST_PAGES = 25

type Row = Record<string, string | null> & { id: string }

/** What a run did. An old key may leave the ring once `left` is false and `unreadable` is 0. */
export interface Rotated {
  resealed: number
  /** Rows that do not open at their place: altered, or moved. They are left as they are. */
  unreadable: number
  left: boolean
}

/** Where the walk through the rows of one table under one old key stands. */
interface Walk {
  sealed: SealedTable
  key: string
  after: string
  pages: number
  ready: number
}

/**
 * Job `key.rotate`, every five minutes: seals every field that stands under an older key of the ring under the active
 * one, 200 rows or a page more of each table and old key a run (some 57,000 a day). Rows that cannot be opened are passed, counted
 * and named in the log; a run passes 5,000 of them at most. A row changes only if it is still as it was read, all its
 * fields at once, so readers holding the ring never meet a field they cannot open. What a page changed is attested
 * in the same batch; where a row changed meanwhile the page is left to the next run.
 */
export async function rotate(ctx: Ctx): Promise<Rotated> {
  const { active, byId } = ctx.keys.field
  const done: Rotated = { resealed: 0, unreadable: 0, left: false }
  const older = [...byId.keys()].filter((id) => id !== active)
  let walks: Walk[] = older.flatMap((key) =>
    sealedTables.map((sealed) => ({ sealed, key, after: '', pages: 0, ready: 0 })),
  )
  while (walks.length > 0) {
    const [first, ...rest] = walks.map((walk) => rowsUnder(ctx, walk))
    const pages = await ctx.db.batch([first!, ...rest])
    const further: Walk[] = []
    const writes: Write[] = []
    for (const [i, { sealed, key, ...walked }] of walks.entries()) {
      const pagesSoFar = walked.pages + 1
      const page = pages[i]!
      const changed = await Promise.all(page.map((row) => resealed(ctx, sealed, row)))
      const ready = changed.filter((row) => row !== null)
      done.unreadable += page.length - ready.length
      if (ready.length > 0) writes.push({ sealed, changes: ready })
      const last = page.at(-1)
      if (!last || page.length < PAGE) continue
      const readySoFar = walked.ready + ready.length
      if (readySoFar >= PAGE || pagesSoFar === MOST_PAGES) done.left = true
      else further.push({ sealed, key, after: last.id, pages: pagesSoFar, ready: readySoFar })
    }
    const n = await write(ctx, writes)
    if (n === null) done.left = true
    else done.resealed += n
    walks = further
  }
  return done
}

const raw = (words: string) => sql.raw(words)

function rowsUnder({ db }: Ctx, { sealed: { table, columns, where }, key, after }: Walk) {
  const keyOf = `substr(${columns[0]}, 4, instr(substr(${columns[0]}, 4), '.') - 1)`
  return rows<Row>(
    db,
    sql`
    SELECT id, ${raw(columns.join(', '))} FROM ${raw(table)}
    WHERE ${raw(where)} AND ${raw(keyOf)} = ${key} AND id > ${after} ORDER BY id LIMIT ${PAGE}`,
  )
}

interface Write {
  sealed: SealedTable
  changes: Change[]
}

/** Writes the rows and their leaf, or nothing (null) where one of them is no longer as it was read. */
async function write(ctx: Ctx, writes: Write[]): Promise<number | null> {
  if (writes.length === 0) return 0
  const n = writes.reduce((sum, { changes }) => sum + changes.length, 0)
  const { active } = ctx.keys.field
  const leaf = await leafFor(ctx, {
    action: 'key.rotate',
    subject: `field-key ${active}`,
    facts: { resealed: n },
  })
  const guarded = writes.flatMap(({ sealed, changes }) => [
    writeRows(ctx, sealed, changes),
    guard(ctx.db, changes.length),
  ])
  try {
    await ctx.db.batch([leaf.statement, ...guarded])
    return n
  } catch (error) {
    if (refusalOf(error) === 'stale') return null
    throw error
  }
}

interface Change {
  id: string
  old: (string | null)[]
  next: (string | null)[]
}

async function resealed(ctx: Ctx, { table, columns }: SealedTable, row: Row): Promise<Change | null> {
  const old = columns.map((column) => row[column] ?? null)
  try {
    const next = await Promise.all(
      columns.map((column, i) => {
        const value = old[i]
        return value ? reseal(ctx.keys, { table, column, row: row.id }, value) : (value ?? null)
      }),
    )
    return { id: row.id, old, next }
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `${table} ${row.id}`, fault: error.fault }))
    return null
  }
}

function writeRows({ db }: Ctx, { table, columns }: SealedTable, changes: Change[]) {
  const set = columns.map((column, i) => `${column} = change ->> '$.next[${i}]'`).join(', ')
  const same = columns.map((column, i) => `${table}.${column} IS change ->> '$.old[${i}]'`).join(' AND ')
  return exec(
    db,
    sql`
    UPDATE ${raw(table)} SET ${raw(set)} FROM (SELECT value AS change FROM json_each(${JSON.stringify(changes)}))
    WHERE ${raw(table)}.id = change ->> 'id' AND ${raw(same)}`,
  )
}
