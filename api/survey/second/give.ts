import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { triesFor } from '../../intake/access.ts'
import { admit, trayFull } from '../../intake/bots.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../../intake/once.ts'
import { seal } from '../../privacy/field.ts'
import { Problem } from '../../problem.ts'
import { readComment } from '../readRating.ts'
import type { GiveSecond, SecondRated } from '../schema.ts'
import { typedHash } from '../token.ts'
import { letTokenIn, triesKey } from '../tries.ts'
import { requireWaiting, secondByHash } from './query.ts'

const taken: SecondRated = { taken: true }

/**
 * Takes how it was dealt with, once, beside the first rating and in no score. One read, one write; the same key and body give the
 * same answer, for a day. Throws rating-token-unknown, too-many-tries, rated-before, rating-over, invalid-input,
 * idempotency-mismatch, proof-invalid, tray-full.
 */
export async function giveSecond({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: GiveSecond
  idempotencyKey: string | undefined
}): Promise<SecondRated> {
  const { proof, website, ...body } = input
  const hash = await typedHash(ctx, input.token)
  const once = await openOnce(ctx, 'rating.second', idempotencyKey, body)
  const key = await triesKey(ctx)
  const [before, tries, found] = await ctx.db.batch([
    answeredBefore(ctx, once),
    triesFor(ctx, key),
    secondByHash(ctx, hash),
  ])
  if (replayOf(once, before)) return taken
  const second = await letTokenIn(ctx, key, found, tries)
  requireWaiting(ctx, second)
  const words = readComment({ comment: input.comment, website })
  const day = dayOf(ctx.clock.now())
  const [gate, sealed, leaf] = await Promise.all([
    admit(ctx, 'rating.second', proof),
    words === null
      ? null
      : seal(ctx.keys, { table: 'rating_second', column: 'words', row: second.id }, words),
    // The day and no time, as with the first.
    leafFor(ctx, { action: 'rating.second', subject: second.id, facts: {}, at: null }),
  ])
  try {
    await ctx.db.batch([
      ...remember(ctx, once, 'rating', taken, startOfDay(day)),
      ...gate,
      exec(
        ctx.db,
        sql`UPDATE rating_second SET overall = ${input.overall}, words = ${sealed}, given_on = ${day}
            WHERE id = ${second.id} AND overall IS NULL AND closes_at > ${ctx.clock.now()}`,
      ),
      guard(ctx.db),
      leaf.statement,
    ])
    return taken
  } catch (error) {
    const refusal = refusalOf(error)
    // Another copy of this request was as fast: its answer is ours.
    if (refusal === 'key-in-use') return giveSecond({ ctx, input, idempotencyKey: once.key })
    if (refusal === 'stale' || refusal === 'rated-before') throw new Problem('rated-before')
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw trayFull(ctx)
    throw error
  }
}
