import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { TicketState } from '../../db/schema/queue.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Seen } from './act.ts'
import { click, clickLeaf, ownTicket, requireSeen, ticketById } from './click.ts'
import { moves, requireMove } from './moves.ts'
import type { StaffTicket } from './staffSchema.ts'
import { canUndo, ticketView } from './ticketView.ts'

interface Before {
  state: TicketState
  counterId: string | null
}

/** Statement: where a ticket stood before its last click. */
const beforeLast = (ctx: Ctx, id: string) =>
  rows<Before>(
    ctx.db,
    sql`SELECT k.state AS state, k.counter_id AS counterId FROM ticket t
        JOIN ticket_click k ON k.ticket_id = t.id AND k.version = t.version - 1 WHERE t.id = ${id}`,
  )

/**
 * Takes the last click back within a minute, as a click of its own: what was pressed stays on record. Who was missed
 * stands in line again at their old place; what was said of their booking is put right when they are served. For staff
 * of the service point. Throws record-not-found, wrong-step, undo-over, counter-busy, stale.
 */
export async function undo({ ctx, input }: { ctx: Ctx; input: Seen }): Promise<StaffTicket> {
  const [found, befores] = await ctx.db.batch([ticketById(ctx, input.id), beforeLast(ctx, input.id)])
  const { ticket, staff } = ownTicket(ctx, found)
  requireSeen(ticket, input.version)
  requireMove('undo', ticket.state)
  const [before] = befores
  if (!before || !canUndo(ticket, ctx.clock.now())) throw new Problem('undo-over')
  const to: Before = ticket.state === 'missed' ? { state: 'waiting', counterId: null } : before
  const leaf = await clickLeaf(ctx, 'queue.undo', ticket, { from: ticket.state, to: to.state, staff })
  const written = await ctx.db.batch([
    ...click(ctx, ticket, { act: moves.undo.click, state: to.state, counterId: to.counterId }, staff),
    leaf.statement,
    ticketById(ctx, ticket.id),
  ])
  return ticketView(ctx, written[3][0]!)
}
