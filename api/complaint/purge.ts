import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { drop, dropLater } from '../file/drop.ts'
import { complaintLeaf } from './move.ts'
import type { ComplaintRow } from './query.ts'
import { momentOf } from './when.ts'

/** Complaints emptied in one run. */
const most = 50

type Over = Pick<ComplaintRow, 'id' | 'reference' | 'anonymous' | 'state' | 'rev'>

/**
 * Job `complaint.purge`: two years after its end everything personal of a complaint goes: what was told and said, name and
 * number, photos, the exact place, the numbers of those who wait for it. Its kind, its steps, its days, its leaves and what
 * it counts for stay. A legal hold stops it. Each by itself, in one batch.
 */
export async function purgeComplaints(ctx: Ctx): Promise<{ emptied: number }> {
  const [over] = await ctx.db.batch([
    rows<Over>(
      ctx.db,
      sql`SELECT id, reference, anonymous, state, rev FROM complaint
          WHERE keep_until IS NOT NULL AND keep_until < ${ctx.clock.now()} AND legal_hold = 0
          ORDER BY keep_until LIMIT ${most}`,
    ),
  ])
  let emptied = 0
  for (const row of over) if (await empty(ctx, row)) emptied += 1
  return { emptied }
}

async function empty(ctx: Ctx, row: Over): Promise<boolean> {
  const at = momentOf(ctx, row)
  const leaf = await complaintLeaf(ctx, row, {
    action: 'complaint.purge',
    state: row.state,
    rev: row.rev + 1,
    by: 'system',
  })
  const [files] = await ctx.db.batch([
    rows<{ key: string }>(
      ctx.db,
      sql`SELECT object_key AS key FROM complaint_file WHERE complaint_id = ${row.id} AND object_key IS NOT NULL
            AND dropped_at IS NULL`,
    ),
  ])
  const keys = files.map(({ key }) => key)
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE complaint SET words = NULL, answers = NULL, place = NULL, name = NULL, phone = NULL, phone_key = '',
              words_key = '', lat = NULL, lon = NULL, keep_until = NULL, rev = rev + 1, updated_at = ${at}
            WHERE id = ${row.id} AND rev = ${row.rev} AND legal_hold = 0`,
      ),
      guard(ctx.db),
      exec(ctx.db, sql`UPDATE complaint_word SET words = NULL WHERE complaint_id = ${row.id}`),
      exec(ctx.db, sql`UPDATE mediation SET words = NULL WHERE complaint_id = ${row.id}`),
      exec(ctx.db, sql`UPDATE complaint_outside SET words = NULL WHERE complaint_id = ${row.id}`),
      exec(
        ctx.db,
        sql`UPDATE complaint_follower SET phone = NULL, phone_key = '' WHERE complaint_id = ${row.id} AND phone_key <> ''`,
      ),
      exec(
        ctx.db,
        sql`DELETE FROM complaint_file_part WHERE file_id IN (SELECT id FROM complaint_file WHERE complaint_id = ${row.id})`,
      ),
      exec(
        ctx.db,
        sql`UPDATE complaint_file SET object_key = NULL, data_key = NULL, dropped_at = ${at}
            WHERE complaint_id = ${row.id} AND dropped_at IS NULL`,
      ),
      dropLater(ctx, keys),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) === 'stale') return false
    throw error
  }
  ctx.after((later) => drop(later, keys))
  return true
}
