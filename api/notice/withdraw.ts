import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { drop, dropLater } from '../file/drop.ts'
import { personalInReason } from '../privacy/gate/reason.ts'
import { Problem } from '../problem.ts'
import { dropStatements } from '../search/indexStatements.ts'
import type { Text } from '../shared/text.ts'
import { officialOf, officialRow } from './gate.ts'
import { addEvent, fileRows, moveNotice, noticeRow } from './query.ts'
import { reach } from './reach.ts'
import type { Seen } from './send.ts'

interface Withdrawal extends Seen {
  reason: Text
  /** It held personal data: the tombstone does not show the title, and its attachments are erased. */
  personal: boolean
}

/**
 * Withdraws what is published: from now on its page is a tombstone with number, dates and the reason; text and
 * attachments are no longer handed out, the search no longer finds it, an open correction ends. Nothing brings it back.
 * The reason is read by everybody at once, so the privacy gate lets nothing pass in it. Throws record-not-found,
 * not-allowed, notice-step, stale, invalid-input.
 */
export async function withdraw({
  ctx,
  input: { id, rev, reason, personal },
}: {
  ctx: Ctx
  input: Withdrawal
}) {
  const [found, files, own] = await ctx.db.batch([noticeRow(ctx, id), fileRows(ctx, id), officialRow(ctx)])
  const { row, staff, role, at } = reach(ctx, found, 'notice.withdraw')
  if (row.state !== 'published') throw new Problem('notice-step')
  if (row.rev !== rev) throw new Problem('stale')
  const errors = personalInReason(reason, officialOf(ctx, own[0]))
  if (errors.length) throw new Problem('invalid-input', { errors })
  const leaf = await leafFor(ctx, {
    action: 'notice.withdraw',
    subject: id,
    facts: { number: row.number, version: row.version, personal, staff: staff.id },
  })
  const erased = files
    .filter(({ fromVersion }) => personal || fromVersion === null)
    .map(({ objectKey }) => objectKey)
  await ctx.db.batch([
    moveNotice(
      ctx,
      row,
      at,
      sql`, state = 'withdrawn', publish_at = NULL, withdrawn_at = ${at}, withdrawn_zh = ${reason.zh},
          withdrawn_en = ${reason.en}, withdrawn_personal = ${personal ? 1 : 0}`,
    ),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM notice_draft WHERE notice_id = ${id}`),
    exec(ctx.db, sql`DELETE FROM notice_file WHERE notice_id = ${id} AND from_version IS NULL`),
    ...(personal
      ? [
          exec(
            ctx.db,
            sql`UPDATE notice_file SET reading = NULL WHERE notice_id = ${id} AND reading IS NOT NULL`,
          ),
        ]
      : []),
    ...dropStatements(ctx.db, 'notice', [id]),
    addEvent(ctx, {
      noticeId: id,
      what: 'withdrawn',
      at,
      version: row.version,
      byId: staff.id,
      role,
      remark: reason.zh,
    }),
    dropLater(ctx, erased),
    leaf.statement,
  ])
  ctx.after((later) => drop(later, erased))
  return { rev: row.rev + 1 }
}
