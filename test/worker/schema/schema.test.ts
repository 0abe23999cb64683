import { env } from 'cloudflare:workers'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, test } from 'vitest'
import * as schema from '../../../db/schema/index.ts'

const tables = (Object.values(schema) as unknown[]).filter((one): one is SQLiteTable => is(one, SQLiteTable))

/** Each column of a migrated table as `name type null`; a primary key is never null. */
async function migrated(table: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    'SELECT name, type, "notnull" AS required, pk FROM pragma_table_info(?)',
  )
    .bind(table)
    .all<{ name: string; type: string; required: number; pk: number }>()
  return results.map(({ name, type, required, pk }) => line(name, type, Boolean(required || pk))).sort()
}

const line = (name: string, type: string, required: boolean) =>
  `${name} ${type.toLowerCase()}${required ? ' not null' : ''}`

/** The same, as the code believes it. */
function believed(table: SQLiteTable): string[] {
  return Object.values(getTableColumns(table))
    .map((column) => line(column.name, column.getSQLType(), column.notNull || column.primary))
    .sort()
}

test('there are tables to compare', () => {
  expect(tables.length).toBeGreaterThan(20)
})

test.each(tables.map((table) => [getTableName(table), table] as const))(
  'the table %s is what the migrations made',
  async (name, table) => {
    expect(believed(table)).toEqual(await migrated(name))
  },
)

test('every migrated table is known to the code', async () => {
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT GLOB '_cf_*' AND name <> 'd1_migrations'",
  ).all<{ name: string }>()
  const known = new Set(tables.map((table) => getTableName(table)))
  expect(results.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
})

test('no statement of the schema can empty another table', async () => {
  for (const table of tables) {
    const { results } = await env.DB.prepare('SELECT on_delete FROM pragma_foreign_key_list(?)')
      .bind(getTableName(table))
      .all<{ on_delete: string }>()
    expect(results.filter(({ on_delete }) => on_delete === 'CASCADE')).toEqual([])
  }
})
