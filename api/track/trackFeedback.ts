import { endOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { clear } from '../feedback/clear.ts'
import { answererIn, type FeedbackRow, feedbackByReference } from '../feedback/query.ts'
import { isLate, statusText } from '../feedback/status.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { openingsIn, openingsOf } from './openings.ts'
import type { FeedbackTrack, TimelineEntry } from './schema.ts'
import { leavesOf, pastOf } from './timeline.ts'

/**
 * What became of a report of an error, or of an opinion: who answers, by when and how that was counted, and the answer.
 * One round trip. Throws record-not-found, too-many-tries.
 */
export async function trackFeedback(ctx: Ctx, reference: string, accessCode: string): Promise<FeedbackTrack> {
  const [tries, found, leaves, opened] = await ctx.db.batch([
    triesFor(ctx, reference),
    feedbackByReference(ctx, reference),
    leavesOf(ctx, reference),
    openingsOf(ctx, reference),
  ])
  await letIn(ctx, reference, accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  const now = ctx.clock.now()
  return {
    reference,
    kind: 'feedback',
    status: row.state,
    statusText: statusText(row, now),
    timeline: [...pastOf(leaves), ...nextOf(row)],
    dueAt: row.state === 'open' && row.dueAt !== null ? toIso(row.dueAt) : null,
    can: [],
    openings: openingsIn(opened),
    feedback: {
      what: row.what,
      page: row.page,
      notice: row.noticeId === null ? null : { id: row.noticeId, title: titleOf(row) },
      answerer: answererIn(ctx, row),
      late: isLate(row, now),
      counted: JSON.parse(row.counted),
      answer: await clear(ctx, row.id, 'answer', row.answer),
      corrected: row.corrected === null ? null : row.corrected === 1,
      closesOn: row.closesOn,
      kept: row.words !== null,
    },
  }
}

const titleOf = ({ titleZh, titleEn }: FeedbackRow) =>
  titleZh === null ? null : { zh: titleZh, en: titleEn ?? '' }

/** What comes next: the answer, or the end of the consultation and what is published of it. */
function nextOf({ state, dueAt, closesOn }: FeedbackRow): TimelineEntry[] {
  if (state === 'open' && dueAt !== null)
    return [{ at: toIso(dueAt), text: { zh: '最晚答复', en: 'Answered by then' }, done: false }]
  if (state !== 'received' || closesOn === null) return []
  return [
    {
      at: toIso(endOfDay(closesOn)),
      text: {
        zh: '意见征集到这天为止；之后公布大家说了什么、怎么处理，不写名字',
        en: 'The consultation ends; then what people said and what becomes of it is published, without names',
      },
      done: false,
    },
  ]
}
