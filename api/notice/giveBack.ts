import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { addEvent, moveNotice, noticeRow } from './query.ts'
import { atStep, type Reached, reach } from './reach.ts'
import { type Seen, stateUnless } from './send.ts'

/**
 * The second reader sends a draft back with a remark, from review or from its scheduled time. Throws record-not-found,
 * not-allowed, notice-step, stale.
 */
export async function giveBack({ ctx, input }: { ctx: Ctx; input: Seen & { remark: string } }) {
  const [found] = await ctx.db.batch([noticeRow(ctx, input.id)])
  const reached = reach(ctx, found, 'notice.review')
  atStep(reached.row, input.rev, 'review', 'scheduled')
  return toDraft(ctx, reached, 'returned', input.remark)
}

/** Whoever may write takes a draft back before it was read, to go on with it. Throws as `giveBack`. */
export async function recall({ ctx, input }: { ctx: Ctx; input: Seen }) {
  const [found] = await ctx.db.batch([noticeRow(ctx, input.id)])
  const reached = reach(ctx, found, 'notice.write')
  atStep(reached.row, input.rev, 'review')
  return toDraft(ctx, reached, 'recalled', '')
}

async function toDraft(
  ctx: Ctx,
  { row, staff, role, at }: Reached,
  what: 'returned' | 'recalled',
  remark: string,
) {
  const { id } = row
  const leaf = await leafFor(ctx, {
    action: 'notice.return',
    subject: id,
    facts: { what, from: row.step, version: row.version + 1, staff: staff.id },
  })
  await ctx.db.batch([
    moveNotice(ctx, row, at, sql`, publish_at = NULL ${stateUnless('draft')}`),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`UPDATE notice_draft SET step = 'draft', reader_id = NULL, over = '[]', over_why = '' WHERE notice_id = ${id}`,
    ),
    guard(ctx.db),
    addEvent(ctx, { noticeId: id, what, at, version: row.version + 1, byId: staff.id, role, remark }),
    leaf.statement,
  ])
  return { rev: row.rev + 1 }
}
