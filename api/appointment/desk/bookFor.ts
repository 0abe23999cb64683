import { refusalOf } from '../../../db/refusal.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../../intake/once.ts'
import { invalid, Problem } from '../../problem.ts'
import { codeFor } from '../../shared/accessCode.ts'
import { makeReference } from '../../shared/reference.ts'
import type { Locale } from '../../shared/text.ts'
import { allow } from '../../staff/permission.ts'
import { readPeople } from '../applicant.ts'
import { again, raced } from '../book.ts'
import { requireBookable, requireTogether } from '../place.ts'
import { bookingByKey, mattersWanted, visitFor } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import type { BookingInput, Receipt } from '../schema.ts'
import type { VisitRow } from '../visit.ts'
import { wantedOf } from '../wanted.ts'
import { bookingWrite, keysOf } from '../write.ts'

/** By what road somebody who does not book online asked for a place. */
export type DeskChannel = 'phone' | 'counter'

export type DeskBooking = Omit<BookingInput, 'proof' | 'website'> & {
  /** The language of their messages, when it is not the one of the screen. */
  locale?: Locale | undefined
}

/** At the counter a place can be taken while its time runs: whoever stands there needs no notice. */
export const noticeFor = (channel: VisitChannel, visit: VisitRow): VisitRow =>
  channel === 'counter' ? { ...visit, closesAt: visit.firstEndsAt } : visit
type VisitChannel = DeskChannel | 'public'

/** The nearest free times are the public's, which is no answer at a desk. */
export function withoutNearest(error: unknown): unknown {
  const code = error instanceof Problem ? error.code : refusalOf(error)
  return code === 'slot-full' || code === 'slot-closed' ? new Problem(code) : error
}

/**
 * Books for somebody who telephones or stands at the counter, out of the places kept for that channel and no others.
 * The checks are those of booking online, less what is for machines and the limit of missed visits, which are never
 * refused here. For staff of the service point. Throws record-not-found, invalid-input, slot-full, slot-closed,
 * matter-not-offered, already-booked, booking-over, code-replaced, idempotency-mismatch.
 */
export async function bookFor({
  ctx,
  input,
  channel,
  at,
  idempotencyKey,
}: {
  ctx: Ctx
  input: DeskBooking
  channel: DeskChannel
  /** Slug of the service point; a time of another is unknown here. */
  at?: string
  idempotencyKey?: string | undefined
}): Promise<Receipt> {
  if (ctx.actor.kind !== 'staff') throw new Problem('record-not-found')
  const once = await openOnce(ctx, `appointment.book.${channel}`, idempotencyKey, input)
  const wanted = wantedOf(input)
  const people = readPeople(ctx, input)
  const [before, made, visits, matters, found] = await ctx.db.batch([
    answeredBefore(ctx, once),
    bookingByKey(ctx, once),
    visitFor(ctx, input.slotId, wanted),
    mattersWanted(ctx, wanted),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const rules = readRules(found)
  const visit = visits[0]
  if (visit) allow(ctx.actor, 'booking.serve', visit.pointId)
  if (visit && at !== undefined && visit.slug !== at) throw invalid('/slotId', 'slot.unknown')
  const replay = replayOf(once, before)
  if (replay) return again(ctx, once, replay, made)
  requireTogether(wanted, matters, rules)
  if (!visit) throw invalid('/slotId', 'slot.unknown')
  const keys = await keysOf(ctx, people)
  for (let attempt = 1; ; attempt++) {
    const reference = makeReference('A', dayOf(ctx.clock.now()))
    const accessCode = await codeFor(ctx.keys.code, reference, once.key, 8)
    try {
      await requireBookable(ctx, noticeFor(channel, visit), rules)
      const { statements, receipt, wake } = await bookingWrite(ctx, {
        reference,
        accessCode,
        people,
        keys,
        visit,
        wanted,
        exempt: input.exempt ?? false,
        channel,
        locale: input.locale ?? ctx.locale,
      })
      const [forget, recall] = remember(ctx, once, reference, { promise: receipt.promise })
      await ctx.db.batch([forget, recall, ...statements])
      ctx.after(() => ctx.wake(wake))
      return { ...receipt, accessCode }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'key-in-use') return raced(ctx, once)
      throw withoutNearest(error)
    }
  }
}
