import { type SQL, sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec, rows } from '../../db/rows.ts'
import { MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { sameCode } from '../shared/accessCode.ts'
import { normaliseOneTimeCode, oneTimeHash } from '../shared/oneTimeCode.ts'

/** A code is good for this long, ms. */
export const codeLifetime = 10 * MINUTE
/** Wrong codes that may be typed against one. */
export const wrongTries = 5
/** Codes sent for one record in a day. */
export const codesADay = 3
/**
 * Codes sent to one number in a day, whichever records name it. Whoever types a stranger's number costs them these
 * few texts and no more; that the number's holder can then confirm nothing of their own before tomorrow is the smaller
 * harm, since there are other ways.
 */
export const codesADayForNumber = 5

export interface SentRow {
  day: string
  sent: number
}

/** Statement: how many codes were sent for this record, and on which day. */
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

export interface TakenRow {
  codeHash: string
  tries: number
}

/**
 * Statement: counts a try before it is looked at, so that a thousand guesses at once are a thousand tries, and gives
 * what is stored. No row when the code is over, or when who asks does not hold the record: `held` is a query that
 * answers nothing then.
 */
export function takeTry(ctx: Ctx, reference: string, held: SQL) {
  return rows<TakenRow>(
    ctx.db,
    sql`UPDATE phone_code SET tries = tries + 1
        WHERE reference = ${reference} AND tries < ${wrongTries} AND expires_at > ${ctx.clock.now()}
          AND EXISTS (${held})
        RETURNING code_hash AS codeHash, tries`,
  )
}

/** Statement: a code that has done its work is gone. */
export function dropCode(ctx: Ctx, reference: string) {
  return exec(ctx.db, sql`DELETE FROM phone_code WHERE reference = ${reference}`)
}

/** The six digits somebody typed. Throws invalid-input where they cannot be a code: that costs no try. */
export function typedCode(typed: string): string {
  const code = normaliseOneTimeCode(typed)
  if (code === null) throw invalid('/code', 'phone-code.shape')
  return code
}

/**
 * Whether the code is the one that was sent, for a try that was counted. `subject` is what it was hashed with. Throws
 * phone-code-over (ten minutes or five tries are past, or none was sent), invalid-input (not this one).
 */
export async function requireCode(
  ctx: Ctx,
  subject: string,
  code: string,
  [sent]: TakenRow[],
): Promise<void> {
  const right = sameCode(await oneTimeHash(ctx.keys.code, subject, code), sent?.codeHash ?? '')
  if (!sent || (!right && sent.tries >= wrongTries)) throw new Problem('phone-code-over')
  if (!right) throw invalid('/code', 'phone-code.wrong', { left: wrongTries - sent.tries })
}
