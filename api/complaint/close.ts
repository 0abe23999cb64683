import type { ClosedHow } from '../../db/schema/complaint.ts'
import { DAY } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { noClock, noTurn } from './clock.ts'
import type { ComplaintRow } from './query.ts'
import { momentOf } from './when.ts'

/** The sealed fields and photos are kept so many days after it is closed (product rule; overridable by legal hold). */
export const KEPT_DAYS = 365 * 2

/**
 * How an answered complaint ends: closed, or waiting for a call-back that is due over it (api/callback). `more` goes into
 * the same batch.
 */
export async function closed(
  ctx: Ctx,
  row: ComplaintRow,
  how: Extract<ClosedHow, 'accepted' | 'silent'>,
  satisfied: number | null,
) {
  const at = momentOf(ctx, row)
  return {
    to: 'closed' as const,
    set: {
      ...noClock,
      ...noTurn,
      threadWaits: null,
      satisfied,
      closedAt: at,
      closedHow: how,
      keepUntil: at + KEPT_DAYS * DAY,
    },
    more: [],
  }
}
