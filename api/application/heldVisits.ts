import { sql } from 'drizzle-orm'
import { type BookingRow, bookingWhere } from '../appointment/query.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import type { ApplicationRow } from './query.ts'
import { isOver } from './states.ts'

/** Statement: the visits held for an application that are still to come, as bookings. */
export const heldVisits = (ctx: Ctx, reference: string) =>
  bookingWhere(
    ctx,
    sql`b.reference IN (SELECT booking_reference FROM application_visit
          WHERE application_id = (SELECT id FROM application WHERE reference = ${reference}))
        AND b.state = 'booked' AND s.starts_at > ${ctx.clock.now()}`,
  )

/**
 * Which of them end with an application as it stands after a step: none while it goes on, and none where the outcome is kept
 * back, for a visit that is taken away would tell of it, and in it they can still prove who they are. `here`: somebody stands
 * at the counter for it now, so that what is held for today is why they came.
 */
export function endingVisits(
  ctx: Ctx,
  row: ApplicationRow,
  held: readonly BookingRow[],
  { here = false }: { here?: boolean } = {},
): readonly BookingRow[] {
  if (!isOver(row.state) || isWithheld(ownForm(row), row, 'filer')) return []
  const today = dayOf(ctx.clock.now())
  return here ? held.filter(({ startsAt }) => dayOf(startsAt) > today) : held
}

/** What is told of an end, and that a visit held for it is no more. */
export const alsoFreed = (what: Text, { length }: readonly unknown[]): Text =>
  length === 0
    ? what
    : { zh: `${what.zh}；约好的时间已取消`, en: `${what.en}; the visit you booked is cancelled` }
