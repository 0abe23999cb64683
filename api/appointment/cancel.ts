import { refusalOf } from '../../db/refusal.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf, MINUTE, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { voidWaiting } from '../notification/enqueue.ts'
import { cancelledLate, changeBooking, openBooking, requireChangeable, textableOf } from './change.ts'
import { messagesFor } from './messages.ts'
import { type BookingRow, bookingByReference } from './query.ts'
import { type BookingRules, readRules, rulesOn } from './rules.ts'
import { isOpen } from './visit.ts'
import { settleDay } from './waiting/settle.ts'

export interface Cancelled {
  reference: string
  status: 'cancelled'
  /** So shortly before the visit that it may count like a missed one (rules.ts). */
  late: boolean
}

/** Whether cancelling now is late: standards B5. Never where the counter is closed at the time of the visit. */
export function isLate(row: BookingRow, { lateCancelMinutes }: BookingRules, now: number): boolean {
  return isOpen(row) && row.startsAt - now < lateCancelMinutes * MINUTE
}

/**
 * Gives the place back at once, however late; a late one is marked so. Cancelling twice is the same as once. Throws
 * record-not-found, too-many-tries, not-changeable (the visit has begun), stale (changed meanwhile).
 */
export async function cancel({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<Cancelled> {
  const { reference } = referenceOf(input.reference)
  const now = ctx.clock.now()
  const [tries, found, ruleRows] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    rulesOn(ctx, dayOf(now)),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  if (row.state === 'cancelled') return { reference, status: 'cancelled', late: row.outcome === 'late' }
  requireChangeable(ctx, row)
  const late = isLate(row, readRules(ruleRows), now)
  const leaf = await leafFor(ctx, {
    action: 'appointment.cancel',
    subject: reference,
    facts: { station: row.slug, startsAt: toIso(row.startsAt), late },
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
      ...(late ? [cancelledLate(ctx, row)] : []),
      leaf.statement,
      voidWaiting(ctx, reference),
      ...messages.statements,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    // A second click was as fast as the first: what was asked for has happened.
    const again = await openBooking(ctx, input)
    if (again.state !== 'cancelled') throw error
    return { reference, status: 'cancelled', late: again.outcome === 'late' }
  }
  ctx.after(() => ctx.wake(messages.now))
  ctx.after((later) => settleDay(later, row))
  return { reference, status: 'cancelled', late }
}
