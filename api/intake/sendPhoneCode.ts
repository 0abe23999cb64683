import { refusalOf } from '../../db/refusal.ts'
import { DAY, dayOf, startOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { messageFor, voidWaiting } from '../notification/enqueue.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { maskPhone } from '../privacy/mask.ts'
import { Problem } from '../problem.ts'
import { drawOneTimeCode, oneTimeHash } from '../shared/oneTimeCode.ts'
import { codeLifetime, codesADay, putCode, type SentRow } from './phoneCode.ts'
import type { CodeSent } from './phoneCodeSchema.ts'

interface To {
  reference: string
  /** A mobile number. */
  phone: string
  /** What was sent for this record before. */
  sent: SentRow[]
  /** What the code is hashed with: the reference, and more where the number can change under it. */
  subject: string
}

/**
 * Texts a one-time code. It is in the sealed words of the message and as an HMAC beside its counters, and nowhere else.
 * Throws phone-codes-spent (for this record or this number; until midnight).
 */
export async function sendPhoneCode(ctx: Ctx, { reference, phone, sent, subject }: To): Promise<CodeSent> {
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
  const codeHash = await oneTimeHash(ctx.keys.code, subject, code)
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

/** What is answered for a number that was confirmed before: nothing is sent. */
export const confirmedBefore = (reference: string): CodeSent => ({
  reference,
  phoneConfirmed: true,
  sentTo: null,
  expiresAt: null,
  codesLeft: 0,
})

const spent = (now: number) =>
  new Problem('phone-codes-spent', { retryAfter: (startOfDay(dayOf(now)) + DAY - now) / 1000 })
