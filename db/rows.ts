import type { SQL } from 'drizzle-orm'
import type { RunnableQuery } from 'drizzle-orm/runnable-query'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Db } from './client.ts'

const dialect = new SQLiteAsyncDialect()

/**
 * Written-out SQL as one statement of a `db.batch([...])`: its rows, columns by name. Drizzle's own
 * `db.all(sql)` cannot bind values inside a D1 batch, and its joined selects lose columns of equal
 * name there, so joins are written out with this.
 */
export function rows<T extends object>(db: Db, query: SQL): RunnableQuery<T[], 'sqlite'> {
  return statement(db, query, (result) => result.results as T[])
}

/** A write as one statement of a batch: how many rows it changed. */
export function exec(db: Db, query: SQL): RunnableQuery<{ changes: number }, 'sqlite'> {
  return statement(db, query, (result) => ({ changes: result.meta.changes }))
}

function statement<T>(db: Db, query: SQL, read: (result: D1Result) => T): RunnableQuery<T, 'sqlite'> {
  const built = dialect.sqlToQuery(query)
  const prepared = {
    stmt: db.$client.prepare(built.sql),
    getQuery: () => built,
    mapResult: read,
  }
  return { _: { dialect: 'sqlite', result: undefined as T }, _prepare: () => prepared } as RunnableQuery<
    T,
    'sqlite'
  >
}
