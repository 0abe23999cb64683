import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { addEvent, moveNotice, noticeRow } from './query.ts'
import { reach } from './reach.ts'
import type { Seen } from './send.ts'

/**
 * Begins the correction of what is published: a draft of its text, which takes the same road and becomes the next
 * version. Until then the public reads what it read. Throws record-not-found, not-allowed, notice-step, stale.
 */
export async function correct({ ctx, input: { id, rev } }: { ctx: Ctx; input: Seen }) {
  const [found] = await ctx.db.batch([noticeRow(ctx, id)])
  const { row, staff, role, at } = reach(ctx, found, 'notice.write')
  if (row.state !== 'published' || row.draft !== null) throw new Problem('notice-step')
  if (row.rev !== rev) throw new Problem('stale')
  const version = row.version + 1
  const leaf = await leafFor(ctx, {
    action: 'notice.begin',
    subject: id,
    facts: { version, category: row.categoryCode, publisher: row.publisherId, staff: staff.id },
  })
  await ctx.db.batch([
    moveNotice(ctx, row, at),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`INSERT INTO notice_draft (notice_id, title, summary, body, title_en, body_en, matters, details,
            author_id, savers, saved_by, saved_at)
          SELECT notice_id, title, summary, body, title_en, body_en, matters, details,
            ${staff.id}, ${JSON.stringify([staff.id])}, ${staff.id}, ${at}
          FROM notice_version WHERE notice_id = ${id} AND version = ${row.version}`,
    ),
    guard(ctx.db),
    addEvent(ctx, { noticeId: id, what: 'begun', at, version, byId: staff.id, role }),
    leaf.statement,
  ])
  return { rev: row.rev + 1 }
}
