import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { nearestFree } from './query.ts'
import { slotView } from './view.ts'
import type { VisitRow } from './visit.ts'

/**
 * Whether the public can take a place in this slot for this matter, now. Throws invalid-input for what
 * does not exist, matter-not-offered, slot-closed (past, or within the lead time; with the nearest free).
 */
export async function requireBookable(
  ctx: Ctx,
  visit: VisitRow | undefined,
  matter: { bookable: number } | undefined,
): Promise<VisitRow> {
  if (!matter) throw invalid('/matterCode', 'matter.unknown')
  if (!matter.bookable) throw invalid('/matterCode', 'matter.not-bookable')
  if (!visit) throw invalid('/slotId', 'slot.unknown')
  if (!visit.offered || visit.slotGroup !== visit.matterGroup) throw new Problem('matter-not-offered')
  if (visit.slotState !== 'open' || visit.closesAt <= ctx.clock.now())
    throw await withNearest(ctx, 'slot-closed', visit)
  return visit
}

/** The place is gone: says so together with the nearest that are still free. */
export async function withNearest(
  ctx: Ctx,
  code: 'slot-full' | 'slot-closed',
  visit: VisitRow,
): Promise<Problem> {
  const [free] = await ctx.db.batch([nearestFree(ctx, visit)])
  return new Problem(code, { extra: { nearest: free.map(slotView) } })
}
