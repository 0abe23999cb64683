import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './client.ts'
import { exec } from './rows.ts'

/**
 * Statement that undoes the whole batch, as 'stale' (db/refusal.ts), unless the statement in front of it changed
 * exactly this many rows: an UPDATE that matches nothing does not fail by itself.
 */
export function guard(db: Db, changed = 1) {
  return exec(db, sql`INSERT INTO guard (ok) SELECT changes() = ${changed}`)
}

/**
 * Statement that undoes the whole batch, as 'stale', unless a query of one value still answers what was read before: who
 * edits a list at the same time as somebody else is told so, and neither loses what they wrote unseen.
 */
export function guardSame(db: Db, query: SQL, before: string) {
  return exec(db, sql`INSERT INTO guard (ok) SELECT (${query}) IS ${before}`)
}
