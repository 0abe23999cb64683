/**
 * Runs `fill` while the triggers and indexes of these tables are away, and puts them back: row by row they cost many
 * times what one pass at the end does. `count` runs in between, with the indexes there and the triggers still away.
 */
export async function atOnce(
  db: D1Database,
  tables: readonly string[],
  fill: () => Promise<void>,
  count: () => Promise<void>,
): Promise<void> {
  // An index that belongs to a constraint has no text of its own, and stays.
  const { results } = await db
    .prepare(
      `SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL
         AND tbl_name IN (SELECT value FROM json_each(?1))`,
    )
    .bind(JSON.stringify(tables))
    .all<{ type: string; name: string; sql: string }>()
  const indexes = results.filter(({ type }) => type === 'index')
  const triggers = results.filter(({ type }) => type === 'trigger')
  await db.batch(results.map(({ type, name }) => db.prepare(`DROP ${type} ${name}`)))
  await fill()
  for (const { sql } of indexes) await db.prepare(sql).run()
  await count()
  if (triggers.length) await db.batch(triggers.map(({ sql }) => db.prepare(sql)))
}

/** The columns a table has; none where there is no such table. */
export async function columnsOf(db: D1Database, table: string): Promise<Set<string>> {
  const { results } = await db
    .prepare('SELECT name FROM pragma_table_info(?1)')
    .bind(table)
    .all<{ name: string }>()
  return new Set(results.map(({ name }) => name))
}
