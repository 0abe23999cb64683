import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { allow } from '../../staff/permission.ts'
import { type TemplateListRow, templateColumns } from './caseQuery.ts'
import { readSaid } from './say.ts'
import type { AnswerTemplate, TemplateChange, TemplateInput } from './templateSchema.ts'
import { templateView } from './templateView.ts'

const permission = 'application.handle'
/** The longest title, characters. */
const titleMost = 60

const pointRow = (ctx: Ctx, slug: string) =>
  rows<{ id: string }>(ctx.db, sql`SELECT id FROM service_point WHERE slug = ${slug}`)

const templateRow = (ctx: Ctx, id: string) =>
  rows<TemplateListRow>(
    ctx.db,
    sql`SELECT ${templateColumns} FROM answer_template t WHERE t.id = ${id} AND t.off_at IS NULL`,
  )

/** The id of a service point, or '*' for all. Throws record-not-found. */
function pointIn(slug: string, [row]: readonly { id: string }[]): string {
  if (slug === '*') return '*'
  if (!row) throw new Problem('record-not-found')
  return row.id
}

/** The templates of a service point and of all, for a matter and a state where given. Throws record-not-found, not-allowed. */
export async function listTemplates({
  ctx,
  input: { station, matter, state },
}: {
  ctx: Ctx
  input: { station: string; matter?: string | undefined; state?: string | undefined }
}): Promise<{ items: AnswerTemplate[] }> {
  const [points, found] = await ctx.db.batch([
    pointRow(ctx, station),
    rows<TemplateListRow>(
      ctx.db,
      sql`SELECT ${templateColumns} FROM answer_template t
          WHERE t.service_point_id IN (SELECT '*' UNION ALL SELECT id FROM service_point WHERE slug = ${station})
            AND t.off_at IS NULL
            AND (${matter ?? null} IS NULL OR t.matter_code IS NULL OR t.matter_code = ${matter ?? null})
            AND (${state ?? null} IS NULL OR t.state IS NULL OR t.state = ${state ?? null})
          ORDER BY t.title, t.id LIMIT 50`,
    ),
  ])
  allow(ctx.actor, permission, pointIn(station, points))
  return { items: found.map((row) => templateView(ctx, row)) }
}

/** Makes a template for a service point, or ('*') for all. Throws record-not-found, not-allowed, invalid-input. */
export async function makeTemplate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: TemplateInput
}): Promise<AnswerTemplate> {
  const [points, matters] = await ctx.db.batch([pointRow(ctx, input.station), matterRow(ctx, input.matter)])
  const point = pointIn(input.station, points)
  const staff = allow(ctx.actor, permission, point)
  const { title, zh, en, matter } = readContent(input, matters)
  const id = newId('at')
  const leaf = await leafFor(ctx, {
    action: 'application.template',
    subject: id,
    facts: { did: 'made', point, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO answer_template (id, service_point_id, matter_code, state, title, words_zh, words_en, made_by, made_at)
          VALUES (${id}, ${point}, ${matter}, ${input.state}, ${title}, ${zh}, ${en}, ${staff.id}, ${ctx.clock.now()})`,
    ),
    leaf.statement,
  ])
  const slug = point === '*' ? null : input.station
  return templateView(ctx, { id, pointId: point, slug, matter, state: input.state, title, zh, en, rev: 0 })
}

/** Changes a template. Throws record-not-found, not-allowed, invalid-input, stale. */
export async function changeTemplate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: TemplateChange & { id: string }
}): Promise<AnswerTemplate> {
  const [found, matters] = await ctx.db.batch([templateRow(ctx, input.id), matterRow(ctx, input.matter)])
  const { row, staff } = own(ctx, found, input.rev)
  const { title, zh, en, matter } = readContent(input, matters)
  const leaf = await leafFor(ctx, {
    action: 'application.template',
    subject: row.id,
    facts: { did: 'changed', point: row.pointId, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE answer_template SET matter_code = ${matter}, state = ${input.state}, title = ${title},
            words_zh = ${zh}, words_en = ${en}, rev = rev + 1
          WHERE id = ${row.id} AND rev = ${row.rev} AND off_at IS NULL`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return templateView(ctx, { ...row, matter, state: input.state, title, zh, en, rev: row.rev + 1 })
}

/** Switches a template off, for good. Throws record-not-found, not-allowed, stale. */
export async function endTemplate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { id: string; rev: number }
}): Promise<{ id: string }> {
  const [found] = await ctx.db.batch([templateRow(ctx, input.id)])
  const { row, staff } = own(ctx, found, input.rev)
  const leaf = await leafFor(ctx, {
    action: 'application.template',
    subject: row.id,
    facts: { did: 'ended', point: row.pointId, staff: staff.id },
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE answer_template SET off_at = ${ctx.clock.now()}, rev = rev + 1
          WHERE id = ${row.id} AND rev = ${row.rev} AND off_at IS NULL`,
    ),
    guard(ctx.db),
    leaf.statement,
  ])
  return { id: row.id }
}

function own(ctx: Ctx, [row]: readonly TemplateListRow[], rev: number) {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  if (row.rev !== rev) throw new Problem('stale')
  return { row, staff }
}

const matterRow = (ctx: Ctx, code: string | null) =>
  rows<{ code: string }>(ctx.db, sql`SELECT code FROM matter WHERE code = ${code ?? ''}`)

function readContent({ matter, title, words }: TemplateChange | TemplateInput, found: readonly unknown[]) {
  if (matter !== null && !found.length) throw invalid('/matter', 'wrong-value')
  return {
    matter,
    title: readSaid(title, '/title', titleMost).replace(/\s+/g, ' '),
    zh: readSaid(words.zh, '/words/zh'),
    en: readSaid(words.en, '/words/en'),
  }
}
