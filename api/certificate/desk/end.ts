import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { certificateEvent } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { seal } from '../../privacy/field.ts'
import { newId } from '../../shared/id.ts'
import type { EndReason } from '../reason.ts'
import type { Reached } from './reach.ts'

interface Ending {
  reason: EndReason
  /** More of it, for the file only. */
  words: string | undefined
  /** The number of the one that takes its place; null where none does. */
  by: string | null
}

/** What of these reasons is a correction: the old one said something that is not so. */
const corrects: readonly EndReason[] = ['error', 'changed']

/**
 * Statements that end a certificate which still holds and is as it was read, with its event and its audit leaf. One that
 * ended meanwhile undoes the batch as stale.
 */
export async function endStatements(ctx: Ctx, { row, staff }: Reached, { reason, words, by }: Ending) {
  const now = ctx.clock.now()
  const kept = words && row.file !== null
  const sealed = kept
    ? await seal(ctx.keys, { table: 'certificate', column: 'words', row: row.id }, words)
    : null
  const leaf = await leafFor(ctx, {
    action: by === null ? 'certificate.revoke' : 'certificate.reissue',
    subject: row.reference,
    facts: { reason, staff: staff.id, ...(by !== null && { by }) },
  })
  const replaced = corrects.includes(reason) ? 'corrected' : 'reissued'
  return [
    exec(
      ctx.db,
      sql`UPDATE certificate SET state = ${by === null ? 'revoked' : 'replaced'}, ended_at = ${now}, reason = ${reason},
            words = ${sealed}, replaced_by = ${by}, rev = rev + 1
          WHERE id = ${row.id} AND state = 'valid' AND rev = ${row.rev}`,
    ),
    guard(ctx.db),
    ctx.db.insert(certificateEvent).values({
      id: newId('ce'),
      certificateId: row.id,
      what: by === null ? 'revoked' : replaced,
      at: now,
      staffId: staff.id,
      reason,
      other: by,
    }),
    leaf.statement,
  ] as const
}
