import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { FieldError, reseal } from './field.ts'
import { type SealedTable, sealedTables } from './sealedTable.ts'

/** Rows of each table sealed anew in one run (every five minutes): some 57,000 a day. */
const ROWS_A_RUN = 200

type Row = Record<string, string | null> & { id: string }

/** What a run did. An old key may leave the ring once `left` is false and `unreadable` is 0. */
export interface Rotated {
  resealed: number
  /** Rows that do not open at their place: altered, or moved. They are left as they are. */
  unreadable: number
  left: boolean
}

/**
 * Job `key.rotate`: seals every field that stands under an older key of the ring under the active one. A row changes
 * only if it is still as it was read, all its fields at once, so readers holding the ring never meet a field they
 * cannot open. Audited when it did anything.
 */
export async function rotate(ctx: Ctx): Promise<Rotated> {
  const { active, byId } = ctx.keys.field
  const older = [...byId.keys()].filter((id) => id !== active)
  const done: Rotated = { resealed: 0, unreadable: 0, left: false }
  if (older.length === 0) return done
  const [first, ...rest] = sealedTables.map((table) => rowsUnder(ctx, table, older))
  const found = await ctx.db.batch([first!, ...rest])
  const writes = []
  for (const [i, sealed] of sealedTables.entries()) {
    const changed = await Promise.all(found[i]!.map((row) => resealed(ctx, sealed, row)))
    const ready = changed.filter((row) => row !== null)
    done.resealed += ready.length
    done.unreadable += changed.length - ready.length
    done.left ||= changed.length === ROWS_A_RUN
    if (ready.length > 0) writes.push(writeRows(ctx, sealed, ready))
  }
  if (done.resealed > 0) {
    const facts = { resealed: done.resealed, unreadable: done.unreadable }
    const leaf = await leafFor(ctx, { action: 'key.rotate', subject: `field-key ${active}`, facts })
    await ctx.db.batch([leaf.statement, ...writes])
  }
  return done
}

const raw = (words: string) => sql.raw(words)

function rowsUnder({ db }: Ctx, { table, columns, where }: SealedTable, older: string[]) {
  const key = `substr(${columns[0]}, 4, instr(substr(${columns[0]}, 4), '.') - 1)`
  return rows<Row>(
    db,
    sql`
    SELECT id, ${raw(columns.join(', '))} FROM ${raw(table)}
    WHERE ${raw(where)} AND ${raw(key)} IN (SELECT value FROM json_each(${JSON.stringify(older)})) LIMIT ${ROWS_A_RUN}`,
  )
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
