import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import { guard, guardSame } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { typed } from '../../appointment/wanted.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { words } from '../../import/cells.ts'
import { textSchema } from '../../openapi.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { allow } from '../../staff/permission.ts'
import { fieldReader } from '../../station/edit/read.ts'
import { type KindCode, kindCodes } from '../kinds/declaration.ts'
import { kinds } from '../kinds/index.ts'

/** The most characters of a name, and of the examples below it. */
const nameMost = 40
const hintMost = 120
/** More than anybody chooses from. */
const categoriesMost = 20

/** The kinds that are sorted by categories. */
export const sortedKinds = kinds.filter(({ sorted }) => sorted)

const named = {
  name: z.strictObject({ zh: typed(200), en: typed(400) }),
  hint: z.strictObject({ zh: typed(600), en: typed(1200) }),
}
export const categoryParam = z.strictObject({ code: z.string().min(1).max(60) })
export const addCategorySchema = z.strictObject({ kind: z.enum(kindCodes), ...named })
export const changeCategorySchema = z.strictObject({
  ...named,
  off: z.boolean(),
  seen: z.string().max(4000).openapi({ description: '`seen` of the category as it was read' }),
})
export const orderCategoriesSchema = z.strictObject({
  kind: z.enum(kindCodes),
  codes: z
    .array(z.string().max(60))
    .min(1)
    .max(categoriesMost)
    .openapi({ description: 'All of them, in order' }),
})
const categorySchema = z.object({
  code: z.string(),
  kind: z.enum(kindCodes),
  name: textSchema,
  hint: textSchema,
  off: z.boolean(),
  seen: z.string(),
})
export const categoriesSchema = z.object({ items: z.array(categorySchema) }).openapi('ComplaintCategories')
export const categoryDoneSchema = z.object({ code: z.string() })
export const categoriesOrderedSchema = z.object({ codes: z.array(z.string()) })
export type Categories = z.infer<typeof categoriesSchema>

interface Row {
  code: string
  kind: KindCode
  nameZh: string
  nameEn: string
  hintZh: string
  hintEn: string
  off: 0 | 1
  seen: string
}

/** What stands of a category, as one value: who changes it says what they saw. */
const standing = sql.raw(`json_array(name_zh, name_en, hint_zh, hint_en, off_at IS NOT NULL)`)
const orderOf = (kind: KindCode) =>
  sql`SELECT json_group_array(code) FROM (SELECT code FROM complaint_category WHERE kind = ${kind} ORDER BY position, code)`

const categoriesStatement = ({ db }: Ctx) =>
  rows<Row>(
    db,
    sql`SELECT code, kind, name_zh AS nameZh, name_en AS nameEn, hint_zh AS hintZh, hint_en AS hintEn,
          off_at IS NOT NULL AS off, ${standing} AS seen FROM complaint_category ORDER BY kind, position, code LIMIT 200`,
  )

/** What small problems are sorted by, with what is out of use. Throws not-allowed. */
export async function listCategories({ ctx }: { ctx: Ctx }): Promise<Categories> {
  allow(ctx.actor, 'complaint.terms', '*')
  const [found] = await ctx.db.batch([categoriesStatement(ctx)])
  return {
    items: found.map(({ code, kind, nameZh, nameEn, hintZh, hintEn, off, seen }) => ({
      code,
      kind,
      name: { zh: nameZh, en: nameEn },
      hint: { zh: hintZh, en: hintEn },
      off: off === 1,
      seen,
    })),
  }
}

type Named = { name: { zh: string; en: string }; hint: { zh: string; en: string } }

function read({ name, hint }: Named) {
  const reader = fieldReader()
  const fields = {
    nameZh: reader.value('/name/zh', name.zh, words(nameMost), true),
    nameEn: reader.value('/name/en', name.en, words(nameMost * 2), true),
    hintZh: reader.value('/hint/zh', hint.zh, words(hintMost)),
    hintEn: reader.value('/hint/en', hint.en, words(hintMost * 2)),
  }
  reader.done()
  return fields
}

/** Adds a category behind the others of its kind. Throws invalid-input, not-allowed, stale when somebody added one just now. */
export async function addCategory({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Named & { kind: KindCode }
}): Promise<{ code: string }> {
  const staff = allow(ctx.actor, 'complaint.terms', '*')
  if (!sortedKinds.some(({ code }) => code === input.kind)) throw invalid('/kind', 'wrong-value')
  const { nameZh, nameEn, hintZh, hintEn } = read(input)
  const code = newId('cc')
  const leaf = await leafFor(ctx, {
    action: 'complaint.category',
    subject: code,
    facts: { what: 'add', kind: input.kind, name: nameZh, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO complaint_category (code, kind, name_zh, name_en, hint_zh, hint_en, position)
          SELECT ${code}, ${input.kind}, ${nameZh}, ${nameEn}, ${hintZh}, ${hintEn}, coalesce(max(position), 0) + 1
          FROM complaint_category WHERE kind = ${input.kind} HAVING count(*) < ${categoriesMost}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { code }
}

/**
 * Renames a category, or switches it off or on; what was sorted by it stays so. Throws invalid-input (also for the last in
 * use of its kind), record-not-found, not-allowed, stale.
 */
export async function changeCategory({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Named & { code: string; off: boolean; seen: string }
}): Promise<{ code: string }> {
  const staff = allow(ctx.actor, 'complaint.terms', '*')
  const { code, off, seen } = input
  const { nameZh, nameEn, hintZh, hintEn } = read(input)
  const [found] = await ctx.db.batch([categoriesStatement(ctx)])
  const row = found.find((each) => each.code === code)
  if (!row) throw new Problem('record-not-found')
  if (row.seen !== seen) throw new Problem('stale')
  const others = sql`EXISTS (SELECT 1 FROM complaint_category o WHERE o.kind = ${row.kind} AND o.code <> ${code} AND o.off_at IS NULL)`
  if (off && !found.some((each) => each.kind === row.kind && each.code !== code && !each.off))
    throw invalid('/off', 'category.last')
  const leaf = await leafFor(ctx, {
    action: 'complaint.category',
    subject: code,
    facts: { what: 'change', before: row.nameZh, name: nameZh, wasOff: row.off === 1, off, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE complaint_category SET name_zh = ${nameZh}, name_en = ${nameEn}, hint_zh = ${hintZh},
            hint_en = ${hintEn}, off_at = CASE WHEN ${off ? 1 : 0} THEN coalesce(off_at, ${ctx.clock.now()}) END
          WHERE code = ${code} AND ${standing} = ${seen} AND (${off ? 0 : 1} OR ${others})`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { code }
}

/** Puts the categories of a kind in this order, all of them. Throws not-allowed, stale when one came meanwhile. */
export async function orderCategories({
  ctx,
  input: { kind, codes },
}: {
  ctx: Ctx
  input: { kind: KindCode; codes: readonly string[] }
}): Promise<{ codes: string[] }> {
  const staff = allow(ctx.actor, 'complaint.terms', '*')
  const [found] = await ctx.db.batch([categoriesStatement(ctx)])
  const before = found.filter((each) => each.kind === kind).map(({ code }) => code)
  if (before.toSorted().join() !== [...codes].sort().join()) throw new Problem('stale')
  const leaf = await leafFor(ctx, {
    action: 'complaint.category',
    subject: kind,
    facts: { what: 'order', before, after: [...codes], staff: staff.id },
  })
  await ctx.db.batch([
    guardSame(ctx.db, orderOf(kind), JSON.stringify(before)),
    exec(
      ctx.db,
      sql`UPDATE complaint_category SET position = v.key + 1 FROM json_each(${JSON.stringify(codes)}) v
          WHERE complaint_category.code = v.value`,
    ),
    leaf.statement,
  ])
  return { codes: [...codes] }
}
