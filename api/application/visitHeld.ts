import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { ClockName } from '../../db/schema/application.ts'
import type { bookingStates } from '../../db/schema/appointment.ts'
import { dayOf, endOfDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { TimelineEntry } from '../track/timelineSchema.ts'
import type { ClockView } from './clockSchema.ts'

export interface VisitRow {
  reference: string
  startsAt: number
  state: (typeof bookingStates)[number]
  madeAt: number
}

/** Statement: the visits held for an application, the last first. */
export const visitsHeld = (ctx: Ctx, reference: string) =>
  rows<VisitRow>(
    ctx.db,
    sql`SELECT b.reference AS reference, s.starts_at AS startsAt, b.state AS state, v.made_at AS madeAt
        FROM application_visit v JOIN booking b ON b.reference = v.booking_reference JOIN slot s ON s.id = b.slot_id
        WHERE v.application_id = (SELECT id FROM application WHERE reference = ${reference})
        ORDER BY s.starts_at DESC LIMIT 10`,
  )

/**
 * The visits its holder is told of. While the outcome is kept back (`decidedAt`: since when) those made since, which are
 * offered alike whatever it is, and an earlier one that still stands: no end that is kept back frees one. What else became
 * of an earlier one might say how it was decided.
 */
export const visitsTold = (
  at: { now: number },
  held: readonly VisitRow[],
  decidedAt: number | null,
): VisitRow[] => held.filter((one) => decidedAt === null || one.madeAt >= decidedAt || isHeld(at, one))

/** Whether somebody is expected still. */
export const isHeld = (
  { now }: { now: number },
  { state, startsAt }: Pick<VisitRow, 'state' | 'startsAt'>,
): boolean => state === 'booked' && startsAt >= now

/** The clocks that end a case when its resident does nothing. A visit held carries them to the end of its day: our own rule, no law. */
const carriedClocks: readonly ClockName[] = ['identity', 'answer', 'collect']

/** Whether a visit that is held carries this clock. */
export const isCarried = (clock: ClockName | null): boolean => clock !== null && carriedClocks.includes(clock)

/** Condition on a row of `application`: a visit of today or later carries its clock, wherever that visit was moved to. */
export const carriesOn = (now: number): SQL =>
  sql`(clock IN (SELECT value FROM json_each(${JSON.stringify(carriedClocks)})) AND EXISTS (
    SELECT 1 FROM application_visit v JOIN booking b ON b.reference = v.booking_reference JOIN slot s ON s.id = b.slot_id
    WHERE v.application_id = application.id AND b.state <> 'cancelled' AND s.day >= ${dayOf(now)}))`

/** A clock as both sides see it, with the visit that carries it. */
export function carried(
  { now }: { now: number },
  clock: ClockView | null,
  held: readonly Pick<VisitRow, 'state' | 'startsAt'>[],
): ClockView | null {
  if (!clock || !isCarried(clock.clock)) return clock
  const last = held
    .filter(({ state }) => state !== 'cancelled')
    .map(({ startsAt }) => endOfDay(dayOf(startsAt)))
    .filter((end) => end >= now && toIso(end) > clock.dueAt)
    .sort((a, b) => b - a)[0]
  if (last === undefined) return clock
  return {
    ...clock,
    dueAt: toIso(last),
    dueDay: dayOf(last),
    late: false,
    counted: [
      ...clock.counted,
      { zh: '给您留了时间，算到那天结束', en: 'a visit is held for it: it runs to the end of that day' },
    ],
  }
}

/** A time that is held, as what comes next. */
export const visitEntries = (at: { now: number }, told: readonly VisitRow[]): TimelineEntry[] =>
  told
    .filter((one) => isHeld(at, one))
    .map(({ startsAt }) => ({
      at: toIso(startsAt),
      text: { zh: '给您留好的时间，请到窗口来', en: 'the time kept for you at the counter' },
      done: false,
      exact: true,
    }))
