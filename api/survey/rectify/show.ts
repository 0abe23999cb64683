import { ratingAppealReasons } from '../../../db/schema/rectification.ts'
import { dayOf } from '../../calendar/day.ts'
import type { DeadlineRule } from '../../calendar/deadlineRule.ts'
import type { Ctx } from '../../context.ts'
import { maskName, maskPhone } from '../../privacy/mask.ts'
import { parseReference } from '../../shared/reference.ts'
import { aspectsOf, ratingLevels, tagsOf } from '../scale.ts'
import { secondOf } from '../second/query.ts'
import { atDesk, atStation, clear } from './move.ts'
import {
  callsAbout,
  partsOf,
  type RaterRow,
  type RectificationRow,
  raterOf,
  ratingBehind,
  rectificationInSight,
  taskOf,
  wordsOf,
} from './query.ts'
import type { Rectification, Task } from './schema.ts'
import { appealReasonNames } from './states.ts'
import { clearWords, itemOf, stationWords, taskItemOf } from './view.ts'

/**
 * One as the supervision desk reads it: what was rated and how, masked who it was, everything that was said. One round trip.
 * Throws record-not-found, not-allowed.
 */
export async function showRectification({
  ctx,
  input: { id },
}: {
  ctx: Ctx
  input: { id: string }
}): Promise<Rectification> {
  const [found, [rating], words, calls, [rater], parts, [own]] = await ctx.db.batch([
    rectificationInSight(ctx, id),
    ratingBehind(ctx, id),
    wordsOf(ctx, id),
    callsAbout(ctx, id),
    raterOf(ctx, id),
    partsOf(ctx, id),
    secondOf(ctx, id),
  ])
  const { row, staff } = atDesk(ctx, found)
  const [said, comment, rated, ownWords] = await Promise.all([
    clearWords(ctx, words),
    clear(ctx, { table: 'rating', column: 'words', row: row.ratingId }, rating?.words ?? null),
    ratedBy(ctx, row, rater),
    clear(ctx, { table: 'rating_second', column: 'words', row: id }, own?.words ?? null),
  ])
  return {
    ...itemOf(ctx, row),
    rev: row.rev,
    rating: {
      overall: rating?.overall ?? 0,
      overallText: nameOf(ratingLevels, rating?.overall),
      ...partsOfRating(rating),
      words: comment,
    },
    rated,
    tellStation: row.tellStation === 1,
    tasked: row.taskedOn !== null,
    tried: row.triedAt !== null,
    counted: {
      contact: JSON.parse(row.contactCounted),
      fix: JSON.parse(row.fixCounted),
      station: JSON.parse(row.stationCounted),
    },
    words: said,
    more: moreOf(row),
    moreMine: row.moreBy === staff.id,
    appeal: appealOf(row),
    hadPart: parts.some(({ staffId }) => staffId === staff.id),
    calls: calls.map(({ dueAt, ...call }) => ({ ...call, dueOn: dayOf(dueAt) })),
    second: row.second,
    own:
      typeof own?.overall === 'number'
        ? {
            overall: own.overall,
            overallText: nameOf(ratingLevels, own.overall),
            words: ownWords,
            on: own.givenOn ?? '',
          }
        : null,
  }
}

/**
 * One as its station reads it: in the words of the desk, by days. Throws record-not-found (also for what the desk has not asked
 * for), not-allowed.
 */
export async function showTask({ ctx, input: { id } }: { ctx: Ctx; input: { id: string } }): Promise<Task> {
  const [found, words] = await ctx.db.batch([taskOf(ctx, id), wordsOf(ctx, id)])
  const { row } = atStation(ctx, 'rating.rectify', found)
  const limit = (JSON.parse(row.fixRule) as DeadlineRule).extension
  return {
    ...taskItemOf(ctx, row),
    rev: row.rev,
    reference:
      row.tellStation === 1 && row.subject !== null && parseReference(row.subject) ? row.subject : null,
    words: await stationWords(ctx, words),
    more: moreOf(row),
    moreMost:
      limit && row.moreState === null && ctx.clock.now() <= (row.stationDueAt ?? row.fixDueAt)
        ? limit.value
        : 0,
    appeal: appealOf(row),
    appealReasons: ratingAppealReasons.map((key) => ({ key, name: appealReasonNames[key] })),
  }
}

const moreOf = ({ moreState, moreValue }: RectificationRow): Task['more'] =>
  moreState === null ? null : { state: moreState, value: moreValue ?? 0 }
const appealOf = ({ appealState, appealReason }: RectificationRow): Task['appeal'] =>
  appealState === null || appealReason === null ? null : { state: appealState, reason: appealReason }

const nameOf = (levels: typeof ratingLevels, level: number | undefined) =>
  levels.find((one) => one.level === level)?.name ?? { zh: '', en: '' }

function partsOfRating(rating: { aspects: string; tags: string } | undefined) {
  const aspects = JSON.parse(rating?.aspects ?? '{}') as Record<string, number>
  const tags = JSON.parse(rating?.tags ?? '[]') as string[]
  return {
    aspects: [...aspectsOf.onsite, ...aspectsOf.online]
      .filter(
        ({ key }, i, all) => aspects[key] !== undefined && all.findIndex((one) => one.key === key) === i,
      )
      .map(({ key, name }) => ({ key, name, level: aspects[key]! })),
    tags: [...tagsOf.bad, ...tagsOf.good].filter(({ key }) => tags.includes(key)).map(({ name }) => name),
  }
}

async function ratedBy(
  ctx: Ctx,
  row: RectificationRow,
  rater: RaterRow | undefined,
): Promise<Rectification['rated']> {
  if (row.kind === null || row.subject === null) return null
  const of = (column: 'name' | 'phone') =>
    rater ? clear(ctx, { table: rater.tbl, column, row: rater.id }, rater[column]) : null
  const [name, known, left] = await Promise.all([
    of('name'),
    of('phone'),
    clear(ctx, { table: 'rectification', column: 'contact', row: row.id }, row.contact),
  ])
  const phone = left ?? known
  return {
    kind: row.kind,
    reference: rater?.reference ?? (parseReference(row.subject) ? row.subject : null),
    name: name && maskName(name),
    phone: phone && maskPhone(phone),
  }
}
