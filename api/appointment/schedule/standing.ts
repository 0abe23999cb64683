import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Day } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { Span } from '../closure/query.ts'
import { plansOf, readPlan } from '../plan.ts'
import type { StandingSlot } from './effect.ts'

/** The counters of one group at one service point. */
export interface Counter {
  pointId: string
  counterGroup: string
}

const listed = (counters: readonly Counter[]) => JSON.stringify(counters)
const counterKey = ({ pointId, counterGroup }: Counter) => `${pointId}|${counterGroup}`

/** Statement: the counters of a span that have released days in it. */
export function releasedCounters(ctx: Ctx, { slug, fromDay, toDay, counterGroup }: Span) {
  return rows<Counter>(
    ctx.db,
    sql`SELECT DISTINCT d.service_point_id AS pointId, d.counter_group AS counterGroup
        FROM service_point p JOIN slot_day d ON d.service_point_id = p.id
        WHERE ${slug === '*' ? sql`1` : sql`p.slug = ${slug}`} AND d.day BETWEEN ${fromDay} AND ${toDay}
          AND (${counterGroup ?? null} IS NULL OR d.counter_group = ${counterGroup ?? null})`,
  )
}

/** Statement: the counters of a service point that have a schedule or slots, and the last day each has released. */
export function countersAt(ctx: Ctx, pointId: string) {
  return rows<Counter & { lastDay: Day | null }>(
    ctx.db,
    sql`SELECT ${pointId} AS pointId, g.counter_group AS counterGroup,
          (SELECT max(day) FROM slot_day d WHERE d.service_point_id = ${pointId} AND d.counter_group = g.counter_group) AS lastDay
        FROM (SELECT counter_group FROM schedule WHERE service_point_id = ${pointId}
              UNION SELECT counter_group FROM slot_day WHERE service_point_id = ${pointId}) g ORDER BY g.counter_group`,
  )
}

/** Statement: every slot of these counters on some days, in order. */
function standingSlots(ctx: Ctx, counters: readonly Counter[], from: Day, to: Day) {
  return rows<StandingSlot & Counter & { day: Day }>(
    ctx.db,
    sql`SELECT s.service_point_id AS pointId, s.counter_group AS counterGroup, s.day AS day, s.id AS id,
          s.starts_at AS startsAt, s.ends_at AS endsAt, s.state AS state, s.cap_public AS capPublic,
          s.cap_phone AS capPhone, s.cap_counter AS capCounter, s.used_public AS usedPublic,
          s.used_phone AS usedPhone, s.used_counter AS usedCounter
        FROM json_each(${listed(counters)}) v CROSS JOIN slot s ON s.service_point_id = v.value ->> 'pointId'
          AND s.counter_group = v.value ->> 'counterGroup' AND s.day BETWEEN ${from} AND ${to}
        ORDER BY s.service_point_id, s.counter_group, s.starts_at`,
  )
}

/** Statement: what decides the slots of these counters. */
const counterPlans = (ctx: Ctx, counters: readonly Counter[], from: Day, to: Day) =>
  plansOf(
    ctx,
    sql`SELECT value ->> 'pointId' AS service_point_id, value ->> 'counterGroup' AS counter_group
        FROM json_each(${listed(counters)})`,
    from,
    to,
  )

/** Reads plans and standing slots of some counters in one round trip. */
export async function readCounters(ctx: Ctx, counters: readonly Counter[], from: Day, to: Day) {
  const [plans, slots] = await ctx.db.batch([
    counterPlans(ctx, counters, from, to),
    standingSlots(ctx, counters, from, to),
  ])
  const byCounter = Map.groupBy(slots, counterKey)
  return plans.map((row) => ({
    pointId: row.pointId,
    counterGroup: row.counterGroup,
    plan: readPlan(row),
    days: Map.groupBy(byCounter.get(counterKey(row)) ?? [], ({ day }) => day),
  }))
}
