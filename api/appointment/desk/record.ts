import type { Ctx } from '../../context.ts'
import { referenceOf } from '../../intake/access.ts'
import { Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { type BookingRow, bookingByReference } from '../query.ts'

/** Why staff change a booking, for its audit leaf: one of these, so that no words about a person get there. */
export const deskReasons = ['asked', 'station', 'double', 'other'] as const
export type DeskReason = (typeof deskReasons)[number]

/** The booking, if whoever acts works where it is; throws record-not-found for any other, and for residents. */
export function ownRecord(ctx: Ctx, found: BookingRow[]): BookingRow {
  const [row] = found
  if (!row) throw new Problem('record-not-found')
  allow(ctx.actor, 'booking.serve', row.pointId)
  return row
}

/** Opens a booking for staff of its service point. Throws invalid-input for a mistyped reference, record-not-found. */
export async function openRecord(ctx: Ctx, typed: string): Promise<BookingRow> {
  const { reference } = referenceOf(typed)
  const [found] = await ctx.db.batch([bookingByReference(ctx, reference)])
  return ownRecord(ctx, found)
}
