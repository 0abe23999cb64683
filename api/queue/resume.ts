import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Seen } from './act.ts'
import { click, clickLeaf, ownTicket, requireSeen, ticketById } from './click.ts'
import { moves, requireMove } from './moves.ts'
import { counterWhere, ticketWhere } from './query.ts'
import type { StaffTicket } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

/**
 * Takes somebody up again. Who was set aside goes on at the counter of whoever presses, if it is free, else stands first
 * in line. Who was called and not there lines up as come now, on the same day. For staff of the service point. Throws
 * record-not-found, wrong-step, stale, counter-busy.
 */
export async function resume({ ctx, input }: { ctx: Ctx; input: Seen }): Promise<StaffTicket> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [found, counters, held] = await ctx.db.batch([
    ticketById(ctx, input.id),
    counterWhere(ctx, sql`c.staff_id = ${me}`),
    ticketWhere(
      ctx,
      sql`t.counter_id = (SELECT id FROM counter WHERE staff_id = ${me}) AND t.state IN ('called', 'serving') AND t.day = ${today}`,
      1,
    ),
  ])
  const { ticket, staff } = ownTicket(ctx, found)
  requireSeen(ticket, input.version)
  requireMove('resume', ticket.state)
  if (ticket.day !== today) throw new Problem('wrong-step', { extra: { state: ticket.state } })
  const [counter] = counters
  const free = counter?.servicePointId === ticket.servicePointId && !held[0] ? counter : null
  const here = ticket.state === 'parked' ? free : null
  const leaf = await clickLeaf(ctx, 'queue.resume', ticket, {
    from: ticket.state,
    counter: here?.number ?? null,
    staff,
  })
  const state = here ? 'serving' : 'waiting'
  const written = await ctx.db.batch([
    ...click(ctx, ticket, { act: moves.resume.click, state, counterId: here?.id ?? null }, staff),
    ticket.state === 'missed'
      ? exec(
          ctx.db,
          sql`UPDATE ticket SET due_at = ${now}, first_at = NULL, forward = NULL, said_version = NULL WHERE id = ${ticket.id}`,
        )
      : exec(ctx.db, sql`UPDATE ticket SET first_at = coalesce(first_at, ${now}) WHERE id = ${ticket.id}`),
    leaf.statement,
    ticketById(ctx, ticket.id),
  ])
  return ticketView(ctx, written[4][0]!)
}
