import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { voidWaiting } from '../../notification/enqueue.ts'
import { open } from '../../privacy/field.ts'
import { readPhone } from '../../privacy/phone.ts'
import { Problem } from '../../problem.ts'
import { codeFor, normaliseCode } from '../../shared/accessCode.ts'
import { makeReference } from '../../shared/reference.ts'
import type { People } from '../applicant.ts'
import { openField, requireChangeable, textableOf } from '../change.ts'
import { messagesFor } from '../messages.ts'
import type { BookingRow } from '../query.ts'
import { receiptOf } from '../receipt.ts'
import type { Receipt } from '../schema.ts'
import { bookingWrite } from '../write.ts'
import type { OfferRow, WaitingRow } from './holderQuery.ts'
import { changeEntry, endOffer, isMeant, type Opened, openWaiting, stands } from './open.ts'
import { settleDay } from './settle.ts'
import { takenAgain } from './takenAgain.ts'

/** `moved`: the booking there was has moved; else a new one was made. */
export interface Taken {
  receipt: Receipt
  moved: boolean
}

/**
 * Takes the place offered: it becomes a booking with its own reference and code, or the booking that waited for an
 * earlier time moves there; nothing else is touched, and one batch does all or nothing. Taking twice, or twice at
 * once, gives the same receipt. Throws record-not-found, too-many-tries, offer-gone (lapsed, closed, or none),
 * already-booked, phone-busy, booking-over, code-replaced, not-changeable, stale.
 */
export async function take({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; slotId?: string | undefined }
}): Promise<Taken> {
  const opened = await openWaiting(ctx, input)
  const code = normaliseCode(input.accessCode) ?? ''
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(ctx, opened, code, input.slotId)
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 'reference-taken' && attempt < 3) continue
      if (refusal === 'slot-closed' || refusal === 'slot-full') throw new Problem('offer-gone')
      if (refusal !== 'stale') throw error
      // Somebody was faster: another press of the same button, or the end of the offer.
      const now = await openWaiting(ctx, input)
      if (now.entry?.state !== 'taken') throw new Problem('offer-gone')
      return takenAgain(ctx, now.entry, now.booking, code)
    }
  }
}

async function once(
  ctx: Ctx,
  { reference, entry, offer, booking }: Opened,
  code: string,
  meant: string | undefined,
): Promise<Taken> {
  if (entry?.state === 'taken') return takenAgain(ctx, entry, booking, code)
  if (!entry || !stands(ctx, offer) || !isMeant(offer, meant)) throw new Problem('offer-gone')
  if (booking) return { moved: true, receipt: await moveTo(ctx, reference, entry, offer, booking, code) }
  return { moved: false, receipt: await bookIt(ctx, entry, offer) }
}

async function bookIt(ctx: Ctx, entry: WaitingRow, offer: OfferRow): Promise<Receipt> {
  const reference = makeReference('A', dayOf(ctx.clock.now()))
  const accessCode = await codeFor(ctx.keys.code, reference, `take:${entry.id}`, 8)
  const [matterCode = '', ...alsoMatters]: string[] = JSON.parse(entry.matters)
  const { statements, receipt, wake } = await bookingWrite(ctx, {
    reference,
    accessCode,
    people: await peopleOf(ctx, entry),
    keys: { person: entry.personKey, contact: entry.contactKey, phoneKey: entry.phoneKey },
    visit: offer,
    wanted: { matterCode, alsoMatters, people: entry.people },
    exempt: entry.exempt === 1,
    channel: 'public',
    locale: entry.locale,
  })
  const leaf = await leafFor(ctx, {
    action: 'waiting.take',
    subject: entry.reference,
    facts: { station: offer.slug, startsAt: toIso(offer.startsAt), takenAs: reference },
  })
  await ctx.db.batch([
    endOffer(ctx, offer.holdId, 'taken'),
    guard(ctx.db),
    changeEntry(ctx, entry, 'taken', reference),
    guard(ctx.db),
    ...statements,
    leaf.statement,
    voidWaiting(ctx, entry.reference),
  ])
  ctx.after(() => ctx.wake(wake))
  return { ...receipt, accessCode }
}

async function moveTo(
  ctx: Ctx,
  reference: string,
  entry: WaitingRow,
  offer: OfferRow,
  booking: BookingRow,
  accessCode: string,
): Promise<Receipt> {
  requireChangeable(ctx, booking)
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'appointment.move',
    subject: reference,
    facts: {
      station: offer.slug,
      from: toIso(booking.startsAt),
      startsAt: toIso(offer.startsAt),
      offered: true,
    },
  })
  const phone = await textableOf(ctx, booking)
  const messages = await messagesFor(ctx, 'appointment.moved', reference, offer, phone, booking.locale)
  await ctx.db.batch([
    endOffer(ctx, offer.holdId, 'taken'),
    guard(ctx.db),
    changeEntry(ctx, entry, 'taken', reference),
    guard(ctx.db),
    // The place offered is a public one, whichever way the visit was booked. A move the list made is not counted.
    exec(
      ctx.db,
      sql`UPDATE booking SET slot_id = ${offer.slotId}, ends_at = ${offer.endsAt}, channel = 'public',
            version = version + 1, updated_at = ${now}
          WHERE id = ${booking.id} AND version = ${booking.version} AND state = 'booked'`,
    ),
    guard(ctx.db),
    leaf.statement,
    voidWaiting(ctx, reference),
    ...messages.statements,
  ])
  ctx.after(() => ctx.wake(messages.now))
  ctx.after((later) => settleDay(later, booking))
  const open = receiptOf({
    reference,
    visit: offer,
    name: (await openField(ctx, booking, 'name', booking.name)) ?? '',
    helperName: await openField(ctx, booking, 'helper_name', booking.helperName),
    textable: phone,
    changedAt: now,
    promise: leaf.promise,
  })
  return { ...open, accessCode }
}

/** Who waits, in clear, to be sealed again in the booking's own row. */
async function peopleOf(ctx: Ctx, row: WaitingRow): Promise<People> {
  const clear = (column: string, value: string | null) =>
    value === null ? Promise.resolve(null) : open(ctx.keys, { table: 'waiting', column, row: row.id }, value)
  const [name, phone, idNumber, helperName, helperPhone, note] = await Promise.all([
    clear('name', row.name),
    clear('phone', row.phone),
    clear('id_number', row.idNumber),
    clear('helper_name', row.helperName),
    clear('helper_phone', row.helperPhone),
    clear('note', row.note),
  ])
  const mobile = (number: string | null) => {
    const read = readPhone(number ?? '')
    return read.ok && read.kind === 'mobile' ? read.value : null
  }
  return {
    applicant: { name: name ?? '', phone: phone ?? '', idType: row.idType, idNumber },
    helper: helperName === null ? null : { name: helperName, phone: helperPhone ?? '' },
    note,
    textable: mobile(helperPhone) ?? mobile(phone),
  }
}
