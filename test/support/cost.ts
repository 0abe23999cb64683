import { env } from 'cloudflare:workers'
import { countCost, type D1Cost } from '../../db/client.ts'
import { apiClient } from './api.ts'

/** A client of the API beside what its calls cost the database. */
export function costed() {
  const cost: D1Cost = { trips: 0, rowsRead: 0, rowsWritten: 0 }
  return { api: apiClient({ bindings: { DB: countCost(env.DB, cost) } }), cost }
}
