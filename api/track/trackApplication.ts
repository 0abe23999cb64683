import { letApplicantIn } from '../application/access.ts'
import { openRound } from '../application/correction.ts'
import { isWithheld } from '../application/outcome.ts'
import { ownForm } from '../application/ownForm.ts'
import { applicationByReference, correctionsOf, eventsOf, lookedAt, pausesOf } from '../application/query.ts'
import { standingOf } from '../application/standing.ts'
import { carried, visitEntries, visitsHeld, visitsTold } from '../application/visitHeld.ts'
import type { Ctx } from '../context.ts'
import { triesFor } from '../intake/access.ts'
import { offerIn, offerOf } from '../survey/offer.ts'
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
  const [tries, found, corrections, events, pauses, opened, held, offer] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    correctionsOf(ctx, reference),
    eventsOf(ctx, reference),
    pausesOf(ctx, reference),
    lookedAt(ctx, reference),
    visitsHeld(ctx, reference),
    offerOf(ctx, reference),
  ])
  const holder = await letApplicantIn(ctx, reference, accessCode, found, tries)
  const row = found[0]!
  const form = ownForm(row)
  const read = { events, pauses, opened }
  const {
    state,
    stateText,
    timeline,
    waitsFor,
    threadWaits,
    elsewhere,
    visitOn,
    openings,
    decidedAt,
    ...standing
  } = standingOf(ctx, form, row, holder, read)
  const at = { now: ctx.clock.now() }
  const told = visitsTold(at, held, decidedAt)
  const clock = carried(at, standing.clock, told)
  return {
    reference,
    kind: 'application',
    status: state,
    statusText: stateText,
    timeline: [...timeline, ...visitEntries(at, told)],
    dueAt: clock?.dueAt ?? null,
    can: ['open'],
    openings,
    // That there is something to rate would tell how it was decided.
    rating: isWithheld(form, row, holder) ? null : await offerIn(ctx, offer),
    application: {
      matterCode: row.matterCode,
      title: form.title,
      station: { slug: row.slug, name: { zh: row.pointZh, en: row.pointEn }, phone: row.pointPhone },
      waitsFor,
      threadWaits,
      clock,
      corrections: openRound(corrections).length,
      elsewhere,
      visitOn,
    },
  }
}
