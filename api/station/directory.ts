import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import type { DirectoryList } from './schema.ts'

const directoryPage = 1000

/** Where the names of each kind of page stand, in the order the directory lists them. */
const parts = [
  { kind: 'matter', table: 'matter', column: 'code' },
  { kind: 'notice', table: 'notice', column: 'id', where: "AND state = 'published'" },
  { kind: 'paper', table: 'paper', column: 'id' },
  { kind: 'station', table: 'service_point', column: 'slug' },
] satisfies { kind: DirectoryList['items'][number]['kind']; table: string; column: string; where?: string }[]

/** Every public page's name, a thousand a page, for the sitemap: each kind is read from where the last page ended. */
export async function listDirectory({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<DirectoryList> {
  const [kind, id] = (readCursor(input.cursor, 2) ?? ['', '']).map(String) as [string, string]
  const names = parts.map((part) => {
    const column = sql.raw(part.column)
    return part.kind < kind
      ? sql`SELECT NULL AS id WHERE 0`
      : sql`SELECT ${column} AS id FROM ${sql.raw(part.table)} WHERE ${column} > ${part.kind === kind ? id : ''}
          ${sql.raw(part.where ?? '')}
          ORDER BY ${column} LIMIT ${directoryPage + 1}`
  })
  const [matters, notices, papers, stations] = names.map((name) => rows<{ id: string }>(ctx.db, name))
  const read = await ctx.db.batch([matters!, notices!, papers!, stations!])
  const found = parts.flatMap((part, i) => (read[i] ?? []).map((row) => ({ kind: part.kind, id: row.id })))
  const items = found.slice(0, directoryPage)
  const last = found.length > directoryPage ? items.at(-1) : undefined
  return { items, nextCursor: last ? cursorOf([last.kind, last.id]) : null }
}
