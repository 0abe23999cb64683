import { sql } from 'drizzle-orm'
import { isLate } from '../appointment/cancel.ts'
import { openField } from '../appointment/change.ts'
import { closedOf, closureOfVisit } from '../appointment/closedVisit.ts'
import { type BookingRow, bookingByReference, nearestFree } from '../appointment/query.ts'
import { readRules, rulesOn } from '../appointment/rules.ts'
import { slotView } from '../appointment/view.ts'
import { visitOf } from '../appointment/visit.ts'
import { byBooking, offerWhere, waitingWhere } from '../appointment/waiting/holderQuery.ts'
import { aheadOf, standingOf } from '../appointment/waiting/standing.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, referenceOf, triesFor } from '../intake/access.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import type { Text } from '../shared/text.ts'
import { offerIn, offerOf } from '../survey/offer.ts'
import { openingsIn, openingsOf } from './openings.ts'
import type { AnyTrack } from './schema.ts'
import { leavesOf, timelineOf } from './timeline.ts'
import { trackFeedback } from './trackFeedback.ts'
import { trackWaiting } from './trackWaiting.ts'

const stateTexts = {
  booked: { zh: '已预约', en: 'Booked' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  ended: { zh: '已结束', en: 'Over' },
}

/** What the counter said of it, so that its holder can contradict. */
const outcomeTexts = {
  served: { zh: '已到所办理', en: 'You came and were served' },
  missed: {
    zh: '登记为没有来。不对的话，请当天打电话给派出所改正',
    en: 'Recorded as missed. If that is wrong, call the station the same day',
  },
  late: { zh: '已取消（临近约定时间）', en: 'Cancelled, shortly before the visit' },
}

/** How a booking stands, in words. */
export const bookingStatusText = ({ state, outcome }: Pick<BookingRow, 'state' | 'outcome'>): Text =>
  (outcome && outcomeTexts[outcome]) ?? stateTexts[state]

/**
 * What became of a record, for whoever holds its reference and code. Unknown, wrong and withheld are
 * answered alike. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function track({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<AnyTrack> {
  const { reference, kind } = referenceOf(input.reference)
  if (kind === 'W') return trackWaiting(ctx, reference, input.accessCode)
  if (kind === 'M') {
    const { trackMeeting } = await import('./trackMeeting.ts')
    return trackMeeting(ctx, reference, input.accessCode)
  }
  if (kind === 'N') {
    const { trackVolunteer } = await import('./trackVolunteer.ts')
    return trackVolunteer(ctx, reference, input.accessCode)
  }
  if (kind === 'F') return trackFeedback(ctx, reference, input.accessCode)
  if (kind === 'K') {
    const { trackCasefile } = await import('./trackCasefile.ts')
    return trackCasefile(ctx, reference, input.accessCode)
  }
  if (kind === 'B') {
    // The forms come with it: loaded when the first application is looked up.
    const { trackApplication } = await import('./trackApplication.ts')
    return trackApplication(ctx, reference, input.accessCode)
  }
  if (kind === 'C') {
    const { trackComplaint } = await import('./trackComplaint.ts')
    return trackComplaint(ctx, input)
  }
  const wish = byBooking(reference)
  const [tries, found, closures, leaves, wishes, offers, ahead, ruleRows, opened, offer] = await ctx.db.batch(
    [
      triesFor(ctx, reference),
      bookingByReference(ctx, reference),
      closureOfVisit(ctx, reference),
      leavesOf(ctx, reference),
      waitingWhere(ctx, wish),
      offerWhere(ctx, wish),
      aheadOf(ctx, sql`${wish} AND w.state IN ('waiting', 'offered')`),
      rulesOn(ctx, dayOf(ctx.clock.now())),
      openingsOf(ctx, reference),
      offerOf(ctx, reference),
    ],
  )
  await letIn(ctx, reference, input.accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  const closed = closedOf(closures)
  const rules = readRules(ruleRows)
  const [free] = closed ? await ctx.db.batch([nearestFree(ctx, row)]) : [[]]
  const changeable = row.state === 'booked' && row.startsAt > ctx.clock.now()
  const entry = wishes[0] && ['waiting', 'offered'].includes(wishes[0].state) ? wishes[0] : null
  const canMove = changeable ? (['move', 'cancel', 'calendar'] as const) : []
  return {
    reference,
    kind: 'appointment',
    status: row.state,
    statusText: bookingStatusText(row),
    timeline: timelineOf(row, leaves),
    dueAt: row.state === 'booked' ? toIso(row.startsAt) : null,
    can: [
      ...canMove,
      ...(changeable && !entry ? (['earlier'] as const) : []),
      ...(row.state === 'cancelled' ? (['calendar'] as const) : []),
    ],
    openings: openingsIn(opened),
    rating: await offerIn(ctx, offer),
    appointment: {
      visit: visitOf(row),
      applicantName: maskName((await openField(ctx, row, 'name', row.name)) ?? ''),
      applicantPhone: maskPhone((await openField(ctx, row, 'phone', row.phone)) ?? ''),
      helperName: row.helperName
        ? maskName((await openField(ctx, row, 'helper_name', row.helperName)) ?? '')
        : null,
      version: row.version,
      lateCancel:
        changeable && isLate(row, rules, ctx.clock.now())
          ? { minutes: rules.lateCancelMinutes, counts: rules.lateCancelCounts }
          : null,
      earlier: entry && standingOf(ctx, entry, offers[0] ?? null, ahead, rules),
      phoneConfirmed: row.phoneConfirmedAt !== null,
      closed,
      suggestions: free.map(slotView),
    },
  }
}
