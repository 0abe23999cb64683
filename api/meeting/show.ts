import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { publicAnswers } from './entryQuery.ts'
import { comingMeetings, meetingById, pastMeetings, pointNamed, promisesOf } from './query.ts'
import type { MeetingDetail, MeetingList } from './schema.ts'
import { detailOf, itemOf } from './view.ts'

/** The answered questions a page shows. */
const mostAnswers = 100
/** Meetings that were, beside the first of those to come. */
const besides = 5

/** One meeting that was announced. One round trip. Throws not-found. */
export async function showMeeting({ ctx, id }: { ctx: Ctx; id: string }): Promise<MeetingDetail> {
  const [[row], answers, promises] = await ctx.db.batch([
    meetingById(ctx, id),
    publicAnswers(ctx, id, mostAnswers),
    promisesOf(ctx, id, true),
  ])
  if (!row || row.announcedAt === null) throw new Problem('not-found')
  return detailOf(row, answers, promises, ctx.clock.now())
}

/** The coming meetings, the next first, or those that are over, the last first; of a service point, or of all. One round trip. Throws not-found for a service point there is not. */
export async function listMeetings({
  ctx,
  input: { when, station, limit, cursor },
}: {
  ctx: Ctx
  input: { when: 'coming' | 'past'; station?: string | undefined; limit: number; cursor?: string | undefined }
}): Promise<MeetingList> {
  const now = ctx.clock.now()
  const [at, id] = readCursor(cursor, 2) ?? []
  const after = typeof at === 'number' ? ([at, String(id)] as const) : null
  const asked = { station, now, after, limit: limit + 1 }
  const beside = when === 'coming' && after === null ? besides : 0
  const [found, before, points] = await ctx.db.batch([
    when === 'coming' ? comingMeetings(ctx, asked) : pastMeetings(ctx, asked),
    pastMeetings(ctx, { ...asked, after: null, limit: beside }),
    pointNamed(ctx, station),
  ])
  const [point] = points
  if (station && !point) throw new Problem('not-found')
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => itemOf(row, now)),
    at: point ? { slug: point.slug, name: { zh: point.zh, en: point.en } } : null,
    before: before.map((row) => itemOf(row, now)),
    nextCursor: found.length > limit && last ? cursorOf([last.startsAt, last.id]) : null,
  }
}
