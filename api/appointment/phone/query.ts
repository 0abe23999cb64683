import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { dropCode } from '../../intake/phoneCode.ts'

/** The query that answers only whoever holds the booking. */
export const heldBooking = (reference: string, accessHash: string) =>
  sql`SELECT 1 FROM booking b WHERE b.reference = ${reference} AND b.code_hash = ${accessHash}`

/** Statements: the number is confirmed, once, and its code is gone. */
export function putConfirmed(ctx: Ctx, bookingId: string, reference: string) {
  return [
    exec(
      ctx.db,
      sql`UPDATE booking SET phone_confirmed_at = ${ctx.clock.now()} WHERE id = ${bookingId} AND phone_confirmed_at IS NULL`,
    ),
    guard(ctx.db),
    dropCode(ctx, reference),
  ] as const
}
