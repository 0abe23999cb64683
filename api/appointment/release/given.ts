import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import type { BookingRules } from '../rules.ts'
import { type Assignment, assign, suits } from '../waiting/assign.ts'
import { offerEnds } from '../waiting/offerEnds.ts'
import { order } from '../waiting/order.ts'
import type { Entry } from '../waiting/query.ts'
import type { ReleasePlace } from './seed.ts'
import type { NewSlot } from './slotRows.ts'

/** A person's number in a draw, in their place; published without anything else of them. */
export interface Ticket extends ReleasePlace {
  place: number
  ticket: string
  recent: number
  joinedDay: string
  offered: number
}

export interface Given {
  tickets: Ticket[]
  offers: Assignment<Entry>[]
}

/**
 * Who on the list gets which of a day's new places: everyone whom some of them would suit draws, and in that order each
 * is offered the earliest that does. Pure; whoever is offered one here is for the caller to take off the list.
 */
export async function give(
  place: ReleasePlace,
  {
    slots,
    entries,
    seed,
    rules,
    now,
  }: {
    slots: readonly NewSlot[]
    entries: readonly Entry[]
    seed: string
    rules: BookingRules
    now: number
  },
): Promise<Given> {
  const open = slots.filter(({ capPublic, closesAt }) => capPublic > 0 && closesAt > now)
  const inOrder = await order(
    entries.filter((entry) => open.some((slot) => suits(entry, slot))),
    seed,
  )
  const offers = assign({
    slots: open.map((slot) => ({ ...slot, kept: slot.capPublic, free: 0 })),
    entries: inOrder,
    until: (closesAt) => offerEnds(now, closesAt, rules),
  })
  const lucky = new Set(offers.map(({ entry }) => entry.id))
  const tickets = inOrder.map(({ id, ticket, recent, joinedDay }, i) => {
    return {
      ...place,
      place: i + 1,
      ticket,
      recent: Number(recent),
      joinedDay,
      offered: Number(lucky.has(id)),
    }
  })
  return { tickets, offers }
}

/** Statement: writes the tickets of draws in their order. */
export function insertTickets(ctx: Ctx, tickets: readonly Ticket[]) {
  return exec(
    ctx.db,
    sql`INSERT INTO draw_ticket (service_point_id, counter_group, day, place, ticket, recent, joined_day, offered)
        SELECT value ->> 'pointId', value ->> 'counterGroup', value ->> 'day', value ->> 'place', value ->> 'ticket',
          value ->> 'recent', value ->> 'joinedDay', value ->> 'offered' FROM json_each(${JSON.stringify(tickets)})`,
  )
}
