import { readRules, rulesOn } from '../appointment/rules.ts'
import { byReference, offerWhere, waitingWhere } from '../appointment/waiting/holderQuery.ts'
import { aheadOf, standingOf } from '../appointment/waiting/standing.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { open } from '../privacy/field.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { openingsIn, openingsOf } from './openings.ts'
import type { WaitingTrack } from './schema.ts'
import { leavesOf, pastOf } from './timeline.ts'

/** How a place on the list stands, in words. */
export const waitingStatusTexts = {
  waiting: { zh: '候补中', en: 'Waiting' },
  offered: { zh: '给您留了一个号', en: 'A time is held for you' },
  taken: { zh: '已约上', en: 'Booked' },
  left: { zh: '已退出候补', en: 'You left the list' },
  lapsed: { zh: '几次留号都没有确认，候补已结束', en: 'Ended: the times held for you were let pass' },
  over: { zh: '等的日子已过，候补已结束', en: 'Ended: the days waited for are over' },
}

/** What became of a place on the waiting list. One round trip. Throws record-not-found, too-many-tries. */
export async function trackWaiting(ctx: Ctx, reference: string, accessCode: string): Promise<WaitingTrack> {
  const which = byReference(reference)
  const [tries, found, offers, ahead, leaves, ruleRows, opened] = await ctx.db.batch([
    triesFor(ctx, reference),
    waitingWhere(ctx, which),
    offerWhere(ctx, which),
    aheadOf(ctx, which),
    leavesOf(ctx, reference),
    rulesOn(ctx, dayOf(ctx.clock.now())),
    openingsOf(ctx, reference),
  ])
  await letIn(ctx, reference, accessCode, found[0]?.codeHash ?? null, tries)
  const row = found[0]!
  const standing = standingOf(ctx, row, offers[0] ?? null, ahead, readRules(ruleRows))
  const clear = async (column: string, value: string | null) =>
    value === null ? '' : open(ctx.keys, { table: 'waiting', column, row: row.id }, value)
  return {
    reference,
    kind: 'waiting',
    status: standing.state,
    statusText: waitingStatusTexts[standing.state],
    timeline: pastOf(leaves),
    dueAt: standing.offer?.until ?? null,
    can: standing.can,
    openings: openingsIn(opened),
    waiting: {
      ...standing,
      applicantName: maskName(await clear('name', row.name)),
      applicantPhone: maskPhone(await clear('phone', row.phone)),
      helperName: row.helperName === null ? null : maskName(await clear('helper_name', row.helperName)),
      takenAs: row.takenAs,
    },
  }
}
