import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { type CarriedOut, carryOut } from '../schedule/carryOut.ts'
import { type Change, changesWhere, newChange, putChange } from '../schedule/change.ts'
import { pointIdOf } from './closeDays.ts'
import { type ClosureRow, closureById, toldByClosure } from './query.ts'

type Input = { slug: string; id: string }

interface LiftPreview {
  fromDay: string
  toDay: string
  counterGroup: string
  /** Bookings whose holders were told that it is closed, and who still have that time. */
  people: number
}

/** The closure, if it is of this service point and has days to come. Throws record-not-found, not-changeable. */
async function standing(ctx: Ctx, { slug, id }: Input): Promise<ClosureRow> {
  const pointId = await pointIdOf(ctx, slug)
  const [[row]] = await ctx.db.batch([closureById(ctx, id)])
  if (!row || row.pointId !== pointId) throw new Problem('record-not-found')
  if (row.toDay < dayOf(ctx.clock.now())) throw new Problem('not-changeable')
  return row
}

/** What lifting a closure would do; nothing is changed. Throws record-not-found, not-changeable. */
export async function previewLift({ ctx, input }: { ctx: Ctx; input: Input }): Promise<LiftPreview> {
  const { fromDay, toDay, counterGroup } = await standing(ctx, input)
  const [[told]] = await ctx.db.batch([toldByClosure(ctx, input.id)])
  return { fromDay, toDay, counterGroup, people: told?.people ?? 0 }
}

/**
 * Lifts a closure: the slots to come that the plan has open again, and whoever was told that it is closed and still has
 * that time is told that it holds. Who moved or cancelled keeps what they chose; the past stays as it was. The places that
 * come back go the way of places given back (reconcile.ts). Lifting twice is lifting once. Throws record-not-found,
 * not-changeable.
 */
export async function liftClosure({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Input
}): Promise<LiftPreview & { id: string } & CarriedOut> {
  const change = (await liftedBefore(ctx, input)) ?? (await lift(ctx, input))
  const { fromDay, toDay, counterGroup = '' } = change.span
  const done = await carryOut(ctx, change)
  return { fromDay, toDay, counterGroup, people: done.reopened, id: change.id, ...done }
}

const liftId = (closureId: string) => `${closureId}_lift`

async function liftedBefore(ctx: Ctx, { slug, id }: Input): Promise<Change | null> {
  const pointId = await pointIdOf(ctx, slug)
  const [[row]] = await ctx.db.batch([
    changesWhere(ctx, sql`h.id = ${liftId(id)} AND h.service_point_id = ${pointId}`),
  ])
  if (!row) return null
  const { kind, fromDay, toDay, counterGroup, madeAt, doneAt, liftedAt } = row
  const span = { slug, fromDay, toDay, ...(counterGroup && { counterGroup }) }
  return { id: row.id, kind, pointId, span, reason: { zh: '', en: '' }, madeAt, doneAt, liftedAt }
}

async function lift(ctx: Ctx, input: Input): Promise<Change> {
  const row = await standing(ctx, input)
  const { pointId, fromDay, toDay, counterGroup } = row
  const change = newChange(ctx, {
    id: liftId(row.id),
    kind: 'lift',
    pointId,
    span: { slug: input.slug, fromDay, toDay, ...(counterGroup && { counterGroup }) },
    reason: { zh: '', en: '' },
  })
  const leaf = await leafFor(ctx, {
    action: 'schedule.lift',
    subject: input.slug,
    facts: {
      fromDay,
      toDay,
      counter: counterGroup,
      reason: row.reasonZh,
      staff: ctx.actor.kind === 'staff' ? ctx.actor.id : '',
    },
  })
  try {
    await ctx.db.batch([
      putChange(ctx, change),
      guard(ctx.db),
      exec(ctx.db, sql`DELETE FROM closure WHERE id = ${row.id}`),
      guard(ctx.db),
      exec(ctx.db, sql`UPDATE plan_change SET lifted_at = ${ctx.clock.now()} WHERE id = ${row.id}`),
      leaf.statement,
    ])
  } catch (error) {
    // Somebody pressed the same button: it is lifted.
    if (refusalOf(error) !== 'stale') throw error
  }
  return change
}
