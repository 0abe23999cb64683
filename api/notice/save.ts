import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { type Day, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid } from '../problem.ts'
import type { NoticeContent } from './content.ts'
import { checkArose, dueOn, dueRows } from './dueOn.ts'
import { findingsOf, officialOf, officialRow, type Read, redacted } from './gate.ts'
import { fileRows, moveNotice, noticeRow, standing } from './query.ts'
import { atStep, reach } from './reach.ts'

/** A draft as somebody typed it. */
interface Saving {
  id: string
  /** The revision it was typed into: nobody overwrites what they have not seen. */
  rev: number
  category: string
  aroseOn: Day
  content: NoticeContent
  /** What was changed, in a correction. */
  note: string
  /** The versions before held personal data. */
  hides: boolean
  /** Findings of the privacy gate, in this text, to be written in their masked form; all of them. */
  redact?: 'all' | readonly string[]
}

/**
 * Saves a draft. It may be unfinished, and hold what may not be published: it is a draft. Whoever saves it cannot be its
 * second reader; their first save leaves an audit leaf, the others are typing. A column and a day are fixed by the first
 * publication. Throws record-not-found, not-allowed, notice-step, stale, invalid-input.
 */
export async function save({ ctx, input }: { ctx: Ctx; input: Saving }) {
  const { id, rev, category, aroseOn } = input
  const [found, files, official, categories, ...due] = await ctx.db.batch([
    noticeRow(ctx, id),
    fileRows(ctx, id),
    officialRow(ctx),
    rows<{ code: string }>(ctx.db, sql`SELECT code FROM notice_category WHERE code = ${category}`),
    ...dueRows(ctx, aroseOn),
  ])
  const { row, staff, at } = reach(ctx, found, 'notice.write')
  atStep(row, rev, 'draft')
  const published = row.version > 0
  if (published && category !== row.categoryCode) throw invalid('/category', 'wrong-value')
  if (categories.length === 0) throw invalid('/category', 'wrong-value')
  if (!published) checkArose(ctx, aroseOn)
  const { content, note } = masked(input, standing(files), officialOf(ctx, official[0]))
  const leaf = row.savers.includes(staff.id)
    ? null
    : await leafFor(ctx, {
        action: 'notice.write',
        subject: id,
        facts: { publisher: row.publisherId, staff: staff.id },
      })
  const place = published
    ? sql``
    : sql`, category_code = ${category}, arose_on = ${aroseOn}, due_on = ${dueOn(aroseOn, ...due)}`
  await ctx.db.batch([
    moveNotice(ctx, row, at, place),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE notice_draft SET title = ${content.title}, summary = ${content.summary}, body = ${content.body},
            title_en = ${content.titleEn}, body_en = ${content.bodyEn}, matters = ${JSON.stringify(content.matters)},
            details = ${JSON.stringify(content.details)}, note = ${note}, hides = ${published && input.hides ? 1 : 0},
            rev = rev + 1, saved_by = ${staff.id}, saved_at = ${at}, savers = ${withSaver(staff.id)}
          WHERE notice_id = ${id} AND step = 'draft'`,
    ),
    guard(ctx.db),
    ...(leaf ? [leaf.statement] : []),
  ])
  return { rev: row.rev + 1, savedAt: toIso(at) }
}

/** The savers of the draft that is updated, with this one. */
export const withSaver = (id: string) =>
  sql`(SELECT json_group_array(value) FROM (SELECT value FROM json_each(savers) UNION SELECT ${id}))`

function masked(
  { content, note, redact = [] }: Saving,
  files: Read['files'],
  official: ReturnType<typeof officialOf>,
) {
  if (redact !== 'all' && redact.length === 0) return { content, note }
  const findings = findingsOf({ content, note, files }, official)
  return redacted(
    { content, note, files },
    redact === 'all' ? findings : findings.filter(({ key }) => redact.includes(key)),
  )
}
