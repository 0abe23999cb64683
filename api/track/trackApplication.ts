import { letApplicantIn } from '../application/access.ts'
import { clockView } from '../application/clockView.ts'
import { openRound } from '../application/correction.ts'
import { visitOnOf } from '../application/homeVisit.ts'
import { isWithheld, shownState, shownText } from '../application/outcome.ts'
import { ownForm } from '../application/ownForm.ts'
import { applicationByReference, correctionsOf, eventsOf, pausesOf } from '../application/query.ts'
import { elsewhereOf } from '../application/show.ts'
import { waitsFor } from '../application/states.ts'
import { timelineOf } from '../application/timeline.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { openingsIn, openingsOf } from './openings.ts'
import type { ApplicationTrack } from './schema.ts'

/**
 * How an application stands: whose move it is, by when and how that was counted, what happened. How it was decided is
 * kept back until its holder has proved to be the person. One round trip. Throws record-not-found, too-many-tries.
 */
export async function trackApplication(
  ctx: Ctx,
  reference: string,
  accessCode: string,
): Promise<ApplicationTrack> {
  const [tries, found, corrections, events, pauses, opened] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    correctionsOf(ctx, reference),
    eventsOf(ctx, reference),
    pausesOf(ctx, reference),
    openingsOf(ctx, reference),
  ])
  await letApplicantIn(ctx, reference, accessCode, found, tries)
  const row = found[0]!
  const form = ownForm(row)
  const withheld = isWithheld(form, row)
  const status = shownState(row.state, withheld)
  const elsewhere = elsewhereOf(form, row, pauses)
  const clock = clockView(ctx, row, elsewhere?.stops ? elsewhere.reason : null)
  return {
    reference,
    kind: 'application',
    status,
    statusText: shownText(status),
    timeline: timelineOf(row, events, withheld),
    dueAt: clock?.dueAt ?? null,
    can: ['open'],
    openings: openingsIn(opened),
    application: {
      matterCode: row.matterCode,
      title: form.title,
      station: { slug: row.slug, name: { zh: row.pointZh, en: row.pointEn }, phone: row.pointPhone },
      waitsFor: waitsFor(row.state),
      threadWaits: row.threadWaits,
      clock,
      corrections: openRound(corrections).length,
      elsewhere,
      visitOn: visitOnOf(row),
    },
  }
}
