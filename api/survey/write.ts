import { rating, ratingTrace } from '../../db/schema/index.ts'
import type { RatingStanding } from '../../db/schema/rating.ts'
import { quietLeaf } from '../audit/append.ts'
import { addDays, dayOf, HOUR, startOfDay } from '../calendar/day.ts'
import { quarterAt, weekOf } from '../calendar/period.ts'
import type { Ctx } from '../context.ts'
import { blindIndex } from '../privacy/blindIndex.ts'
import { seal } from '../privacy/field.ts'
import { newId } from '../shared/id.ts'
import type { Said } from './readRating.ts'
import type { RatingMode } from './scale.ts'
import type { OccasionKind } from './schema.ts'
import { markOf } from './token.ts'

/** Free words are kept for so many days behind their week (product rule). */
export const WORDS_KEPT_DAYS = 365
/** How it came in is kept for so many days. */
export const TRACE_KEPT_DAYS = 30
/** Words shorter than this are like many others', characters. */
const comparable = 8

/** A rating as it is about to be written. */
export interface NewRating {
  kind: OccasionKind | 'poster'
  pointId: string
  group: string
  mode: RatingMode
  standing: Extract<RatingStanding, 'counted' | 'pressed' | 'poster'>
  said: Said
}

/**
 * The id and the statements of a rating: the row, which keeps its week alone, and its leaf, whose subject is no record and
 * which names the rating by a keyed hash: neither says when it was, nor leads from one to the other.
 */
export async function ratingStatements(ctx: Ctx, made: NewRating) {
  const now = ctx.clock.now()
  const id = newId('ra')
  const week = weekOf(now)
  const { words } = made.said
  const [sealed, mark] = await Promise.all([
    words === null ? null : seal(ctx.keys, { table: 'rating', column: 'words', row: id }, words),
    markOf(ctx, id),
  ])
  const leaf = await quietLeaf(ctx, {
    action: 'rating.give',
    subject: 'rating',
    facts: { rating: mark },
    at: null,
  })
  const row = ctx.db.insert(rating).values({
    id,
    week,
    kind: made.kind,
    servicePointId: made.pointId,
    group: made.group,
    mode: made.mode,
    overall: made.said.overall,
    aspects: JSON.stringify(made.said.aspects),
    tags: JSON.stringify(made.said.tags),
    words: sealed,
    standing: made.standing,
    talliedIn: quarterAt(now),
    keepUntil: sealed === null ? null : startOfDay(addDays(week, 7 + WORDS_KEPT_DAYS)),
  })
  return { id, statements: [row, leaf.statement] as const }
}

/** Statement: how a rating came in, for the watch; it is gone after its time. */
export async function traceStatement(
  ctx: Ctx,
  id: string,
  {
    counterId,
    staffId,
    seconds,
    words,
  }: { counterId: string | null; staffId: string | null; seconds: number | null; words: string | null },
) {
  const now = ctx.clock.now()
  const bare = (words ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')
  const [network, device, likeness] = await Promise.all([
    ctx.network(),
    ctx.device(),
    [...bare].length < comparable ? null : blindIndex(ctx.keys, 'rating-words', bare),
  ])
  const statement = ctx.db.insert(ratingTrace).values({
    ratingId: id,
    hour: Math.floor(now / HOUR),
    // Another hash than that of the limits, so that nothing else can be held against it.
    network: await blindIndex(ctx.keys, 'device', `rating\n${network}`),
    device,
    counterId,
    staffId,
    seconds,
    likeness,
    keepUntil: startOfDay(addDays(dayOf(now), TRACE_KEPT_DAYS + 1)),
  })
  return { statement }
}
