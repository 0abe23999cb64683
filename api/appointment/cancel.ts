import { refusalOf } from '../../db/refusal.ts'
import { leafFor } from '../audit/append.ts'
import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { voidWaiting } from '../notification/enqueue.ts'
import { changeBooking, openBooking, requireChangeable, textableOf } from './change.ts'
import { messagesFor } from './messages.ts'

/**
 * Gives the place back at once. Cancelling twice is the same as once. Throws record-not-found,
 * too-many-tries, not-changeable (the visit has begun), stale (changed meanwhile).
 */
export async function cancel({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<{ reference: string; status: 'cancelled' }> {
  const row = await openBooking(ctx, input)
  const { reference } = row
  if (row.state === 'cancelled') return { reference, status: 'cancelled' }
  requireChangeable(ctx, row)
  const leaf = await leafFor(ctx, {
    action: 'appointment.cancel',
    subject: reference,
    facts: { station: row.slug, startsAt: toIso(row.startsAt) },
  })
  const messages = await messagesFor(
    ctx,
    'appointment.cancelled',
    reference,
    row,
    await textableOf(ctx, row),
    row.locale,
  )
  try {
    await ctx.db.batch([
      ...changeBooking(ctx, row, { state: 'cancelled' }),
      leaf.statement,
      voidWaiting(ctx, reference),
      ...messages.statements,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    // A second click was as fast as the first: what was asked for has happened.
    const again = await openBooking(ctx, input)
    if (again.state !== 'cancelled') throw error
    return { reference, status: 'cancelled' }
  }
  ctx.after(() => ctx.wake(messages.now))
  return { reference, status: 'cancelled' }
}
