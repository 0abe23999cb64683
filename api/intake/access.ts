import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { DAY, dayOf, startOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { codeOpens } from '../shared/accessCode.ts'
import { parseReference, type Reference } from '../shared/reference.ts'

/** Wrong codes for one reference are counted over this window, ms. */
const window = 60 * 60 * 1000

/** From this many wrong codes in a window on, the answer is 429. The right code is never locked out. */
export const triesAllowed = 10

/** Reads a typed reference; a mistyped one is caught by its check character. `fault`: the words for it. Throws invalid-input. */
export function referenceOf(typed: string, fault = 'reference.invalid'): Reference {
  const reference = parseReference(typed)
  if (!reference) throw invalid('/reference', fault)
  return reference
}

/** As many for a complaint, over its day. */
const triesInDay = 40

/**
 * The window wrong codes are counted over, ms. Those of a complaint are counted by the day: when somebody mistyped a code
 * tells by when an anonymous one was there.
 */
function windowOf(ctx: Ctx, reference: string) {
  const now = ctx.clock.now()
  if (!reference.startsWith('C'))
    return { from: Math.floor(now / window) * window, length: window, most: triesAllowed }
  return { from: startOfDay(dayOf(now)), length: DAY, most: triesInDay }
}

/** Statement: wrong tries for this reference in the present window, whether or not it exists. */
export function triesFor(ctx: Ctx, reference: string) {
  return rows<{ tries: number }>(
    ctx.db,
    sql`SELECT tries FROM code_try WHERE reference = ${reference} AND window_start = ${windowOf(ctx, reference).from}`,
  )
}

/**
 * Lets the holder of the right code through. For unknown, wrong and withheld alike the try is counted and
 * the same record-not-found thrown, or too-many-tries once there were many.
 */
export async function letIn(
  ctx: Ctx,
  reference: string,
  typedCode: string,
  storedHash: string | null,
  tries: { tries: number }[],
): Promise<void> {
  if (await codeOpens(ctx.keys.code, reference, typedCode, storedHash)) return
  const { from, length, most } = windowOf(ctx, reference)
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO code_try (reference, window_start, tries) VALUES (${reference}, ${from}, 1)
          ON CONFLICT (reference, window_start) DO UPDATE SET tries = tries + 1`,
    ),
  ])
  if ((tries[0]?.tries ?? 0) >= most) {
    throw new Problem('too-many-tries', { retryAfter: (from + length - ctx.clock.now()) / 1000 })
  }
  throw new Problem('record-not-found')
}
