import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { ChangeKind } from '../../../db/schema/calendar.ts'
import type { Day } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'
import type { Span } from '../closure/query.ts'

/** A change of the plan which the slots of some days follow. */
export interface Change {
  id: string
  kind: ChangeKind
  /** The id of the service point; '*' is every one, and so is the slug then. */
  pointId: string
  span: Span
  reason: Text
  madeAt: number
  doneAt: number | null
  liftedAt: number | null
}

interface ChangeRow {
  id: string
  kind: ChangeKind
  pointId: string
  slug: string | null
  counterGroup: string
  fromDay: Day
  toDay: Day
  reasonZh: string
  reasonEn: string
  madeAt: number
  doneAt: number | null
  liftedAt: number | null
}

/** Statement: changes, as h, that meet a condition; read the answer with `changeOf`. */
export function changesWhere(ctx: Ctx, condition: SQL) {
  return rows<ChangeRow>(
    ctx.db,
    sql`SELECT h.id AS id, h.kind AS kind, h.service_point_id AS pointId, p.slug AS slug,
          h.counter_group AS counterGroup, h.from_day AS fromDay, h.to_day AS toDay, h.reason_zh AS reasonZh,
          h.reason_en AS reasonEn, h.made_at AS madeAt, h.done_at AS doneAt, h.lifted_at AS liftedAt
        FROM plan_change h LEFT JOIN service_point p ON p.id = h.service_point_id WHERE ${condition}`,
  )
}

/** A change out of its row. */
export const changeOf = (row: ChangeRow): Change => ({
  id: row.id,
  kind: row.kind,
  pointId: row.pointId,
  span: {
    slug: row.slug ?? '*',
    fromDay: row.fromDay,
    toDay: row.toDay,
    ...(row.counterGroup && { counterGroup: row.counterGroup }),
  },
  reason: { zh: row.reasonZh, en: row.reasonEn },
  madeAt: row.madeAt,
  doneAt: row.doneAt,
  liftedAt: row.liftedAt,
})

/** A change about to be made, at this moment. */
export const newChange = (
  ctx: Pick<Ctx, 'clock'>,
  change: Pick<Change, 'id' | 'kind' | 'pointId' | 'span' | 'reason'>,
): Change => ({ ...change, madeAt: ctx.clock.now(), doneAt: null, liftedAt: null })

/** Statement: enters a change, once (guard it). */
export function putChange(ctx: Pick<Ctx, 'db'>, { id, kind, pointId, span, reason, madeAt }: Change) {
  return exec(
    ctx.db,
    sql`INSERT INTO plan_change (id, service_point_id, counter_group, kind, from_day, to_day, reason_zh, reason_en, made_at)
        VALUES (${id}, ${pointId}, ${span.counterGroup ?? ''}, ${kind}, ${span.fromDay}, ${span.toDay}, ${reason.zh},
          ${reason.en}, ${madeAt})
        ON CONFLICT (id) DO NOTHING`,
  )
}

/** Statement: nothing is left to do for this change. */
export function settleChange(ctx: Ctx, id: string) {
  return exec(
    ctx.db,
    sql`UPDATE plan_change SET done_at = ${ctx.clock.now()} WHERE id = ${id} AND done_at IS NULL`,
  )
}
