import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { drop, dropLater } from '../file/drop.ts'
import { addEvent, fileRows, moveNotice, noticeRow } from './query.ts'
import { atStep, reach } from './reach.ts'
import type { Seen } from './send.ts'

/**
 * Throws a draft away. One that was never published goes whole, its attachments too; of a correction only the draft goes,
 * and what is published stays. Throws record-not-found, not-allowed, notice-step, stale.
 */
export async function discard({ ctx, input: { id, rev } }: { ctx: Ctx; input: Seen }) {
  const [found, files] = await ctx.db.batch([noticeRow(ctx, id), fileRows(ctx, id)])
  const { row, staff, role, at } = reach(ctx, found, 'notice.write')
  atStep(row, rev, 'draft')
  const version = row.version + 1
  const leaf = await leafFor(ctx, {
    action: 'notice.discard',
    subject: id,
    facts: { version, publisher: row.publisherId, staff: staff.id },
  })
  const whole = [
    exec(ctx.db, sql`DELETE FROM notice_event WHERE notice_id = ${id}`),
    exec(ctx.db, sql`DELETE FROM notice WHERE id = ${id}`),
  ]
  const keys = files.filter(({ fromVersion }) => fromVersion === null).map(({ objectKey }) => objectKey)
  await ctx.db.batch([
    moveNotice(ctx, row, at),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM notice_draft WHERE notice_id = ${id} AND step = 'draft'`),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM notice_file WHERE notice_id = ${id} AND from_version IS NULL`),
    exec(
      ctx.db,
      sql`UPDATE notice_file SET dropped_at = NULL WHERE notice_id = ${id} AND to_version IS NULL AND dropped_at IS NOT NULL`,
    ),
    ...(row.version === 0
      ? whole
      : [addEvent(ctx, { noticeId: id, what: 'discarded', at, version, byId: staff.id, role })]),
    dropLater(ctx, keys),
    leaf.statement,
  ])
  ctx.after((later) => drop(later, keys))
  return { gone: row.version === 0 }
}
