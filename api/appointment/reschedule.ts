import { refusalOf } from '../../db/refusal.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { voidWaiting } from '../notification/enqueue.ts'
import { changeBooking, requireChangeable, requireMovable, textableOf } from './change.ts'
import { messagesFor } from './messages.ts'
import { requireBookable, withNearest } from './place.ts'
import { bookingByReference, visitForBooking } from './query.ts'
import { readRules, rulesOn } from './rules.ts'
import type { Visit } from './schema.ts'
import { isOpen, visitOf } from './visit.ts'
import { settleDay } from './waiting/settle.ts'

/**
 * Moves a booking: the old place is given back and the new one taken in one step, or neither. The reference
 * and code stay. Throws record-not-found, too-many-tries, not-changeable, moved-too-often, slot-full and slot-closed (with
 * the nearest free times; the old booking stands), matter-not-offered, stale.
 */
export async function reschedule({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; slotId: string }
}): Promise<{ reference: string; status: 'booked'; visit: Visit }> {
  const { reference } = referenceOf(input.reference)
  const [tries, found, visits, ruleRows] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    visitForBooking(ctx, input.slotId, reference),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  requireChangeable(ctx, row)
  const rules = readRules(ruleRows)
  // Whose counter was closed did not choose to move.
  const chosen = isOpen(row)
  // Sent again after its answer was lost: it has happened.
  if (row.slotId === input.slotId) return { reference, status: 'booked', visit: visitOf(row) }
  if (chosen) requireMovable(row, rules)

  const visit = await requireBookable(ctx, visits[0], rules)
  const leaf = await leafFor(ctx, {
    action: 'appointment.move',
    subject: reference,
    facts: { station: visit.slug, from: toIso(row.startsAt), startsAt: toIso(visit.startsAt) },
  })
  const phone = await textableOf(ctx, row)
  const messages = await messagesFor(ctx, 'appointment.moved', reference, visit, phone, row.locale)
  try {
    await ctx.db.batch([
      ...changeBooking(ctx, row, {
        to: visit,
        moves: row.moves + Number(chosen),
        // Times shown here are the public's, whoever's place it was before.
        channel: 'public',
      }),
      leaf.statement,
      voidWaiting(ctx, reference),
      ...messages.statements,
    ])
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'slot-full' || refusal === 'slot-closed') throw await withNearest(ctx, refusal, visit)
    throw error
  }
  ctx.after(() => ctx.wake(messages.now))
  ctx.after((later) => settleDay(later, row))
  return { reference, status: 'booked', visit: visitOf(visit) }
}
