import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { requireBookable, withNearest } from './place.ts'
import { matterExists, visitFor } from './query.ts'
import type { Visit } from './schema.ts'
import { visitOf } from './visit.ts'

/** A slot still to be had, as a visit. Throws not-found, matter-not-offered, slot-full, slot-closed, invalid-input. */
export async function showVisit({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { slotId: string; matter: string }
}): Promise<Visit> {
  const [visits, matters] = await ctx.db.batch([
    visitFor(ctx, input.slotId, input.matter),
    matterExists(ctx, input.matter),
  ])
  if (!visits[0]) throw new Problem('not-found')
  const visit = await requireBookable(ctx, visits[0], matters[0])
  if (visit.usedPublic >= visit.capPublic) throw await withNearest(ctx, 'slot-full', visit)
  return visitOf(visit)
}
