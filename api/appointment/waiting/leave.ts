import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { voidWaiting } from '../../notification/enqueue.ts'
import { listTemplates } from '../../notification/listWords.ts'
import { Problem } from '../../problem.ts'
import { changeEntry, endOffer, keepPlaces, openWaiting } from './open.ts'
import type { WaitingState } from './schema.ts'
import { settleDay } from './settle.ts'

/**
 * Leaves the list; an open offer goes to the next, and a booking that waited for an earlier time stays as it is.
 * Leaving twice is the same as once. Throws record-not-found, too-many-tries, waiting-over (taken, or ended by itself),
 * stale.
 */
export async function leave({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<WaitingState> {
  const { reference, entry, offer } = await openWaiting(ctx, input)
  if (entry?.state === 'left') return { reference, status: 'left' }
  if (!entry || !['waiting', 'offered'].includes(entry.state)) throw new Problem('waiting-over')
  const leaf = await leafFor(ctx, { action: 'waiting.leave', subject: reference, facts: { offer: !!offer } })
  try {
    await ctx.db.batch([
      changeEntry(ctx, entry, 'left'),
      guard(ctx.db),
      ...(offer ? [endOffer(ctx, offer.holdId, 'passed'), guard(ctx.db), keepPlaces(ctx, offer.holdId)] : []),
      leaf.statement,
      ...[...listTemplates, 'waiting.offered' as const].map((template) =>
        voidWaiting(ctx, reference, template),
      ),
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    const again = await openWaiting(ctx, input)
    if (again.entry?.state !== 'left') throw error
    return { reference, status: 'left' }
  }
  if (offer) ctx.after((later) => settleDay(later, offer))
  return { reference, status: 'left' }
}
