import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { dayOf } from '../../calendar/day.ts'
import { quarterAt } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import type { RectificationRow } from './query.ts'

/** The indicator that counts which bad ratings were followed up and put right in time (api/evaluation/indicators.ts). */
const indicator = 'rectification.time'

/**
 * Statement: what one counts for, once: kept (1) or missed (0). What was written first stays, so that nothing that is closed
 * later makes a missed day a kept one. Only those count whose rater may be called (实名差评): if every bad rating did, the
 * number of these would tell how many bad ones stand behind a published cell that says “fewer than five”.
 */
export function judged(
  ctx: Ctx,
  { id, pointId, grp }: Pick<RectificationRow, 'id' | 'pointId' | 'grp'>,
  kept: boolean,
) {
  const now = ctx.clock.now()
  return exec(
    ctx.db,
    sql`INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
        SELECT ${indicator}, id, ${pointId}, ${grp}, ${kept ? 1 : 0}, ${dayOf(now)}, ${quarterAt(now)}
        FROM rectification WHERE id = ${id} AND contact_due_at IS NOT NULL
        ON CONFLICT DO NOTHING`,
  )
}

/** Whether both its days were kept: that of the first call, where there is one to make, and that of putting it right. */
export const keptItsDays = (row: RectificationRow): boolean =>
  (row.contactDueAt === null || (row.triedAt !== null && row.triedAt <= row.contactDueAt)) &&
  row.fixedAt !== null &&
  row.fixedAt <= row.fixDueAt
