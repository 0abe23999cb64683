import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import type { VisitRow } from '../visit.ts'

/**
 * Statements for the batch that cancels a booking: its wish for an earlier time ends, and the places of an open offer
 * are kept for the next.
 */
export function endWish(ctx: Ctx, bookingId: string) {
  return [...passOffer(ctx, bookingId, sql`1`), closeWish(ctx, bookingId, sql`1`)] as const
}

/**
 * Statements for the batch that moves a booking: its wish is for a time earlier than the new one from now on, at the
 * same service point as the booking. An open offer that is no earlier passes to the next; where nothing earlier is
 * left of the days that suit, the wish ends.
 */
export function followWish(
  ctx: Ctx,
  bookingId: string,
  { startsAt, day, pointId, slotGroup }: Pick<VisitRow, 'startsAt' | 'day' | 'pointId' | 'slotGroup'>,
) {
  const now = ctx.clock.now()
  const elsewhere = sql`NOT EXISTS (SELECT 1 FROM slot s WHERE s.id = h.slot_id AND s.starts_at < ${startsAt}
    AND s.service_point_id = ${pointId} AND s.counter_group = ${slotGroup})`
  return [
    ...passOffer(ctx, bookingId, elsewhere),
    closeWish(ctx, bookingId, sql`from_day > ${day}`),
    exec(
      ctx.db,
      // Who waited up to their day does so still; who named an earlier last day keeps it.
      sql`UPDATE waiting SET to_day = CASE WHEN ends_at = before_at THEN ${day} ELSE min(to_day, ${day}) END,
            ends_at = CASE WHEN ends_at = before_at THEN ${startsAt} ELSE min(ends_at, ${startsAt}) END,
            before_at = ${startsAt}, version = version + 1, updated_at = ${now}
          WHERE booking_id = ${bookingId} AND state IN ('waiting', 'offered')`,
    ),
    exec(
      ctx.db,
      sql`UPDATE waiting_point SET service_point_id = ${pointId}, counter_group = ${slotGroup}
          WHERE waiting_id IN (SELECT id FROM waiting WHERE booking_id = ${bookingId} AND state IN ('waiting', 'offered'))`,
    ),
  ] as const
}

/** The open offer of a wish, where the condition on its hold h is met, is settled and its places are kept. */
function passOffer(ctx: Ctx, bookingId: string, which: ReturnType<typeof sql>) {
  const now = ctx.clock.now()
  const wish = sql`(SELECT id FROM waiting WHERE booking_id = ${bookingId} AND state = 'offered')`
  return [
    exec(
      ctx.db,
      sql`UPDATE hold SET state = 'passed', settled_at = ${now} WHERE id IN (
            SELECT h.id FROM hold h WHERE h.waiting_id = ${wish} AND h.state = 'offered' AND ${which})`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO hold (id, slot_id, ends_at, state, until, created_at)
          SELECT 'ho_' || lower(hex(randomblob(12))), r.id, r.ends_at, 'kept', 0, ${now}
          FROM hold h JOIN slot_run r ON r.first_id = h.slot_id AND r.starts_at < h.ends_at
          WHERE h.waiting_id = ${wish} AND h.state = 'passed' AND h.settled_at = ${now}
            AND r.state = 'open' AND r.closes_at > ${now}`,
    ),
    exec(
      ctx.db,
      sql`UPDATE waiting SET state = 'waiting', version = version + 1, updated_at = ${now}
          WHERE booking_id = ${bookingId} AND state = 'offered'
            AND NOT EXISTS (SELECT 1 FROM hold h WHERE h.waiting_id = waiting.id AND h.state = 'offered')`,
    ),
  ]
}

function closeWish(ctx: Ctx, bookingId: string, which: ReturnType<typeof sql>) {
  return exec(
    ctx.db,
    sql`UPDATE waiting SET state = 'over', version = version + 1, updated_at = ${ctx.clock.now()}
        WHERE booking_id = ${bookingId} AND state IN ('waiting', 'offered') AND ${which}`,
  )
}
