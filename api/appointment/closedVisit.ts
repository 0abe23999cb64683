import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'

interface ClosedRow {
  reasonZh: string | null
  reasonEn: string | null
}

/** What is said where a slot was closed without anybody saying why. */
const noReason: Text = { zh: '临时停办', en: 'closed at short notice' }

/** Statement: a row when the visit of this booking covers a slot that is closed, with the closure's reason. */
export function closureOfVisit(ctx: Ctx, reference: string) {
  return rows<ClosedRow>(
    ctx.db,
    sql`SELECT coalesce(c.reason_zh, h.reason_zh) AS reasonZh, coalesce(c.reason_en, h.reason_en) AS reasonEn
        FROM booking b JOIN slot s ON s.id = b.slot_id
        LEFT JOIN closure c ON c.service_point_id IN (s.service_point_id, '*') AND c.counter_group IN ('', s.counter_group)
          AND c.to_day >= s.day AND c.from_day <= s.day
        LEFT JOIN closure_notice n ON n.booking_id = b.id AND n.starts_at = s.starts_at AND n.reopened_at IS NULL
        LEFT JOIN plan_change h ON h.id = n.closure_id AND h.reason_zh <> ''
        WHERE b.reference = ${reference} AND b.state = 'booked' AND EXISTS (
          SELECT 1 FROM slot_run r WHERE r.first_id = b.slot_id AND r.starts_at < b.ends_at AND r.state = 'closed')
        LIMIT 1`,
  )
}

/** Whether, and why, the counter is closed at the time of a visit. */
export function closedOf(found: ClosedRow[]): { reason: Text } | null {
  const [row] = found
  if (!row) return null
  return {
    reason: row.reasonZh === null ? noReason : { zh: row.reasonZh, en: row.reasonEn || row.reasonZh },
  }
}
