import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { ForwardReason } from '../../db/schema/queue.ts'
import type { AuditAction } from '../audit/action.ts'
import type { Ctx } from '../context.ts'
import { click, clickLeaf, ownTicket, requireSeen, ticketById } from './click.ts'
import { moves, requireMove } from './moves.ts'
import type { TicketRow } from './query.ts'
import type { StaffTicket } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

/** A ticket, as the screen showed it. */
export interface Seen {
  id: string
  version: number
}

/** The acts that change nothing but where the ticket stands. */
export type PlainAct = 'recall' | 'serve' | 'park' | 'left'

const actions: Record<PlainAct, AuditAction> = {
  recall: 'queue.recall',
  serve: 'queue.serve',
  park: 'queue.park',
  left: 'queue.left',
}

/** A ticket one may act on as it was seen. Throws record-not-found, stale. */
async function seenTicket(ctx: Ctx, { id, version }: Seen): Promise<{ ticket: TicketRow; staff: string }> {
  const [found] = await ctx.db.batch([ticketById(ctx, id)])
  const own = ownTicket(ctx, found)
  requireSeen(own.ticket, version)
  return own
}

/**
 * Calls a number again, begins to serve, sets aside, or notes that they left: one step each (moves.ts). Who is set aside
 * frees the counter. For staff of the service point. Throws record-not-found, wrong-step, stale.
 */
export async function act({
  ctx,
  input,
  act: what,
}: {
  ctx: Ctx
  input: Seen
  act: PlainAct
}): Promise<StaffTicket> {
  const { ticket, staff } = await seenTicket(ctx, input)
  requireMove(what, ticket.state)
  const { click: clicked, to } = moves[what]
  const state = to[0]
  const counterId = state === 'called' || state === 'serving' ? ticket.counterId : null
  const leaf = await clickLeaf(ctx, actions[what], ticket, { counter: ticket.counterNumber, staff })
  const written = await ctx.db.batch([
    ...click(ctx, ticket, { act: clicked, state, counterId }, staff),
    leaf.statement,
    ticketById(ctx, ticket.id),
  ])
  return ticketView(ctx, written[3][0]!)
}

/**
 * Puts somebody who waits before the others, for a reason of the published rules. The reason stays with the ticket for
 * the day and is in no leaf. For staff of the service point. Throws record-not-found, wrong-step, stale.
 */
export async function forward({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { reason: ForwardReason }
}): Promise<StaffTicket> {
  const { ticket, staff } = await seenTicket(ctx, input)
  requireMove('forward', ticket.state)
  const leaf = await clickLeaf(ctx, 'queue.forward', ticket, { staff })
  const written = await ctx.db.batch([
    ...click(ctx, ticket, { act: moves.forward.click, state: 'waiting', counterId: null }, staff),
    exec(
      ctx.db,
      sql`UPDATE ticket SET forward = ${input.reason}, first_at = coalesce(first_at, ${ctx.clock.now()}) WHERE id = ${ticket.id}`,
    ),
    leaf.statement,
    ticketById(ctx, ticket.id),
  ])
  return ticketView(ctx, written[4][0]!)
}
