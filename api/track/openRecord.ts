import { bookingAccess } from '../appointment/query.ts'
import { waitingAccess } from '../appointment/waiting/holderQuery.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import type { Reference } from '../shared/reference.ts'

/**
 * Opens any record for whoever holds its reference and access code: the one look-up for every kind.
 * Throws invalid-input for a mistyped reference, record-not-found or too-many-tries otherwise.
 */
export async function openRecord({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<Reference> {
  const found = referenceOf(input.reference)
  const [tries, records] = await ctx.db.batch([
    triesFor(ctx, found.reference),
    found.kind === 'W' ? waitingAccess(ctx, found.reference) : bookingAccess(ctx, found.reference),
  ])
  await letIn(ctx, found.reference, input.accessCode, records[0]?.codeHash ?? null, tries)
  return found
}
