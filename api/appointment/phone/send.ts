import type { Ctx } from '../../context.ts'
import { letIn, referenceOf, triesFor } from '../../intake/access.ts'
import { sentFor } from '../../intake/phoneCode.ts'
import type { CodeSent } from '../../intake/phoneCodeSchema.ts'
import { confirmedBefore, sendPhoneCode } from '../../intake/sendPhoneCode.ts'
import { Problem } from '../../problem.ts'
import { requireChangeable, textableOf } from '../change.ts'
import { bookingByReference } from '../query.ts'

/**
 * Texts a one-time code to the number the messages go to: the helper's mobile, else the applicant's. Asking again for a
 * confirmed number sends nothing. Throws record-not-found, too-many-tries, not-changeable (the visit has begun),
 * phone-none, phone-codes-spent (for this booking or this number; until midnight).
 */
export async function sendCode({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<CodeSent> {
  const { reference } = referenceOf(input.reference)
  const [tries, found, sent] = await ctx.db.batch([
    triesFor(ctx, reference),
    bookingByReference(ctx, reference),
    sentFor(ctx, reference),
  ])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  if (row.phoneConfirmedAt !== null) return confirmedBefore(reference)
  requireChangeable(ctx, row)
  const phone = await textableOf(ctx, row)
  if (phone === null) throw new Problem('phone-none')
  return sendPhoneCode(ctx, { reference, phone, sent, subject: reference })
}
