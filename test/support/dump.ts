import { env } from 'cloudflare:workers'

/** What stands in each table, as one text, and in the store. */
export type Dump = Record<string, string>

/** A table, and the query that tells all of it. */
export interface Told {
  name: string
  all: string
}

/** The tables in which nothing stands: whatever does later came of what was asked. */
export async function emptyTables(): Promise<Told[]> {
  const { results } = await env.DB.prepare(
    `SELECT m.name AS name, group_concat('"' || c.name || '"') AS columns
     FROM sqlite_master m JOIN pragma_table_info(m.name) c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_cf_%' AND m.sql LIKE 'CREATE TABLE%'
       AND m.name NOT LIKE '%_fts%' AND m.name <> 'd1_migrations' GROUP BY m.name ORDER BY m.name`,
  ).all<{ name: string; columns: string }>()
  const counts = await env.DB.batch<{ n: number }>(
    results.map(({ name }) => env.DB.prepare(`SELECT count(*) AS n FROM "${name}"`)),
  )
  return results
    .filter((_, place) => counts[place]?.results[0]?.n === 0)
    .map(({ name, columns }) => ({
      name,
      all: `SELECT group_concat(one, char(10)) AS rows FROM (SELECT json_array(${columns}) AS one FROM "${name}" ORDER BY 1)`,
    }))
}

/** What stands in these tables, row by row, and in the store. */
export async function dumpOf(tables: readonly Told[]): Promise<Dump> {
  const [told, { objects }] = await Promise.all([
    env.DB.batch<{ rows: string | null }>(tables.map(({ all }) => env.DB.prepare(all))),
    env.FILES.list(),
  ])
  return {
    ...Object.fromEntries(tables.map(({ name }, place) => [name, told[place]?.results[0]?.rows ?? ''])),
    store: objects.map(({ key, etag }) => `${key} ${etag}`).join('\n'),
  }
}

/** The tables that are not as they were. */
export const changedIn = (before: Dump, after: Dump): string[] =>
  Object.keys(after).filter((table) => before[table] !== after[table])
