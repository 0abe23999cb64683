import { env } from 'cloudflare:workers'

/** What a D1 that misbehaves does, and what it saw. */
export interface Fault {
  /** Fails this statement (from 0) of the batch with this number (from 0); the database itself undoes the rest. */
  at?: { batch: number; statement: number } | undefined
  /** Throws this instead of running that batch (and its repetitions, `tries` in all), or after it was carried out. */
  throws?: { batch: number; message: string; after?: boolean; tries?: number } | undefined
  /** Statements of each batch since the last reset. */
  sizes: number[]
}

/** The test database behind a fault that the test sets: what a lost line or a bad statement does to a write. */
export function faulty() {
  const fault: Fault = { sizes: [] }
  const broken = () => env.DB.prepare("INSERT INTO guard (ok) SELECT raised_by_a_test FROM (SELECT 'x' AS y)")
  const DB = new Proxy(env.DB, {
    get(target, property) {
      if (property !== 'batch') {
        const value = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return async (statements: D1PreparedStatement[]) => {
        const batch = fault.sizes.push(statements.length) - 1
        const { at, throws } = fault
        const struck = throws && batch >= throws.batch && batch < throws.batch + (throws.tries ?? 1)
        if (struck && !throws.after) throw new Error(throws.message)
        const sent = at?.batch === batch ? statements.with(at.statement, broken()) : statements
        const results = await target.batch(sent)
        if (struck) throw new Error(throws.message)
        return results
      }
    },
  })
  return {
    DB,
    fault,
    reset: (next: Omit<Fault, 'sizes'> = {}) => {
      fault.at = next.at
      fault.throws = next.throws
      fault.sizes = []
    },
  }
}

/** How D1 says that an answer was lost, whether or not the work was done. */
const lost = [
  'D1_ERROR: Network connection lost.',
  'D1_ERROR: Internal error in D1 DB storage caused object to be reset.',
  'D1_ERROR: D1 DB reset because its code was updated.',
]

/** How it says that nothing was done. */
const undone = [
  'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
  'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
  'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
]

/** The test database where this share of calls fails: one half before they are carried out, one half after. */
export function failing(share: number) {
  const seen = { calls: 0, before: 0, after: 0 }
  const error = (words: string[]) => new Error(words[Math.floor(Math.random() * words.length)])
  const DB = new Proxy(env.DB, {
    get(target, property) {
      if (property !== 'batch') {
        const value = Reflect.get(target, property, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return async (statements: D1PreparedStatement[]) => {
        seen.calls += 1
        const lot = Math.random()
        if (lot < share / 2) {
          seen.before += 1
          throw error([...lost, ...undone])
        }
        const results = await target.batch(statements)
        if (lot >= share) return results
        seen.after += 1
        throw error(lost)
      }
    },
  })
  return { DB, seen }
}

/** Every table with its rows, as text. */
export async function everyRow(): Promise<Record<string, string>> {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' ORDER BY name",
  ).all<{ name: string }>()
  const dumped = await env.DB.batch(results.map(({ name }) => env.DB.prepare(`SELECT * FROM "${name}"`)))
  return Object.fromEntries(results.map(({ name }, i) => [name, JSON.stringify(dumped[i]!.results)]))
}
