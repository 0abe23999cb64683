import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { type CounterRow, counterWhere, ticketWhere } from '../query.ts'
import type { CounterView } from '../staffSchema.ts'

/** A counter as staff see it. */
export const counterView = (ctx: Ctx, row: CounterRow): CounterView => ({
  id: row.id,
  number: row.number,
  name: { zh: row.nameZh, en: row.nameEn },
  counterGroup: row.counterGroup,
  inUse: row.state === 'open',
  version: row.version,
  satBy:
    row.staffId === null || row.satAt === null
      ? null
      : {
          name: row.staffName ?? '',
          since: toIso(row.satAt),
          me: ctx.actor.kind === 'staff' && ctx.actor.id === row.staffId,
        },
})

/** Statement: whom somebody still has at the counter where they sit. */
const heldBy = (ctx: Ctx, staff: string) =>
  ticketWhere(
    ctx,
    sql`t.counter_id = (SELECT id FROM counter WHERE staff_id = ${staff}) AND t.state IN ('called', 'serving')
      AND t.day = ${dayOf(ctx.clock.now())}`,
    1,
  )

const seatLeaf = (ctx: Ctx, { id, slug, number }: CounterRow, sits: boolean, staff: string) =>
  leafFor(ctx, { action: 'queue.seat', subject: id, facts: { station: slug, counter: number, sits, staff } })

/**
 * Takes a seat at a counter, and leaves any other one has: one person, one counter. Sitting down where one sits already
 * is the same as once. For staff of the service point. Throws record-not-found, counter-taken, counter-busy (somebody
 * is still at the counter one would leave), stale.
 */
export async function sit({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<CounterView> {
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [found, held] = await ctx.db.batch([counterWhere(ctx, sql`c.id = ${input.id}`), heldBy(ctx, me)])
  const row = ownCounter(ctx, found)
  const now = ctx.clock.now()
  if (row.staffId === me) return counterView(ctx, row)
  if (row.staffId !== null || row.state === 'closed') throw new Problem('counter-taken')
  if (held[0]) throw new Problem('counter-busy')
  const leaf = await seatLeaf(ctx, row, true, me)
  const written = await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE counter SET staff_id = NULL, sat_at = NULL, version = version + 1, updated_at = ${now} WHERE staff_id = ${me}`,
    ),
    exec(
      ctx.db,
      sql`UPDATE counter SET staff_id = ${me}, sat_at = ${now}, version = version + 1, updated_at = ${now}
          WHERE id = ${row.id} AND staff_id IS NULL AND state = 'open'`,
    ),
    guard(ctx.db),
    leaf.statement,
    counterWhere(ctx, sql`c.id = ${row.id}`),
  ])
  return counterView(ctx, written[4][0]!)
}

/**
 * Leaves a counter: one's own, or, for whoever may edit counters here, a colleague's who forgot. Whoever is still there
 * is finished, set aside or passed on first. Throws record-not-found, not-allowed, counter-busy, stale.
 */
export async function leave({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<CounterView> {
  const [found, held] = await ctx.db.batch([
    counterWhere(ctx, sql`c.id = ${input.id}`),
    ticketWhere(
      ctx,
      sql`t.counter_id = ${input.id} AND t.state IN ('called', 'serving') AND t.day = ${dayOf(ctx.clock.now())}`,
      1,
    ),
  ])
  const row = ownCounter(ctx, found)
  if (row.staffId === null) return counterView(ctx, row)
  const me = allow(ctx.actor, 'queue.work', row.servicePointId).id
  if (row.staffId !== me) allow(ctx.actor, 'station.edit', row.servicePointId)
  if (held[0]) throw new Problem('counter-busy')
  const leaf = await seatLeaf(ctx, row, false, me)
  const written = await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE counter SET staff_id = NULL, sat_at = NULL, version = version + 1, updated_at = ${ctx.clock.now()}
          WHERE id = ${row.id} AND version = ${row.version}`,
    ),
    guard(ctx.db),
    leaf.statement,
    counterWhere(ctx, sql`c.id = ${row.id}`),
  ])
  return counterView(ctx, written[3][0]!)
}

function ownCounter(ctx: Ctx, [row]: readonly CounterRow[]): CounterRow {
  if (!row) throw new Problem('record-not-found')
  allow(ctx.actor, 'queue.work', row.servicePointId)
  return row
}
