import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { invalid } from '../problem.ts'
import { complete } from './complete.ts'
import { contentHash, contentOf } from './content.ts'
import { findingsOf, officialOf, officialRow } from './gate.ts'
import { addEvent, fileRows, moveNotice, noticeRow, standing, unknownMatters } from './query.ts'
import { atStep, reach } from './reach.ts'

/** A notice as it was seen. */
export interface Seen {
  id: string
  rev: number
}

/** The new state of a notice that was never published; one that is stays published, whatever becomes of its correction. */
export const stateUnless = (state: 'draft' | 'review' | 'scheduled') =>
  sql`, state = CASE WHEN published_at IS NULL THEN ${state} ELSE state END`

/**
 * Sends a draft to the second reader, as it was last saved. What the privacy gate finds in it goes along for the reader
 * to decide. Throws invalid-input for what is missing, record-not-found, not-allowed, notice-step, stale.
 */
export async function send({ ctx, input: { id, rev } }: { ctx: Ctx; input: Seen }) {
  const [found, files, official, strange] = await ctx.db.batch([
    noticeRow(ctx, id),
    fileRows(ctx, id),
    officialRow(ctx),
    unknownMatters(ctx, id),
  ])
  const { row, staff, role, at } = reach(ctx, found, 'notice.write')
  const content = contentOf(atStep(row, rev, 'draft').draft)
  const { note } = row
  complete(content, row.takes, row.version > 0 ? { note } : null)
  if (strange.length) throw invalid('/matters', 'matter.unknown')
  const attached = standing(files)
  const findings = findingsOf({ content, note, files: attached }, officialOf(ctx, official[0]))
  const leaf = await leafFor(ctx, {
    action: 'notice.send',
    subject: id,
    facts: {
      version: row.version + 1,
      sha256: await contentHash(content, note, attached),
      findings: findings.length,
      staff: staff.id,
    },
  })
  await ctx.db.batch([
    moveNotice(ctx, row, at, stateUnless('review')),
    guard(ctx.db),
    exec(ctx.db, sql`UPDATE notice_draft SET step = 'review' WHERE notice_id = ${id} AND step = 'draft'`),
    guard(ctx.db),
    addEvent(ctx, { noticeId: id, what: 'sent', at, version: row.version + 1, byId: staff.id, role }),
    leaf.statement,
  ])
  return { rev: row.rev + 1, findings: findings.length }
}
