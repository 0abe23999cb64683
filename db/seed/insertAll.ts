import { sql } from 'drizzle-orm'
import type { Db } from '../client.ts'
import { exec } from '../rows.ts'

/** A row by the names of its columns. */
export type Row = Record<string, string | number | boolean | null>

/** D1 takes a parameter of 2 MB at most; Chinese is three bytes a character. */
const partCharacters = 600_000

/**
 * Statements that insert these rows, each from one JSON parameter, so that thousands of rows cost few. Keys are
 * column names; a row that is there already stays as it is.
 */
export function insertAll(db: Db, table: string, list: readonly Row[]) {
  const [first] = list
  if (!first) return []
  const columns = Object.keys(first)
  const names = sql.raw(columns.join(', '))
  const values = sql.raw(columns.map((column) => `value ->> '${column}'`).join(', '))
  return jsonParts(list).map((json) =>
    exec(
      db,
      sql`INSERT INTO ${sql.raw(table)} (${names}) SELECT ${values} FROM json_each(${json}) WHERE true
        ON CONFLICT DO NOTHING`,
    ),
  )
}

/** Rows as JSON arrays, each short enough to be one parameter. */
export function jsonParts(list: readonly object[]): string[] {
  const found: string[][] = []
  let size = 0
  for (const text of list.map((row) => JSON.stringify(row))) {
    const part = found.at(-1)
    if (part && size + text.length <= partCharacters) {
      part.push(text)
      size += text.length
    } else {
      found.push([text])
      size = text.length
    }
  }
  return found.map((part) => `[${part.join(',')}]`)
}
