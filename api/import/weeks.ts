import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { exec, rows } from '../../db/rows.ts'
import { insertAll } from '../../db/seed/insertAll.ts'
import type { StoredRow, Tally } from './changes.ts'

/** The stored rows of these service points (ids) in a table that holds one row for each weekly window. */
export function storedWeeks<T extends object>(db: Db, table: string, ids: readonly string[]) {
  return rows<T & { service_point_id: string }>(
    db,
    sql`SELECT t.* FROM json_each(${JSON.stringify(ids)}) asked
      CROSS JOIN ${sql.raw(table)} t ON t.service_point_id = asked.value`,
  )
}

/**
 * A station's week is one thing: the list replaces the whole week of each station it names, and leaves the others
 * alone. Windows are told apart by the columns in `fields`.
 */
export function replaceWeeks<R extends StoredRow & { service_point_id: string }>(
  db: Db,
  table: string,
  fields: readonly (keyof R & string)[],
  wanted: readonly R[],
  before: readonly (object & { service_point_id: string })[],
) {
  const signature = (list: readonly object[]) =>
    list
      .map((row) => JSON.stringify(fields.map((field) => Reflect.get(row, field) ?? null)))
      .sort()
      .join('\n')
  const old = Map.groupBy(before, (row) => row.service_point_id)
  const tally: Tally = { new: 0, changed: 0, same: 0 }
  const write = [...Map.groupBy(wanted, (row) => row.service_point_id)].flatMap(([id, week]) => {
    const stored = old.get(id)
    const same = stored && signature(stored) === signature(week)
    tally[stored ? (same ? 'same' : 'changed') : 'new'] += 1
    return same ? [] : week
  })
  if (write.length === 0) return { tally, statements: [] }
  const ids = JSON.stringify([...new Set(write.map((row) => row.service_point_id))])
  const clear = exec(
    db,
    sql`DELETE FROM ${sql.raw(table)} WHERE service_point_id IN (SELECT value FROM json_each(${ids}))`,
  )
  return { tally, statements: [clear, ...insertAll(db, table, write)] }
}
