import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import type { RatingAppealReason } from '../../../db/schema/rectification.ts'
import { readWords } from '../../application/words.ts'
import { DAY } from '../../calendar/day.ts'
import { quarterAt } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { officialRow } from '../../notice/gate.ts'
import { KEPT_DAYS } from '../../privacy/purge.ts'
import { Problem } from '../../problem.ts'
import { askAgain } from '../second/tell.ts'
import { countForStation, rectificationCalendar } from './clock.ts'
import { atDesk, atStation, move, type Seen, say, write } from './move.ts'
import { partsOf, raterOf, rectificationInSight, taskOf } from './query.ts'
import type { Moved } from './schema.ts'
import { nothingPersonal } from './task.ts'

/**
 * The station says that the rating behind a task is mistaken or malicious, once, with its reason. Its clock stands still until
 * somebody has decided. Throws invalid-input, record-not-found, not-allowed, stale, step-refused.
 */
export async function appealRating({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { reason: RatingAppealReason; words: string }
}): Promise<Moved> {
  const words = readWords(input.words)
  const [found] = await ctx.db.batch([taskOf(ctx, input.id)])
  const { row, staff } = atStation(ctx, 'rating.appeal', found, input)
  if (row.state !== 'fixing' || row.appealState !== null) throw new Problem('step-refused')
  const { statements, rev, at } = await move(ctx, row, { by: staff.id, action: 'rectification.appeal' })
  await write(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`INSERT INTO rectification_appeal (rectification_id, service_point_id, reason, asked_by, asked_at)
          VALUES (${row.id}, ${row.pointId}, ${input.reason}, ${staff.id}, ${at})`,
    ),
    (await say(ctx, { id: row.id, rev }, { kind: 'appeal', words, staffId: staff.id })).statement,
  ])
  return { id: row.id, rev }
}

/**
 * Decides an appeal, with the reason: by somebody at the desk who had no part in it and is not of that station. Accepted, the
 * rating is kept and counted apart, in the quarter that runs, and there is nothing to put right any more; refused, the work
 * goes on. Throws invalid-input, reviewer, record-not-found, not-allowed, stale, step-refused.
 */
export async function decideAppeal({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { accept: boolean; words: string }
}): Promise<Moved> {
  const words = readWords(input.words)
  const [found, official, parts, [rater], years, days] = await ctx.db.batch([
    rectificationInSight(ctx, input.id),
    officialRow(ctx),
    partsOf(ctx, input.id),
    raterOf(ctx, input.id),
    ...rectificationCalendar(ctx, input.id),
  ])
  const { row, staff } = atDesk(ctx, found, input)
  if (row.appealState !== 'open') throw new Problem('step-refused')
  if (parts.some(({ staffId }) => staffId === staff.id)) throw new Problem('reviewer')
  nothingPersonal(ctx, words, official)
  const now = ctx.clock.now()
  const period = quarterAt(now)
  const own = input.accept
    ? null
    : countForStation({ ...row, appealState: 'refused', appealDecidedAt: now }, { years, days })
  const { statements, rev, at } = await move(ctx, row, {
    to: input.accept ? 'closed' : row.state,
    by: staff.id,
    set: input.accept
      ? { outcome: 'appealed', closedAt: now, keepUntil: now + KEPT_DAYS * DAY }
      : { stationDueAt: own?.dueAt, stationCounted: JSON.stringify(own?.counted) },
    action: 'rectification.decide',
  })
  const again = input.accept ? await askAgain(ctx, row, rater, 'appealed') : null
  await write(ctx, [
    exec(
      ctx.db,
      sql`UPDATE rectification_appeal SET state = ${input.accept ? 'accepted' : 'refused'}, decided_by = ${staff.id},
            decided_at = ${at}, period = ${period} WHERE rectification_id = ${row.id} AND state = 'open'`,
    ),
    guard(ctx.db),
    ...statements,
    (await say(ctx, { id: row.id, rev }, { kind: 'decision', words, staffId: staff.id, desk: true }))
      .statement,
    ...(input.accept
      ? [
          // What was pressed for or stands apart already counts for nothing as it is.
          exec(
            ctx.db,
            sql`UPDATE rating SET standing = 'apart', tallied_in = ${period}, rev = rev + 1
                WHERE id = ${row.ratingId} AND standing IN ('counted', 'held')`,
          ),
        ]
      : []),
    ...(again?.statements ?? []),
  ])
  const wake = again?.wake ?? []
  if (wake.length) ctx.after(() => ctx.wake(wake))
  return { id: row.id, rev }
}
