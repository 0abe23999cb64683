import { guard } from '../../../db/guard.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { voidWaiting } from '../../notification/enqueue.ts'
import { Problem } from '../../problem.ts'
import { changeEntry, endOffer, isMeant, keepPlaces, openWaiting, stands } from './open.ts'
import type { WaitingState } from './schema.ts'
import { settleDay, settleSuited } from './settle.ts'

/**
 * Lets the next have the place offered; the place on the list stays, and nothing is counted. Declining twice is the
 * same as once. Throws record-not-found, too-many-tries, offer-gone, stale (changed meanwhile).
 */
export async function decline({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; slotId?: string | undefined }
}): Promise<WaitingState> {
  const { reference, entry, offer } = await openWaiting(ctx, input)
  if (entry?.state === 'waiting' && entry.lastOffer === 'declined') return { reference, status: 'waiting' }
  if (!entry || !stands(ctx, offer) || !isMeant(offer, input.slotId)) throw new Problem('offer-gone')
  const leaf = await leafFor(ctx, {
    action: 'waiting.decline',
    subject: reference,
    facts: { station: offer.slug },
  })
  await ctx.db.batch([
    endOffer(ctx, offer.holdId, 'declined'),
    guard(ctx.db),
    keepPlaces(ctx, offer.holdId),
    changeEntry(ctx, entry, 'waiting'),
    guard(ctx.db),
    leaf.statement,
    voidWaiting(ctx, reference, 'waiting.offered'),
  ])
  // Of what else is held something may suit, which was not theirs to have while they had an offer.
  const points = JSON.parse(entry.points) as { pointId: string; counterGroup: string }[]
  ctx.after(async (later) => {
    await settleDay(later, offer)
    await settleSuited(later, points, entry)
  })
  return { reference, status: 'waiting' }
}
