import { sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { exec } from './rows.ts'

/**
 * Statement that undoes the whole batch, as 'stale' (db/refusal.ts), unless the statement in front of it changed
 * exactly this many rows: an UPDATE that matches nothing does not fail by itself.
 */
export function guard(db: Db, changed = 1) {
  return exec(db, sql`INSERT INTO guard (ok) SELECT changes() = ${changed}`)
}
