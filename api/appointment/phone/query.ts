import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec, rows } from '../../../db/rows.ts'
import { MINUTE } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'

/** A code is good for this long, ms. */
export const codeLifetime = 10 * MINUTE
/** Wrong codes that may be typed against one. */
export const wrongTries = 5
/** Codes sent for one booking in a day. */
export const codesADay = 3
/**
 * Codes sent to one number in a day, whichever bookings name it. Whoever types a stranger's number costs them these
 * few texts and no more; that the number's holder can then confirm no booking of their own before tomorrow is the
 * smaller harm, since nobody has to.
 */
export const codesADayForNumber = 5

interface SentRow {
  day: string
  sent: number
}

/** Statement: how many codes were sent for this booking, and on which day. */
export function sentFor(ctx: Ctx, reference: string) {
  return rows<SentRow>(ctx.db, sql`SELECT day, sent FROM phone_code WHERE reference = ${reference}`)
}

/** Statements: a new code takes the old one's place; the batch is refused as stale once a day's codes are spent. */
export function putCode(
  ctx: Ctx,
  {
    reference,
    codeHash,
    day,
    phoneKey,
  }: { reference: string; codeHash: string; day: string; phoneKey: string },
) {
  return [
    exec(
      ctx.db,
      sql`INSERT INTO phone_code (reference, code_hash, day, sent, tries, expires_at)
          VALUES (${reference}, ${codeHash}, ${day}, 1, 0, ${ctx.clock.now() + codeLifetime})
          ON CONFLICT (reference) DO UPDATE SET code_hash = excluded.code_hash, tries = 0, expires_at = excluded.expires_at,
            sent = CASE day WHEN excluded.day THEN sent + 1 ELSE 1 END, day = excluded.day
          WHERE day <> excluded.day OR sent < ${codesADay}`,
    ),
    guard(ctx.db),
    exec(
      ctx.db,
      sql`INSERT INTO phone_code_day (phone_key, day, sent) VALUES (${phoneKey}, ${day}, 1)
          ON CONFLICT (day, phone_key) DO UPDATE SET sent = sent + 1 WHERE sent < ${codesADayForNumber}`,
    ),
    guard(ctx.db),
  ] as const
}

/**
 * Statement: counts a try before it is looked at, so that a thousand guesses at once are a thousand tries, and gives
 * what is stored. No row when the code is over, or when who asks does not hold the booking (`accessHash`).
 */
export function takeTry(ctx: Ctx, reference: string, accessHash: string) {
  return rows<{ codeHash: string; tries: number }>(
    ctx.db,
    sql`UPDATE phone_code SET tries = tries + 1
        WHERE reference = ${reference} AND tries < ${wrongTries} AND expires_at > ${ctx.clock.now()}
          AND EXISTS (SELECT 1 FROM booking b WHERE b.reference = ${reference} AND b.code_hash = ${accessHash})
        RETURNING code_hash AS codeHash, tries`,
  )
}

/** Statements: the number is confirmed, once, and its code is gone. */
export function putConfirmed(ctx: Ctx, bookingId: string, reference: string) {
  return [
    exec(
      ctx.db,
      sql`UPDATE booking SET phone_confirmed_at = ${ctx.clock.now()} WHERE id = ${bookingId} AND phone_confirmed_at IS NULL`,
    ),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM phone_code WHERE reference = ${reference}`),
  ] as const
}
