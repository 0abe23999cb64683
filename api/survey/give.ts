import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { dayOf, startOfDay } from '../calendar/day.ts'
import { movesNext } from '../calendar/period.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { admit, trayFull } from '../intake/bots.ts'
import { answeredBefore, openOnce, remember, replayOf } from '../intake/once.ts'
import { type FieldError, Problem } from '../problem.ts'
import { requireOpen } from './form.ts'
import { secondsSince } from './opened.ts'
import { type InviteRow, inviteByHash } from './query.ts'
import { readContact, readSaid } from './readRating.ts'
import { rectificationRows } from './rectify/clock.ts'
import { openRectification } from './rectify/open.ts'
import { isBad } from './scale.ts'
import { type GiveRating, type Rated, ratedSchema } from './schema.ts'
import { typedHash } from './token.ts'
import { letTokenIn, triesKey } from './tries.ts'
import { ratingStatements, traceStatement } from './write.ts'

/**
 * Takes the one rating of an occasion. In one batch the invitation is emptied and the rating written, and nothing leads from
 * one to the other; of two devices at once one is taken, and the other is told so. The same key and body give the same
 * answer, for a day. One read, one write. Throws rating-token-unknown, too-many-tries, rating-later, rated-before,
 * rating-over, invalid-input, idempotency-mismatch, proof-invalid, tray-full.
 */
export async function giveRating({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: GiveRating
  idempotencyKey: string | undefined
}): Promise<Rated> {
  const { proof, website, opened, ...body } = input
  const hash = await typedHash(ctx, input.token)
  const once = await openOnce(ctx, 'rating.give', idempotencyKey, body)
  const key = await triesKey(ctx)
  const [before, tries, found, rules, years, days] = await ctx.db.batch([
    answeredBefore(ctx, once),
    triesFor(ctx, key),
    inviteByHash(ctx, hash),
    ...rectificationRows(ctx, dayOf(ctx.clock.now())),
  ])
  const replay = replayOf(once, before)
  if (replay) return ratedSchema.parse(JSON.parse(replay.kept))
  const invite = await letTokenIn(ctx, key, found, tries)
  requireOpen(ctx, invite)
  const errors: FieldError[] = []
  const phone = readContact(input, errors)
  const said = readSaid({ ...input, website }, invite.mode, errors)
  const standing = input.pressed ? 'pressed' : 'counted'
  const [gate, { id, statements }, seconds] = await Promise.all([
    admit(ctx, 'rating.give', proof),
    ratingStatements(ctx, { ...invite, standing, said }),
    secondsSince(ctx, invite.id, opened),
  ])
  const bad = isBad(said.overall)
  const [trace, led] = await Promise.all([
    traceStatement(ctx, id, { ...invite, seconds, words: said.words }),
    bad
      ? openRectification(ctx, { ratingId: id, invite, input, phone, clocks: { rules, years, days } })
      : null,
  ])
  const rated: Rated = { ...ratedNow(ctx), counts: standing, bad, contactBy: led?.contactBy ?? null }
  try {
    await ctx.db.batch([
      // The day and no more: with the moment, whoever holds the database would have a clock of ratings.
      ...remember(ctx, once, 'rating', rated, startOfDay(dayOf(ctx.clock.now()))),
      ...gate,
      ...useInvite(ctx, invite),
      ...statements,
      trace.statement,
      ...(led?.statements ?? []),
    ])
    return rated
  } catch (error) {
    const refusal = refusalOf(error)
    // Another copy of this request was as fast: its answer is ours.
    if (refusal === 'key-in-use') return giveRating({ ctx, input, idempotencyKey: once.key })
    if (refusal === 'stale' || refusal === 'rated-before') return refused(ctx, hash)
    if (refusal === 'proof-spent') throw new Problem('proof-invalid')
    if (refusal === 'tray-full') throw trayFull(ctx)
    throw error
  }
}

/** What every answer says: taken, and from which day on it may be in public numbers. */
export const ratedNow = (ctx: Pick<Ctx, 'clock'>) => ({
  taken: true as const,
  showsFrom: movesNext(ctx.clock.now()),
})

/** Statements: the invitation is used and emptied, or the batch is undone as 'stale'. */
const useInvite = (ctx: Ctx, { id }: InviteRow) =>
  [
    exec(
      ctx.db,
      sql`UPDATE rating_invite SET state = 'used', service_point_id = '', grp = '', counter_id = NULL, staff_id = NULL,
            opens_at = 0, closes_at = 0
          WHERE id = ${id} AND state = 'open' AND opens_at <= ${ctx.clock.now()} AND closes_at > ${ctx.clock.now()}`,
    ),
    guard(ctx.db),
  ] as const

/** After a refused write: somebody else rated it first, or it was withdrawn meanwhile. */
async function refused(ctx: Ctx, hash: string | null): Promise<never> {
  const [[invite]] = await ctx.db.batch([inviteByHash(ctx, hash)])
  if (invite) requireOpen(ctx, invite)
  throw new Problem('stale')
}
