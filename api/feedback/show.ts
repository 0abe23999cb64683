import { refusalOf } from '../../db/refusal.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { openedToday } from '../record/query.ts'
import { viewed } from '../record/viewed.ts'
import { openingsIn, openingsOf } from '../track/openings.ts'
import { leavesOf, pastOf } from '../track/timeline.ts'
import { clear } from './clear.ts'
import { answererIn, type FeedbackRow, feedbackByReference } from './query.ts'
import { type Reached, reach } from './reach.ts'
import type { OpenedFeedback } from './staffSchema.ts'
import { isLate, statusText } from './status.ts'

/**
 * Opens one report or opinion for whoever answers it: the words in clear, name and number masked. That it was opened is
 * noted once a day for each member of staff, and its holder sees how often. One read, one write on the first opening of
 * the day. Throws invalid-input for a mistyped reference, record-not-found, not-allowed.
 */
export async function openFeedback({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string }
}): Promise<OpenedFeedback> {
  const { reference } = referenceOf(input.reference)
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [found, leaves, openings, seen] = await ctx.db.batch([
    feedbackByReference(ctx, reference),
    leavesOf(ctx, reference),
    openingsOf(ctx, reference),
    openedToday(ctx, reference, me, dayOf(ctx.clock.now())),
  ])
  const reached = reach(ctx, found)
  if (!seen.length) await note(ctx, reached)
  const { row } = reached
  const now = ctx.clock.now()
  const [words, name, contact, answer] = await Promise.all([
    clear(ctx, row.id, 'words', row.words),
    clear(ctx, row.id, 'name', row.name),
    clear(ctx, row.id, 'contact', row.contact),
    clear(ctx, row.id, 'answer', row.answer),
  ])
  const { titleZh, titleEn, noticeId } = row
  return {
    reference,
    what: row.what,
    kind: row.kind,
    page: row.page,
    notice:
      noticeId === null
        ? null
        : { id: noticeId, title: titleZh === null ? null : { zh: titleZh, en: titleEn ?? '' } },
    answerer: answererIn(ctx, row),
    state: row.state,
    statusText: statusText(row, now),
    words,
    name: name === null ? null : maskName(name),
    contact: contact === null ? null : maskPhone(contact),
    receivedAt: toIso(row.receivedAt),
    dueAt: row.dueAt === null ? null : toIso(row.dueAt),
    counted: JSON.parse(row.counted),
    late: isLate(row, now),
    answer,
    corrected: row.corrected === null ? null : row.corrected === 1,
    timeline: pastOf(leaves),
    openings: openingsIn(openings),
    rev: row.rev,
  }
}

/** Another copy of this request may have noted it first: once is what was meant. */
async function note(ctx: Ctx, { row, staff, role }: Reached<FeedbackRow>): Promise<void> {
  const viewer = { person: row, staff, role, point: { id: row.publisherId } }
  try {
    await ctx.db.batch(await viewed(ctx, viewer, { kind: 'opened' }))
  } catch (error) {
    if (refusalOf(error) !== 'seen-today') throw error
  }
}
