import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { ticketById } from './click.ts'
import { slipCodeHash } from './secret.ts'

/** A ticket about to be given out. */
export interface NewTicket {
  point: { id: string; slug: string }
  counterGroup: string
  booking: { id: string; reference: string } | null
  /** Matter codes; none when it is still to be found out. */
  matters: readonly string[]
  people: number
  /** Its place in the order, ms. */
  dueAt: number
  staff: string
}

/**
 * The statements that give out a ticket: the next number of its counter group today, its first click and its leaf; the
 * last of them reads the ticket. A booking has one ticket: the second is refused as 'ticket-issued'.
 */
export async function issue(ctx: Ctx, made: NewTicket) {
  const { point, counterGroup, booking, staff } = made
  const now = ctx.clock.now()
  const day = dayOf(now)
  const id = newId('tk')
  const [codeHash, leaf] = await Promise.all([
    slipCodeHash(ctx, id),
    leafFor(ctx, {
      action: 'queue.issue',
      subject: id,
      facts: {
        station: point.slug,
        day,
        counterGroup,
        booking: booking?.reference ?? null,
        matters: [...made.matters],
        staff,
      },
    }),
  ])
  const statements = [
    exec(
      ctx.db,
      sql`INSERT INTO queue_letter (service_point_id, counter_group, letter)
          SELECT ${point.id}, ${counterGroup}, char(65 + count(*)) FROM queue_letter WHERE service_point_id = ${point.id}
          ON CONFLICT DO NOTHING`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO queue_day (service_point_id, day, counter_group, issued) VALUES (${point.id}, ${day}, ${counterGroup}, 1)
          ON CONFLICT (service_point_id, day, counter_group) DO UPDATE SET issued = issued + 1`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO ticket (id, service_point_id, day, counter_group, letter, serial, booking_id, matters, people, state,
            issued_at, due_at, code_hash)
          SELECT ${id}, d.service_point_id, d.day, d.counter_group, l.letter, d.issued, ${booking?.id ?? null},
            ${JSON.stringify(made.matters)}, ${made.people}, 'waiting', ${now}, ${made.dueAt}, ${codeHash}
          FROM queue_day d JOIN queue_letter l
            ON l.service_point_id = d.service_point_id AND l.counter_group = d.counter_group
          WHERE d.service_point_id = ${point.id} AND d.day = ${day} AND d.counter_group = ${counterGroup}`,
    ),
    exec(
      ctx.db,
      sql`INSERT INTO ticket_click (ticket_id, version, act, state, at, counter_group, staff)
          VALUES (${id}, 0, 'issued', 'waiting', ${now}, ${counterGroup}, ${staff})`,
    ),
    leaf.statement,
    ticketById(ctx, id),
  ] as const
  return { id, statements }
}
