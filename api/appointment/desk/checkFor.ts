import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { type Checked, peopleOrVisit } from '../check.ts'
import { requireBookable, requireTogether } from '../place.ts'
import { mattersWanted, visitFor } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import { visitOf } from '../visit.ts'
import { wantedOf } from '../wanted.ts'
import { type DeskBooking, type DeskChannel, noticeFor, withoutNearest } from './bookFor.ts'

/**
 * Reads a booking for a caller without making it: what is read to them before it is sent. Whether a place of the channel
 * is left is said when it is taken. Throws as bookFor does.
 */
export async function checkFor({
  ctx,
  input,
  channel,
  at,
}: {
  ctx: Ctx
  input: DeskBooking
  channel: DeskChannel
  /** Slug of the service point. */
  at: string
}): Promise<Checked> {
  const wanted = wantedOf(input)
  const [visits, matters, found] = await ctx.db.batch([
    visitFor(ctx, input.slotId, wanted),
    mattersWanted(ctx, wanted),
    rulesOn(ctx, dayOf(ctx.clock.now())),
  ])
  const [visit] = visits
  if (visit) allow(ctx.actor, 'booking.serve', visit.pointId)
  if (!visit || visit.slug !== at) throw invalid('/slotId', 'slot.unknown')
  const rules = readRules(found)
  requireTogether(wanted, matters, rules)
  try {
    const bookable = await requireBookable(ctx, noticeFor(channel, visit), rules)
    const { applicant, helper, note } = peopleOrVisit(ctx, input, bookable)
    return { visit: visitOf(bookable), applicant, helper, note }
  } catch (error) {
    throw withoutNearest(error)
  }
}
