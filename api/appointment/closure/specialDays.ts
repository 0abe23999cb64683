import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Day } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { counterGroups } from '../../matter/catalogue.ts'
import type { Span } from './query.ts'

/** Condition: special hours, unnamed, that speak of counters which the span closes. */
const within = (pointId: string, { fromDay, toDay, counterGroup }: Span): SQL => sql`
  (${pointId} = '*' OR service_point_id = ${pointId}) AND day BETWEEN ${fromDay} AND ${toDay}
  AND (${counterGroup ?? null} IS NULL OR counter_group IN ('', ${counterGroup ?? ''}))`

/** Statement: the days of a span that have special hours, which would win over a closure. */
export function specialDays(ctx: Ctx, pointId: string, span: Span) {
  return rows<{ day: Day; hours: string }>(
    ctx.db,
    sql`SELECT day, group_concat(service_point_id || ' ' || counter_group || ' ' || opens || '-' || closes, '; ') AS hours
        FROM special_hours WHERE ${within(pointId, span)} GROUP BY day ORDER BY day LIMIT 100`,
  )
}

/**
 * Statements: the closure is the later word, so the special hours of its days go. Where one counter alone closes, those
 * of all counters are kept for the others.
 */
export function dropSpecialHours(ctx: Ctx, pointId: string, span: Span) {
  const { counterGroup } = span
  const others = JSON.stringify(counterGroups.filter((group) => group !== counterGroup))
  const drop = exec(ctx.db, sql`DELETE FROM special_hours WHERE ${within(pointId, span)}`)
  if (!counterGroup) return [drop]
  return [
    exec(
      ctx.db,
      sql`INSERT INTO special_hours (service_point_id, day, opens, closes, counter_group, reason_zh, reason_en)
          SELECT service_point_id, day, opens, closes, o.value, reason_zh, reason_en
          FROM special_hours h, json_each(${others}) o
          WHERE ${within(pointId, span)} AND h.counter_group = '' ON CONFLICT DO NOTHING`,
    ),
    drop,
  ]
}
