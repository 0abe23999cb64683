import { refusalOf } from '../../../db/refusal.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { letIn, referenceOf, triesFor } from '../../intake/access.ts'
import { requireCode, takeTry, typedCode } from '../../intake/phoneCode.ts'
import { codeHash, normaliseCode } from '../../shared/accessCode.ts'
import { requireChangeable } from '../change.ts'
import { bookingByReference } from '../query.ts'
import { heldBooking, putConfirmed } from './query.ts'

/**
 * Confirms a booking's number with the code that was texted to it. Confirming twice is the same as once. Throws
 * invalid-input (no code, or not this one: a try is counted), phone-code-over (ten minutes or five tries are past, or
 * none was sent), record-not-found, too-many-tries, not-changeable.
 */
export async function confirmPhone({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; code: string }
}): Promise<{ reference: string; phoneConfirmed: true }> {
  const { reference } = referenceOf(input.reference)
  const typed = typedCode(input.code)
  const accessHash = await codeHash(ctx.keys.code, reference, normaliseCode(input.accessCode) ?? '')
  const [tries, found, taken] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    takeTry(ctx, reference, heldBooking(reference, accessHash)),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  if (row.phoneConfirmedAt !== null) return { reference, phoneConfirmed: true }
  requireChangeable(ctx, row)
  await requireCode(ctx, reference, typed, taken)
  const leaf = await leafFor(ctx, {
    action: 'appointment.phone',
    subject: reference,
    facts: { station: row.slug },
  })
  try {
    await ctx.db.batch([...putConfirmed(ctx, row.id, reference), leaf.statement])
  } catch (error) {
    // Another tab was as fast: what was asked for has happened.
    if (refusalOf(error) !== 'stale') throw error
  }
  return { reference, phoneConfirmed: true }
}
