import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { invalid } from '../problem.ts'
import type { Seen } from './act.ts'
import { click, clickLeaf, ownTicket, requireSeen, ticketById } from './click.ts'
import { moves, requireMove } from './moves.ts'
import { counterWhere } from './query.ts'
import type { StaffTicket } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

/** Where somebody is sent: to one counter, or to all of a group. */
export interface PassTo {
  counterId?: string | undefined
  counterGroup?: string | undefined
}

/**
 * Passes somebody on to another counter or group of the same service point, where they stand first in line under the
 * same number. To one counter only while somebody sits there. For staff of the service point. Throws record-not-found,
 * invalid-input, wrong-step, stale.
 */
export async function pass({ ctx, input }: { ctx: Ctx; input: Seen & PassTo }): Promise<StaffTicket> {
  const [found, counters] = await ctx.db.batch([
    ticketById(ctx, input.id),
    counterWhere(
      ctx,
      sql`c.service_point_id = (SELECT service_point_id FROM ticket WHERE id = ${input.id}) AND c.state = 'open'`,
    ),
  ])
  const { ticket, staff } = ownTicket(ctx, found)
  requireSeen(ticket, input.version)
  requireMove('pass', ticket.state)
  const counter = input.counterId ? counters.find(({ id }) => id === input.counterId) : undefined
  const group = counter ? counter.counterGroup || ticket.counterGroup : input.counterGroup
  const serves = counters.some(({ counterGroup }) => counterGroup === '' || counterGroup === group)
  if (!group || !serves || (input.counterId && !counter?.staffId)) {
    throw invalid(input.counterId ? '/counterId' : '/counterGroup', 'ticket.counter')
  }
  const leaf = await clickLeaf(ctx, 'queue.pass', ticket, {
    from: ticket.counterNumber,
    counter: counter?.number ?? null,
    counterGroup: group,
    staff,
  })
  const written = await ctx.db.batch([
    ...click(
      ctx,
      ticket,
      { act: moves.pass.click, state: 'waiting', counterId: null, counterGroup: group },
      staff,
    ),
    exec(
      ctx.db,
      // Whoever sat there may have left in this moment: then all of the group may call.
      sql`UPDATE ticket SET for_counter = (SELECT id FROM counter WHERE id = ${counter?.id ?? null} AND staff_id IS NOT NULL),
            first_at = coalesce(first_at, ${ctx.clock.now()}) WHERE id = ${ticket.id}`,
    ),
    leaf.statement,
    ticketById(ctx, ticket.id),
  ])
  return ticketView(ctx, written[4][0]!)
}
