import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { exec, rows } from '../../db/rows.ts'
import { jsonParts } from '../../db/seed/insertAll.ts'

export type Value = string | number | boolean | null
export type StoredRow = Record<string, Value>

/** How many rows of a table are new, differ from what is stored, or are the same. */
export interface Tally {
  new: number
  changed: number
  same: number
}

/** Rows of one table by its key column, as stored. */
export function stored<T extends object>(db: Db, table: string, key: string, keys: readonly string[]) {
  return rows<T>(
    db,
    sql`SELECT t.* FROM json_each(${JSON.stringify(keys)}) asked CROSS JOIN ${sql.raw(table)} t ON t.${sql.raw(key)} = asked.value`,
  )
}

const plain = (value: unknown) => (typeof value === 'boolean' ? Number(value) : (value ?? null))

/**
 * Sorts the rows that should be into new, changed and the same, by key. Columns in `stamps` are written with a
 * change but are none.
 */
export function compare<R extends StoredRow>(
  wanted: readonly R[],
  before: ReadonlyMap<string, object>,
  keyOf: (row: R) => string,
  stamps: readonly string[] = [],
): { write: R[]; tally: Tally } {
  const tally: Tally = { new: 0, changed: 0, same: 0 }
  const write = wanted.filter((row) => {
    const old: Record<string, unknown> | undefined = before.get(keyOf(row)) as
      | Record<string, unknown>
      | undefined
    const differs =
      old &&
      Object.entries(row).some(([name, value]) => !stamps.includes(name) && plain(value) !== plain(old[name]))
    tally[old ? (differs ? 'changed' : 'same') : 'new'] += 1
    return !old || differs
  })
  return { write, tally }
}

/**
 * Statements that write these rows, each from one JSON parameter: a row whose key is there is brought up to date
 * but for the columns in `keep`. Keys are column names.
 */
export function upsertAll<R extends StoredRow>(
  db: Db,
  table: string,
  key: string,
  list: readonly R[],
  keep: readonly string[] = [],
) {
  const [first] = list
  if (!first) return []
  const columns = Object.keys(first)
  const set = columns.filter((column) => column !== key && !keep.includes(column))
  const names = sql.raw(columns.join(', '))
  const values = sql.raw(columns.map((column) => `value ->> '${column}'`).join(', '))
  const updates = sql.raw(set.map((column) => `${column} = excluded.${column}`).join(', '))
  return jsonParts(list).map((json) =>
    exec(
      db,
      sql`INSERT INTO ${sql.raw(table)} (${names}) SELECT ${values} FROM json_each(${json}) WHERE true
        ON CONFLICT (${sql.raw(key)}) DO UPDATE SET ${updates}`,
    ),
  )
}
