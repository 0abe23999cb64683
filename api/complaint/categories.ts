import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import type { KindCode } from './kinds/declaration.ts'

interface CategoryRow {
  code: string
  kind: KindCode
  nameZh: string
  nameEn: string
  hintZh: string
  hintEn: string
}

/** What a kind is sorted by, as it is offered. */
export interface Category {
  code: string
  kind: KindCode
  name: Text
  hint: Text
}

const columns = sql.raw(
  'code, kind, name_zh AS nameZh, name_en AS nameEn, hint_zh AS hintZh, hint_en AS hintEn',
)

/** Statement: a category that is in use, or no row. */
export const categoryRow = ({ db }: Ctx, code: string | undefined) =>
  rows<CategoryRow>(
    db,
    sql`SELECT ${columns} FROM complaint_category WHERE code = ${code ?? ''} AND off_at IS NULL`,
  )

/** Statement: the categories in use of these kinds, in order. */
export const categoryRows = ({ db }: Ctx, kinds: readonly KindCode[]) =>
  rows<CategoryRow>(
    db,
    sql`SELECT ${columns} FROM complaint_category
        WHERE kind IN (SELECT value FROM json_each(${JSON.stringify(kinds)})) AND off_at IS NULL
        ORDER BY kind, position LIMIT 100`,
  )

/** A category as it is offered. */
export const categoryOf = ({ code, kind, nameZh, nameEn, hintZh, hintEn }: CategoryRow): Category => ({
  code,
  kind,
  name: { zh: nameZh, en: nameEn },
  hint: { zh: hintZh, en: hintEn },
})
