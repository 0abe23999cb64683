import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import type { DirectoryList } from './schema.ts'

const directoryPage = 1000

/** Every public page's name, a thousand a page, for the sitemap. */
export async function listDirectory({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<DirectoryList> {
  const after = readCursor(input.cursor, 2)
  const [kind, id] = after ? [String(after[0]), String(after[1])] : ['', '']
  const part = (name: string, table: string, column: string) =>
    sql`SELECT ${name} AS kind, ${sql.raw(column)} AS id FROM ${sql.raw(table)}
      WHERE ${name} > ${kind} OR (${name} = ${kind} AND ${sql.raw(column)} > ${id})`
  const [found] = await ctx.db.batch([
    rows<{ kind: 'matter' | 'paper' | 'station'; id: string }>(
      ctx.db,
      sql`${part('matter', 'matter', 'code')} UNION ALL ${part('paper', 'paper', 'id')}
        UNION ALL ${part('station', 'service_point', 'slug')} ORDER BY 1, 2 LIMIT ${directoryPage + 1}`,
    ),
  ])
  const items = found.slice(0, directoryPage)
  const last = found.length > directoryPage ? items.at(-1) : undefined
  return { items, nextCursor: last ? cursorOf([last.kind, last.id]) : null }
}
