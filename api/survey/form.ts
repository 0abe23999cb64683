import { toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { closedWords } from '../notification/ratingWords.ts'
import { Problem } from '../problem.ts'
import { ratingGroupNames } from './groups.ts'
import { openedNow } from './opened.ts'
import { type InviteRow, inviteByHash, posterPoint } from './query.ts'
import { aspectsOf, type RatingMode, ratingLevels, tagsOf } from './scale.ts'
import type { RatingForm } from './schema.ts'
import { requireWaiting, type SecondRow, secondByHash } from './second/query.ts'
import { typedHash } from './token.ts'
import { letTokenIn, triesKey } from './tries.ts'

const asked = (mode: RatingMode) => ({
  mode,
  levels: [...ratingLevels],
  aspects: [...aspectsOf[mode]],
  tags: { good: [...tagsOf.good], bad: [...tagsOf.bad] },
})

/** Throws rating-later (with when it opens), rated-before, rating-over unless it can be rated now. */
export function requireOpen(ctx: Pick<Ctx, 'clock'>, { state, opensAt, closesAt }: InviteRow): void {
  const now = ctx.clock.now()
  if (state === 'used') throw new Problem('rated-before')
  if (state !== 'open' || now >= closesAt) throw new Problem('rating-over')
  if (now < opensAt) throw new Problem('rating-later', { extra: { opensAt: toIso(opensAt) } })
}

/**
 * What a token is for, as a form to answer; nothing of who it is for, and nothing changes by it. One round trip. Throws
 * rating-token-unknown, too-many-tries, rating-later, rated-before, rating-over.
 */
export async function openRating({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { token: string }
}): Promise<RatingForm> {
  const hash = await typedHash(ctx, input.token)
  const key = await triesKey(ctx)
  const [tries, found, [second]] = await ctx.db.batch([
    triesFor(ctx, key),
    inviteByHash(ctx, hash),
    secondByHash(ctx, hash),
  ])
  if (second) return secondForm(ctx, second)
  const invite = await letTokenIn(ctx, key, found, tries)
  requireOpen(ctx, invite)
  return {
    ...asked(invite.mode),
    kind: invite.kind,
    station:
      invite.slug === null
        ? null
        : { slug: invite.slug, name: { zh: invite.nameZh ?? '', en: invite.nameEn ?? '' } },
    group: ratingGroupNames[invite.group],
    opened: await openedNow(ctx, invite.id),
    until: toIso(invite.closesAt),
    second: null,
  }
}

/** How it was dealt with, and what came of it: nothing of what it was about, nor of where. */
async function secondForm(ctx: Ctx, second: SecondRow): Promise<RatingForm> {
  requireWaiting(ctx, second)
  return {
    kind: null,
    station: null,
    group: null,
    mode: 'online',
    levels: [...ratingLevels],
    aspects: [],
    tags: { good: [], bad: [] },
    opened: await openedNow(ctx, second.id),
    until: toIso(second.closesAt),
    second: { outcome: closedWords[second.outcome] },
  }
}

/** The form behind a poster: of a place, without an occasion. One round trip. Throws not-found. */
export async function openPoster({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { station: string }
}): Promise<RatingForm> {
  const [[point]] = await ctx.db.batch([posterPoint(ctx, input.station)])
  if (!point) throw new Problem('not-found')
  return {
    ...asked('onsite'),
    kind: null,
    station: { slug: point.slug, name: { zh: point.nameZh, en: point.nameEn } },
    group: null,
    opened: await openedNow(ctx, point.pointId),
    until: null,
    second: null,
  }
}
