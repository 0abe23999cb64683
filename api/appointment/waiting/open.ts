import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { letIn, referenceOf, triesFor } from '../../intake/access.ts'
import { type BookingRow, bookingByReference } from '../query.ts'
import {
  byBooking,
  byReference,
  type OfferRow,
  offerWhere,
  type WaitingRow,
  waitingWhere,
} from './holderQuery.ts'

/** A place on the list as its holder opens it; for an earlier time with the booking whose code opens it. */
export interface Opened {
  reference: string
  /** Null: a booking without a wish for an earlier time. */
  entry: WaitingRow | null
  /** The open offer, whose time may have come without the job having said so yet. */
  offer: OfferRow | null
  booking: BookingRow | null
}

/**
 * Opens a place on the list by its W-reference and code, or the wish for an earlier time by those of its booking. One
 * round trip. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function openWaiting(
  ctx: Ctx,
  input: { reference: string; accessCode: string },
): Promise<Opened> {
  const { reference, kind } = referenceOf(input.reference)
  const which = kind === 'A' ? byBooking(reference) : byReference(reference)
  const [tries, entries, offers, bookings] = await ctx.db.batch([
    triesFor(ctx, reference),
    waitingWhere(ctx, which),
    offerWhere(ctx, which),
    bookingByReference(ctx, reference),
  ])
  const [entry] = entries
  const [booking] = bookings
  const hash = kind === 'A' ? booking?.codeHash : kind === 'W' ? entry?.codeHash : null
  await letIn(ctx, reference, input.accessCode, hash ?? null, tries)
  return { reference, entry: entry ?? null, offer: offers[0] ?? null, booking: booking ?? null }
}

/** Whether the offer can still be taken. */
export const stands = (ctx: Ctx, offer: OfferRow | null): offer is OfferRow =>
  offer !== null && offer.until > ctx.clock.now()

/** Whether it is the offer that its answer names; one that names none means whichever there is. */
export const isMeant = ({ slotId }: Pick<OfferRow, 'slotId'>, named: string | undefined): boolean =>
  named === undefined || named === slotId

/** Statement: settles an open offer in this way; guard it. */
export function endOffer(ctx: Ctx, holdId: string, to: 'taken' | 'declined' | 'passed') {
  return exec(
    ctx.db,
    sql`UPDATE hold SET state = ${to}, settled_at = ${ctx.clock.now()} WHERE id = ${holdId} AND state = 'offered'`,
  )
}

/** Statement, behind the one that ends an offer: its places are kept for whoever is next. */
export function keepPlaces(ctx: Ctx, holdId: string) {
  const now = ctx.clock.now()
  return exec(
    ctx.db,
    sql`INSERT INTO hold (id, slot_id, ends_at, state, until, created_at)
        SELECT 'ho_' || lower(hex(randomblob(12))), r.id, r.ends_at, 'kept', 0, ${now}
        FROM hold h JOIN slot_run r ON r.first_id = h.slot_id AND r.starts_at < h.ends_at
        WHERE h.id = ${holdId} AND r.state = 'open' AND r.closes_at > ${now}`,
  )
}

/** Statement: the place on the list, if it is still as it was read; guard it. */
export function changeEntry(
  ctx: Ctx,
  { id, version, state }: Pick<WaitingRow, 'id' | 'version' | 'state'>,
  to: WaitingRow['state'],
  takenAs: string | null = null,
) {
  return exec(
    ctx.db,
    sql`UPDATE waiting SET state = ${to}, taken_as = ${takenAs}, version = version + 1, updated_at = ${ctx.clock.now()}
        WHERE id = ${id} AND version = ${version} AND state = ${state}`,
  )
}
