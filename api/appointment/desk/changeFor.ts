import { leafFor } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { referenceOf } from '../../intake/access.ts'
import { voidWaiting } from '../../notification/enqueue.ts'
import { allow } from '../../staff/permission.ts'
import { type Cancelled, isLate } from '../cancel.ts'
import { cancelledLate, changeBooking, requireChangeable, textableOf } from '../change.ts'
import { messagesFor } from '../messages.ts'
import { requireBookable } from '../place.ts'
import { bookingByReference, visitForBooking } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import type { Visit } from '../schema.ts'
import { visitOf } from '../visit.ts'
import { settleDay } from '../waiting/settle.ts'
import { noticeFor, withoutNearest } from './bookFor.ts'
import { type DeskReason, ownRecord } from './record.ts'

/**
 * Cancels for somebody who asks, or because the station must; only what they asked for late is marked late. A public
 * place is given back as online, one of another channel to its channel. For staff of the service point. Throws
 * record-not-found, not-changeable, stale.
 */
export async function cancelFor({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; reason: DeskReason }
}): Promise<Cancelled> {
  const now = ctx.clock.now()
  const [found, ruleRows] = await ctx.db.batch([
    bookingByReference(ctx, referenceOf(input.reference).reference),
    rulesOn(ctx, dayOf(now)),
  ])
  const row = ownRecord(ctx, found)
  const { reference } = row
  if (row.state === 'cancelled') return { reference, status: 'cancelled', late: row.outcome === 'late' }
  requireChangeable(ctx, row)
  const late = input.reason === 'asked' && isLate(row, readRules(ruleRows), now)
  const leaf = await leafFor(ctx, {
    action: 'appointment.cancel',
    subject: reference,
    facts: {
      station: row.slug,
      startsAt: toIso(row.startsAt),
      late,
      reason: input.reason,
      staff: allow(ctx.actor, 'booking.serve', row.pointId).id,
    },
  })
  const phone = await textableOf(ctx, row)
  const messages = await messagesFor(ctx, 'appointment.cancelled', reference, row, phone, row.locale)
  await ctx.db.batch([
    ...changeBooking(ctx, row, { state: 'cancelled' }),
    ...(late ? [cancelledLate(ctx, row)] : []),
    leaf.statement,
    voidWaiting(ctx, reference),
    ...messages.statements,
  ])
  ctx.after(() => ctx.wake(messages.now))
  ctx.after((later) => settleDay(later, row))
  return { reference, status: 'cancelled', late }
}

/**
 * Moves a booking within its own channel, to a time at a service point where whoever acts works too. Not one of the
 * moves its holder has. Throws record-not-found, not-changeable, slot-full, slot-closed, matter-not-offered, stale.
 */
export async function moveFor({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; slotId: string; reason: DeskReason }
}): Promise<{ reference: string; status: 'booked'; visit: Visit }> {
  const { reference } = referenceOf(input.reference)
  const [found, visits, ruleRows] = await ctx.db.batch([
    bookingByReference(ctx, reference),
    visitForBooking(ctx, input.slotId, reference),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const row = ownRecord(ctx, found)
  const to = visits[0]
  const { id: staff } = allow(ctx.actor, 'booking.serve', to?.pointId ?? row.pointId)
  requireChangeable(ctx, row)
  if (row.slotId === input.slotId) return { reference, status: 'booked', visit: visitOf(row) }
  const phone = await textableOf(ctx, row)
  try {
    const visit = await requireBookable(ctx, to && noticeFor(row.channel, to), readRules(ruleRows))
    const leaf = await leafFor(ctx, {
      action: 'appointment.move',
      subject: reference,
      facts: {
        station: visit.slug,
        from: toIso(row.startsAt),
        startsAt: toIso(visit.startsAt),
        reason: input.reason,
        staff,
      },
    })
    const messages = await messagesFor(ctx, 'appointment.moved', reference, visit, phone, row.locale)
    await ctx.db.batch([
      ...changeBooking(ctx, row, { to: visit, moves: row.moves }),
      leaf.statement,
      voidWaiting(ctx, reference),
      ...messages.statements,
    ])
    ctx.after(() => ctx.wake(messages.now))
    ctx.after((later) => settleDay(later, row))
    return { reference, status: 'booked', visit: visitOf(visit) }
  } catch (error) {
    throw withoutNearest(error)
  }
}
