import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { requireBookable, requireTogether, withNearest } from './place.ts'
import { mattersWanted, visitFor } from './query.ts'
import { readRules, rulesOn } from './rules.ts'
import type { Visit } from './schema.ts'
import { visitOf, type Wanted } from './visit.ts'

/** A slot still to be had, as a visit. Throws not-found, matter-not-offered, slot-full, slot-closed, invalid-input. */
export async function showVisit({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Wanted & { slotId: string }
}): Promise<Visit> {
  const [visits, matters, found] = await ctx.db.batch([
    visitFor(ctx, input.slotId, input),
    mattersWanted(ctx, input),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const rules = readRules(found)
  requireTogether(input, matters, rules)
  if (!visits[0]) throw new Problem('not-found')
  const visit = await requireBookable(ctx, visits[0], rules)
  if (visit.remaining < 1) throw await withNearest(ctx, 'slot-full', visit)
  return visitOf(visit)
}
