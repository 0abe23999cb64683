import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { TicketState } from '../../db/schema/queue.ts'
import { type Attendance, unsaid } from '../appointment/desk/attend.ts'
import { inviteVisit } from '../appointment/desk/inviteVisit.ts'
import type { BookingRow } from '../appointment/query.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { withdrawInvite } from '../survey/invite.ts'
import type { Seen } from './act.ts'
import { click, clickLeaf, ownTicket, requireSeen, ticketById } from './click.ts'
import { bookingOf } from './finish.ts'
import { moves, requireMove } from './moves.ts'
import type { TicketRow } from './query.ts'
import type { StaffTicket } from './staffSchema.ts'
import { canUndo, ticketView } from './ticketView.ts'

interface Before {
  state: TicketState
  counterId: string | null
  /** Whether somebody sits at that counter, and whether somebody else is served there by now. */
  sat: number
  busy: number
  /** The booking's version once this ticket's end was said of it, and what was said before; null: nothing was. */
  saidVersion: number | null
  saidBefore: Attendance | null
}

/** Statement: where a ticket stood before its last click, and what that click said of its booking. */
const beforeLast = (ctx: Ctx, id: string) =>
  rows<Before>(
    ctx.db,
    sql`SELECT k.state AS state, k.counter_id AS counterId, t.said_version AS saidVersion, t.said_before AS saidBefore,
          EXISTS (SELECT 1 FROM counter c WHERE c.id = k.counter_id AND c.staff_id IS NOT NULL) AS sat,
          EXISTS (SELECT 1 FROM ticket o WHERE o.counter_id = k.counter_id AND o.state IN ('called', 'serving')
            AND o.id <> t.id) AS busy
        FROM ticket t JOIN ticket_click k ON k.ticket_id = t.id AND k.version = t.version - 1 WHERE t.id = ${id}`,
  )

/**
 * Takes the last click back within a minute, as a click of its own: what was pressed stays on record. What it said of
 * the booking is taken back with it, unless somebody has said something else since; and so is what a call counted for
 * the turns between those who booked and those who walked in. A visit that goes on
 * cannot be rated until it ends again, and then once. Who was missed stands at the counter again, or in line at their old place when it is taken. For
 * staff of the service point. Throws record-not-found, wrong-step, undo-over, counter-busy, no-seat, stale.
 */
export async function undo({ ctx, input }: { ctx: Ctx; input: Seen }): Promise<StaffTicket> {
  const [found, befores, bookings] = await ctx.db.batch([
    ticketById(ctx, input.id),
    beforeLast(ctx, input.id),
    bookingOf(ctx, input.id),
  ])
  const { ticket, staff } = ownTicket(ctx, found)
  requireSeen(ticket, input.version)
  requireMove('undo', ticket.state)
  const [before] = befores
  if (!before || !canUndo(ticket, ctx.clock.now())) throw new Problem('undo-over')
  const to = whereTo(ticket.state, before)
  const ended = ticket.state === 'done' || ticket.state === 'missed'
  const booking = ended ? await takenBack(ctx, bookings[0], before) : null
  const leaf = await clickLeaf(ctx, 'queue.undo', ticket, {
    from: ticket.state,
    to: to.state,
    booking: booking !== null,
    staff,
  })
  const written = await ctx.db.batch([
    ...click(ctx, ticket, { act: moves.undo.click, state: to.state, counterId: to.counterId }, staff),
    exec(
      ctx.db,
      sql`UPDATE ticket SET results = NULL, said_version = NULL, said_before = NULL WHERE id = ${ticket.id}`,
    ),
    leaf.statement,
    ticketById(ctx, ticket.id),
    ...(booking ?? []),
    ...(await ratedAgain(ctx, ticket, bookings[0], {
      said: booking !== null,
      before: before.saidBefore,
      staff,
    })),
  ])
  return ticketView(ctx, { ...written[4][0]!, outcome: booking ? before.saidBefore : ticket.outcome })
}

/** Throws counter-busy, no-seat when the ticket would go back to a counter that cannot take it. */
function whereTo(from: TicketState, { state, counterId, sat, busy }: Before) {
  const taken = busy === 1 || sat === 0
  if (counterId === null || !taken) return { state, counterId }
  if (from === 'missed') return { state: 'waiting', counterId: null } as const
  throw new Problem(busy === 1 ? 'counter-busy' : 'no-seat')
}

/** The statements that take back what was said of the booking; null when nothing was, or somebody said more since. */
async function takenBack(ctx: Ctx, row: BookingRow | undefined, { saidVersion, saidBefore }: Before) {
  if (!row || saidVersion === null || row.version !== saidVersion) return null
  return unsaid(ctx, row, saidBefore)
}

/**
 * The statements that take back what could be rated with the end of this ticket; where it was missed and had been said to be
 * served before, that can be rated again.
 */
async function ratedAgain(
  ctx: Ctx,
  ticket: TicketRow,
  row: BookingRow | undefined,
  { said, before, staff }: { said: boolean; before: Attendance | null; staff: string },
) {
  if (row && said && before === 'served')
    return inviteVisit(ctx, row, { counterId: ticket.counterId, staffId: staff })
  if (ticket.state !== 'done') return []
  return [
    ...withdrawInvite(ctx, 'visit', ticket.id),
    ...(row && said ? withdrawInvite(ctx, 'visit', row.reference) : []),
  ]
}
