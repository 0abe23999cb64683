import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { addDays } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { type BookingRow, nearestFree, type SlotRow } from '../query.ts'
import { endOfRun } from '../visit.ts'

/** How far the places kept for telephone and counter are looked through, days either way. */
const reach = 7

/**
 * Statement: the nearest times at which a booking would find room in its own channel at the same counters: the public's
 * as everywhere, those kept for telephone and counter a week either way.
 */
export function freeFor(ctx: Ctx, row: BookingRow) {
  if (row.channel === 'public') return nearestFree(ctx, row)
  const [cap, used] = row.channel === 'phone' ? ['cap_phone', 'used_phone'] : ['cap_counter', 'used_counter']
  const [capOf, usedOf] = [sql.raw(cap ?? ''), sql.raw(used ?? '')]
  return rows<SlotRow>(
    ctx.db,
    sql`SELECT s.id AS id, s.starts_at AS startsAt, ${endOfRun(sql`${row.length}`)} AS endsAt, s.${capOf} AS capacity,
          s.${usedOf} AS used
        FROM slot s
        WHERE s.service_point_id = ${row.pointId} AND s.counter_group = ${row.slotGroup}
          AND s.day BETWEEN ${addDays(row.day, -reach)} AND ${addDays(row.day, reach)}
          AND s.state = 'open' AND s.${capOf} > s.${usedOf} AND s.closes_at > ${ctx.clock.now()}
          AND (SELECT sum(r.ends_at - r.starts_at) FROM slot_run r WHERE r.first_id = s.id
            AND r.starts_at < s.starts_at + ${row.length} AND r.state = 'open' AND r.${usedOf} < r.${capOf}) >= ${row.length}
        ORDER BY abs(s.starts_at - ${row.startsAt}) LIMIT 5`,
  )
}
