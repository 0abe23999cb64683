import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import { onlyReads, repeated } from './repeat.ts'

/** Drizzle over D1. Every call is `db.batch([...])`: one round trip, one transaction, one snapshot. */
export type Db = DrizzleD1Database & { $client: D1Database }

/** What one request cost: D1 round trips, rows scanned (also the bill) and rows written. */
export interface D1Cost {
  trips: number
  rowsRead: number
  rowsWritten: number
}

export function openDb(d1: D1Database): Db {
  // Without the schema: handed over, drizzle would work out its relations anew for every request.
  return drizzle(d1)
}

/**
 * The same database with its cost counted into `cost`. Only `batch` reports rows; a direct call on a
 * statement is counted as a trip with no rows, and a test fails on it. A batch that only reads is repeated when the
 * line breaks, and each try is a trip; one that writes never is.
 */
export function countCost(d1: D1Database, cost: D1Cost): D1Database {
  const reading = new WeakSet<D1PreparedStatement>()
  const watch = (statement: D1PreparedStatement, reads: boolean): D1PreparedStatement => {
    if (reads) reading.add(statement)
    for (const call of ['first', 'run', 'all', 'raw'] as const) {
      const original = statement[call].bind(statement) as (...args: unknown[]) => unknown
      Object.defineProperty(statement, call, {
        value: (...args: unknown[]) => {
          cost.trips += 1
          return original(...args)
        },
      })
    }
    const bind = statement.bind.bind(statement)
    Object.defineProperty(statement, 'bind', { value: (...args: unknown[]) => watch(bind(...args), reads) })
    return statement
  }
  return new Proxy(d1, {
    get(target, property) {
      if (property === 'prepare') return (sql: string) => watch(target.prepare(sql), onlyReads(sql))
      if (property === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          const run = () => {
            cost.trips += 1
            return target.batch(statements)
          }
          const results = await (statements.every((one) => reading.has(one)) ? repeated(run) : run())
          for (const { meta } of results) {
            cost.rowsRead += meta.rows_read ?? 0
            cost.rowsWritten += meta.rows_written ?? 0
          }
          return results
        }
      }
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
