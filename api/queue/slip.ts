import { sql } from 'drizzle-orm'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { ownTicket, ticketById } from './click.ts'
import { lookedAt, rangeAt } from './groups.ts'
import { orderOf } from './order.ts'
import { lineAt, pointBySlug, queueDays, streaksOf } from './query.ts'
import { queueRulesOn, readQueueRules } from './rules.ts'
import { slipCodeOf } from './secret.ts'
import type { Slip } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

/**
 * What a ticket's slip shows, to print or to hold up: the number, and the code that opens its private place. Only while
 * the ticket runs: afterwards the slip's holder alone has it. For staff of the service point. Throws record-not-found,
 * wrong-step once it is over.
 */
export async function showSlip({ ctx, input: { id } }: { ctx: Ctx; input: { id: string } }): Promise<Slip> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const point = sql`(SELECT service_point_id FROM ticket WHERE id = ${id})`
  const [found, points, line, days, rules] = await ctx.db.batch([
    ticketById(ctx, id),
    pointBySlug(ctx, sql`(SELECT slug FROM service_point WHERE id = ${point})`),
    lineAt(ctx, point, today),
    queueDays(ctx, point, lookedAt(today)),
    queueRulesOn(ctx, today),
  ])
  const { ticket } = ownTicket(ctx, found)
  if (['done', 'missed', 'left'].includes(ticket.state) || ticket.codeHash === null)
    throw new Problem('wrong-step', { extra: { state: ticket.state } })
  const order = orderOf(
    line
      .map((one) => ({ ...one, booked: one.booked === 1 }))
      .filter(({ counterGroup }) => counterGroup === ticket.counterGroup),
    streaksOf(days, today),
    readQueueRules(rules),
    now,
  )
  const ahead = ticket.state === 'waiting' ? order.findIndex((one) => one.id === id) : null
  const [where] = points
  return {
    ticket: await ticketView(ctx, ticket),
    station: { slug: where!.slug, name: { zh: where!.nameZh, en: where!.nameEn } },
    day: ticket.day,
    code: await slipCodeOf(ctx, id),
    range: ahead === null ? null : rangeAt(days, today, ticket.counterGroup, ahead),
    ahead,
  }
}
