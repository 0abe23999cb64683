import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import type { Channel } from '../../db/schema/appointment.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { open } from '../privacy/field.ts'
import { textable } from '../privacy/textable.ts'
import { Problem } from '../problem.ts'
import { type BookingRow, bookingByReference } from './query.ts'
import type { BookingRules } from './rules.ts'
import type { VisitRow } from './visit.ts'
import { endWish, followWish } from './waiting/wish.ts'

/** Opens a booking with its code, beside whatever else the verb wants to read in the same round trip. */
export async function openBooking(
  ctx: Ctx,
  input: { reference: string; accessCode: string },
): Promise<BookingRow> {
  const { reference } = referenceOf(input.reference)
  const [tries, found] = await ctx.db.batch([triesFor(ctx, reference), bookingByReference(ctx, reference)])
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  return found[0]!
}

/** A sealed field of a booking in clear; null where there is none, or its keeping time is over. */
export async function openField(ctx: Ctx, row: Pick<BookingRow, 'id'>, column: string, value: string | null) {
  return value === null ? null : open(ctx.keys, { table: 'booking', column, row: row.id }, value)
}

/** How often it may be moved is a rule: each move sends a message, and its number may be somebody else's. Throws moved-too-often. */
export function requireMovable(row: BookingRow, rules: BookingRules): void {
  if (row.moves >= rules.movesMost) throw new Problem('moved-too-often')
}

/** A visit that is over or cancelled stays as it is. Throws not-changeable. */
export function requireChangeable(ctx: Ctx, row: BookingRow): void {
  if (row.state !== 'booked' || row.startsAt <= ctx.clock.now()) throw new Problem('not-changeable')
}

/** What a booking becomes: cancelled, or moved to a visit, its moves so many then and its channel kept unless named. */
type Change = { state: 'cancelled' } | { to: VisitRow; moves: number; channel?: Channel }

/**
 * Statements that change a booking only if it is still as it was read; the guard undoes the whole batch
 * otherwise, so what follows (audit leaf, messages) never speaks of a change that did not happen. The booking's wish
 * for an earlier time ends or follows with it.
 */
export function changeBooking(ctx: Ctx, row: BookingRow, set: Change) {
  const now = ctx.clock.now()
  const fields =
    'state' in set
      ? sql`state = ${set.state}`
      : sql`slot_id = ${set.to.slotId}, ends_at = ${set.to.endsAt}, moves = ${set.moves}, channel = coalesce(${set.channel ?? null}, channel)`
  return [
    exec(
      ctx.db,
      sql`UPDATE booking SET ${fields}, version = version + 1, updated_at = ${now}
          WHERE id = ${row.id} AND version = ${row.version} AND state = 'booked'`,
    ),
    guard(ctx.db),
    ...('state' in set ? endWish(ctx, row.id) : followWish(ctx, row.id, set.to)),
  ] as const
}

/** Statement beside a cancellation: it came shortly before the visit. */
export function cancelledLate(ctx: Ctx, row: Pick<BookingRow, 'id'>) {
  return exec(ctx.db, sql`UPDATE booking SET outcome = 'late' WHERE id = ${row.id} AND state = 'cancelled'`)
}

/** Where text messages about this booking go (privacy/textable.ts). */
export const textableOf = (
  ctx: Ctx,
  { id, phone, helperPhone }: Pick<BookingRow, 'id' | 'phone' | 'helperPhone'>,
): Promise<string | null> => textable(ctx.keys, { table: 'booking', row: id, phone, helperPhone })
