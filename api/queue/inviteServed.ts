import { sql } from 'drizzle-orm'
import { inviteVisit } from '../appointment/desk/inviteVisit.ts'
import type { BookingRow } from '../appointment/query.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { groupOfMatters, inviteFor } from '../survey/invite.ts'
import type { TicketRow } from './query.ts'

/**
 * The statements by which a visit that ended at a counter can be rated, once: a booked one as its booking, wherever it was
 * said first that it was served, any other as its ticket.
 */
export async function inviteServed(
  ctx: Ctx,
  ticket: TicketRow,
  row: BookingRow | undefined,
  { said, staffId }: { said: boolean; staffId: string },
) {
  const { counterId } = ticket
  if (row && said) return inviteVisit(ctx, row, { counterId, staffId })
  if (row?.outcome === 'served' && dayOf(row.startsAt) === ticket.day) return []
  return inviteFor(ctx, {
    kind: 'visit',
    subject: ticket.id,
    pointId: ticket.servicePointId,
    group: groupOfMatters(sql`(SELECT matters FROM ticket WHERE id = ${ticket.id})`),
    mode: 'onsite',
    counterId,
    staffId,
    locale: 'zh',
  })
}
