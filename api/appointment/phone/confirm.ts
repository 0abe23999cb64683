import { refusalOf } from '../../../db/refusal.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { letIn, referenceOf, triesFor } from '../../intake/access.ts'
import { invalid, Problem } from '../../problem.ts'
import { codeHash, normaliseCode, sameCode } from '../../shared/accessCode.ts'
import { normaliseOneTimeCode, oneTimeHash } from '../../shared/oneTimeCode.ts'
import { requireChangeable } from '../change.ts'
import { bookingByReference } from '../query.ts'
import { putConfirmed, takeTry, wrongTries } from './query.ts'

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
  const typed = normaliseOneTimeCode(input.code)
  if (typed === null) throw invalid('/code', 'phone-code.shape')
  const accessHash = await codeHash(ctx.keys.code, reference, normaliseCode(input.accessCode) ?? '')
  const [tries, found, taken] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    takeTry(ctx, reference, accessHash),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  if (row.phoneConfirmedAt !== null) return { reference, phoneConfirmed: true }
  requireChangeable(ctx, row)
  const [sent] = taken
  const right = sameCode(await oneTimeHash(ctx.keys.code, reference, typed), sent?.codeHash ?? '')
  if (!sent || (!right && sent.tries >= wrongTries)) throw new Problem('phone-code-over')
  if (!right) throw invalid('/code', 'phone-code.wrong', { left: wrongTries - sent.tries })
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
