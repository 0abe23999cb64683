import { sql } from 'drizzle-orm'
import { dayOf } from '../calendar/day.ts'
import { rulesByKey } from '../calendar/query.ts'
import { callbacksAbout } from '../callback/openCallback.ts'
import { lineOf } from '../callback/words.ts'
import { caseByReference, casefileAccess, eventsOf, wordingRows } from '../casefile/query.ts'
import { remedyRule } from '../casefile/remedy.ts'
import { standingOf, timelineOf } from '../casefile/view.ts'
import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { offerIn, offerOf } from '../survey/offer.ts'
import type { CasefileTrack } from './casefileSchema.ts'
import { openingsIn, openingsOf } from './openings.ts'

/**
 * How a police case stands for one whom it concerns: stages, whom to ask, what comes next by when, call-backs. A case that
 * the law keeps out of look-up is read and answered exactly as one that does not exist. One round trip. Throws
 * record-not-found, too-many-tries.
 */
export async function trackCasefile(ctx: Ctx, reference: string, accessCode: string): Promise<CasefileTrack> {
  const today = dayOf(ctx.clock.now())
  const [tries, access, found, events, wording, rules, calls, opened, offer] = await ctx.db.batch([
    triesFor(ctx, reference),
    casefileAccess(ctx, reference),
    caseByReference(ctx, reference),
    eventsOf(ctx, reference),
    wordingRows(ctx, today),
    rulesByKey(ctx.db, [remedyRule], today),
    callbacksAbout(ctx, sql`(${reference})`),
    openingsOf(ctx, reference),
    offerOf(ctx, reference),
  ])
  await letIn(ctx, reference, accessCode, access[0]?.codeHash ?? null, tries)
  const row = found[0]!
  const standing = standingOf(ctx, { row, events, wording, rules })
  const { kind, kindText, contact, stages, clock, remedy } = standing
  return {
    reference,
    kind: 'casefile',
    status: row.state,
    statusText: standing.statusText,
    timeline: timelineOf(standing, calls.map(lineOf)),
    dueAt: clock?.dueAt ?? null,
    can: [],
    openings: openingsIn(opened),
    rating: await offerIn(ctx, offer),
    casefile: { kind, kindText, contact, stages, clock, remedy },
  }
}
