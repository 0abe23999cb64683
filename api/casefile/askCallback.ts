import type { z } from '@hono/zod-openapi'
import { startClock } from '../calendar/clock.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import { callbackRows, openCallback } from '../callback/openCallback.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { caseByReference, eventsOf, partiesOf } from './query.ts'
import { reach } from './reach.ts'
import type { askedSchema, calledSchema } from './staffSchema.ts'

/**
 * Notes that somebody a case concerns is to be called: they asked for it, object, or are to be asked about a stage. Nobody who
 * worked on the case can make the call. Throws invalid-input, record-not-found, not-allowed, step-refused (they asked not to
 * be told, or left no number), stale (one is open).
 */
export async function askCallback({
  ctx,
  input,
}: {
  ctx: Ctx
  input: z.infer<typeof askedSchema> & { reference: string }
}): Promise<z.infer<typeof calledSchema>> {
  const { reference } = referenceOf(input.reference)
  const now = ctx.clock.now()
  const [found, parties, events, rule, years, days] = await ctx.db.batch([
    caseByReference(ctx, reference),
    partiesOf(ctx, reference),
    eventsOf(ctx, reference),
    ...callbackRows(ctx, input.reason, dayOf(now)),
  ])
  const { row } = reach(ctx, 'casefile.write', found)
  const party = parties.find((one) => one.reference === reference)
  if (!party || party.wish === 'none' || party.phone === null) throw new Problem('step-refused')
  const due = startClock(now, rule, years, days)
  await ctx.db.batch(
    await openCallback(ctx, {
      reference,
      reason: input.reason,
      pointId: row.pointId,
      barred: events.map(({ by }) => by),
      due,
    }),
  )
  return { reference, dueAt: toIso(due.dueAt) }
}
