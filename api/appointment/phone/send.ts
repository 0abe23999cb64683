import { refusalOf } from '../../../db/refusal.ts'
import { DAY, dayOf, startOfDay, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { letIn, referenceOf, triesFor } from '../../intake/access.ts'
import { messageFor, voidWaiting } from '../../notification/enqueue.ts'
import { blindIndex } from '../../privacy/blindIndex.ts'
import { maskPhone } from '../../privacy/mask.ts'
import { Problem } from '../../problem.ts'
import { drawOneTimeCode, oneTimeHash } from '../../shared/oneTimeCode.ts'
import { requireChangeable, textableOf } from '../change.ts'
import { bookingByReference } from '../query.ts'
import { codeLifetime, codesADay, putCode, sentFor } from './query.ts'
import type { CodeSent } from './schema.ts'

/**
 * Texts a one-time code to the number the messages go to: the helper's mobile, else the applicant's. The code is in
 * the sealed words of the message and as an HMAC beside its counters, and nowhere else. Asking again for a confirmed
 * number sends nothing. Throws record-not-found, too-many-tries, not-changeable (the visit has begun), phone-none,
 * phone-codes-spent (for this booking or this number; until midnight).
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
  if (row.phoneConfirmedAt !== null)
    return { reference, phoneConfirmed: true, sentTo: null, expiresAt: null, codesLeft: 0 }
  requireChangeable(ctx, row)
  const phone = await textableOf(ctx, row)
  if (phone === null) throw new Problem('phone-none')

  const now = ctx.clock.now()
  const day = dayOf(now)
  const before = sent[0]?.day === day ? sent[0].sent : 0
  if (before >= codesADay) throw spent(now)
  const code = drawOneTimeCode()
  const message = await messageFor(ctx, {
    template: 'phone.code',
    locale: ctx.locale,
    reference,
    phone,
    data: { code, reference, expiresAt: toIso(now + codeLifetime) },
  })
  const codeHash = await oneTimeHash(ctx.keys.code, reference, code)
  const phoneKey = await blindIndex(ctx.keys, 'phone', phone)
  try {
    await ctx.db.batch([
      ...putCode(ctx, { reference, codeHash, day, phoneKey }),
      voidWaiting(ctx, reference, 'phone.code'),
      message.statement,
    ])
  } catch (error) {
    if (refusalOf(error) === 'stale') throw spent(now)
    throw error
  }
  ctx.after(() => ctx.wake([message.id]))
  return {
    reference,
    phoneConfirmed: false,
    sentTo: maskPhone(phone),
    expiresAt: toIso(now + codeLifetime),
    codesLeft: codesADay - before - 1,
  }
}

const spent = (now: number) =>
  new Problem('phone-codes-spent', { retryAfter: (startOfDay(dayOf(now)) + DAY - now) / 1000 })
