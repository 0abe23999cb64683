import { refusalOf } from '../../db/refusal.ts'
import { dayOf, startOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { admit, trayFull } from '../intake/bots.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../intake/once.ts'
import { Problem } from '../problem.ts'
import { ratedNow } from './give.ts'
import { posterPoint } from './query.ts'
import { readSaid } from './readRating.ts'
import { type PosterRating, type Rated, ratedSchema } from './schema.ts'
import { ratingStatements } from './write.ts'

/**
 * Takes what somebody says of a place by its poster, without an occasion: anybody can, as often as they like, so it is shown
 * apart as unverified and is in no score, and nothing of how it came in is kept. One read, one write; the same key and body
 * give the same answer. Throws not-found, invalid-input, idempotency-mismatch, proof-invalid, tray-full.
 */
export async function giveByPoster({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: PosterRating
  idempotencyKey: string | undefined
}): Promise<Rated> {
  const said = readSaid(input, 'onsite')
  const { proof, website: _, opened: __, ...body } = input
  const once = await openOnce(ctx, 'rating.poster', idempotencyKey, body)
  const [before, [point]] = await ctx.db.batch([answeredBefore(ctx, once), posterPoint(ctx, input.station)])
  const replay = replayOf(once, before)
  if (replay) return ratedSchema.parse(JSON.parse(replay.kept))
  if (!point) throw new Problem('not-found')
  const [gate, { statements }] = await Promise.all([
    admit(ctx, 'rating.poster', proof),
    ratingStatements(ctx, {
      kind: 'poster',
      standing: 'poster',
      mode: 'onsite',
      group: 'counter',
      pointId: point.pointId,
      said,
    }),
  ])
  // However bad it is, it opens no rectification: nobody knows whether anybody was there.
  const rated: Rated = { ...ratedNow(ctx), counts: 'poster', bad: false, contactBy: null }
  try {
    await ctx.db.batch([
      ...remember(ctx, once, 'rating', rated, startOfDay(dayOf(ctx.clock.now()))),
      ...gate,
      ...statements,
    ])
    return rated
  } catch (error) {
    const refusal = refusalOf(error)
    if (refusal === 'key-in-use') return giveByPoster({ ctx, input, idempotencyKey: once.key })
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw trayFull(ctx)
    throw error
  }
}
