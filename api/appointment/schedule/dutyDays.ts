import { addDays, type Day, dayOf, type Weekday } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { newId } from '../../shared/id.ts'
import type { Plan } from '../plan.ts'
import { type Change, newChange } from './change.ts'
import { changedDays } from './changedDays.ts'
import { type Hit, hitBySlots } from './hit.ts'
import { countersAt, readCounters } from './standing.ts'

/** Days beyond the longest horizon have no places yet. */
const longestHorizon = 97

interface DutyWindow {
  weekday: Weekday
  opens: string
  closes: string
  /** '' for every counter. */
  counter: string
}

interface Room {
  id: string
  slug: string
}

/**
 * Whose booked times would lie outside the duty days of a community room, were they these; and the change by which the
 * days that are out follow them. Two round trips.
 */
export async function dutyChange(
  ctx: Ctx,
  room: Room,
  windows: readonly DutyWindow[],
): Promise<{ people: Hit[]; change: Change }> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [counters] = await ctx.db.batch([countersAt(ctx, room.id)])
  const last = [today, ...counters.map(({ lastDay }) => lastDay ?? today)].sort().at(-1) ?? today
  const read = await readCounters(ctx, counters, today, last)
  const planAfter = ({ plan, counterGroup }: { plan: Plan; counterGroup: string }): Plan => ({
    ...plan,
    duty: windows.filter(({ counter }) => counter === '' || counter === counterGroup),
  })
  const days: Day[] = []
  for (let day = today; day <= last; day = addDays(day, 1)) days.push(day)
  const { close } = changedDays(read, days, planAfter, now)
  return { people: await hitBySlots(ctx, close), change: newDuty(ctx, room, last) }
}

/** The change by which the days that are out (to `last` at least) follow other duty days of a community room. */
export function newDuty(ctx: Pick<Ctx, 'clock'>, { id: pointId, slug }: Room, last: Day = ''): Change {
  const fromDay = dayOf(ctx.clock.now())
  const toDay = [addDays(fromDay, longestHorizon), last].sort()[1] ?? fromDay
  return newChange(ctx, {
    id: newId('pc'),
    kind: 'schedule',
    pointId,
    span: { slug, fromDay, toDay },
    reason: { zh: '', en: '' },
  })
}
