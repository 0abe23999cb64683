import { env } from 'cloudflare:workers'
import { apiClient } from './api.ts'

/** Every SQL text the tests of a file sent through `costed`, for EXPLAIN QUERY PLAN. */
export const seenSql = new Set<string>()

/**
 * A client of the API beside what its calls cost the database: round trips, rows read and direct calls,
 * which there must be none of: only a batch is one trip, one snapshot and counted.
 */
export function costed(options: Parameters<typeof apiClient>[0] = {}) {
  const cost = { trips: 0, rowsRead: 0, direct: 0 }
  const watched = (statement: D1PreparedStatement): D1PreparedStatement => {
    for (const call of ['first', 'run', 'all', 'raw'] as const) {
      const original = statement[call].bind(statement) as (...args: unknown[]) => unknown
      Object.defineProperty(statement, call, {
        configurable: true,
        value: (...args: unknown[]) => {
          cost.direct += 1
          return original(...args)
        },
      })
    }
    const bind = statement.bind.bind(statement)
    Object.defineProperty(statement, 'bind', {
      configurable: true,
      value: (...args: unknown[]) => watched(bind(...args)),
    })
    return statement
  }
  const DB = new Proxy(env.DB, {
    get(target, property) {
      if (property === 'prepare') {
        return (sql: string) => {
          seenSql.add(sql)
          return watched(target.prepare(sql))
        }
      }
      if (property === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          cost.trips += 1
          const results = await target.batch(statements)
          for (const { meta } of results) cost.rowsRead += meta.rows_read ?? 0
          return results
        }
      }
      const value = Reflect.get(target, property, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { api: apiClient({ ...options, bindings: { ...options.bindings, DB } }), cost, DB }
}
