import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'

export interface TownRow {
  code: string
  sort: number
  nameZh: string
  nameEn: string
}

/** Statement: the towns in their order, after the last one of a page. */
export function townRows(db: Db, limit: number, after: (string | number)[] | null) {
  const beyond = after ? sql`(sort, code) > (${Number(after[0])}, ${String(after[1])})` : sql`1`
  return rows<TownRow>(
    db,
    sql`SELECT code, sort, name_zh AS nameZh, name_en AS nameEn FROM town WHERE ${beyond}
      ORDER BY sort, code LIMIT ${limit}`,
  )
}

export const townOf = ({ code, nameZh, nameEn }: TownRow) => ({ code, name: { zh: nameZh, en: nameEn } })

/** The towns in the order the bureau lists them. */
export async function listTowns({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { limit: number; cursor?: string | undefined }
}) {
  const [found] = await ctx.db.batch([townRows(ctx.db, input.limit + 1, readCursor(input.cursor, 2))])
  const items = found.slice(0, input.limit)
  const last = found.length > input.limit ? items.at(-1) : undefined
  return { items: items.map(townOf), nextCursor: last ? cursorOf([last.sort, last.code]) : null }
}
