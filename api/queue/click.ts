import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import type { ClickAct, TicketState } from '../../db/schema/queue.ts'
import type { AuditAction } from '../audit/action.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { allow } from '../staff/permission.ts'
import { numberOf } from './number.ts'
import { type TicketRow, ticketWhere } from './query.ts'

/** One step of a ticket: what is pressed, where it stands then, and at which counter and in which group. */
export interface Step {
  act: ClickAct
  state: TicketState
  counterId: string | null
  /** Its own unless it is passed on. */
  counterGroup?: string
}

type Clicked = Pick<TicketRow, 'id' | 'version' | 'counterGroup'>

/**
 * Statements: one click on a ticket as it was seen, or the batch is undone as 'stale'. The ticket, its times and the sums
 * of the day follow by trigger.
 */
export function click(ctx: Ctx, ticket: Clicked, step: Step, staff: string) {
  return [
    exec(
      ctx.db,
      sql`INSERT INTO ticket_click (ticket_id, version, act, state, at, counter_id, counter_group, staff)
          SELECT id, version + 1, ${step.act}, ${step.state}, ${ctx.clock.now()}, ${step.counterId},
            ${step.counterGroup ?? ticket.counterGroup}, ${staff}
          FROM ticket WHERE id = ${ticket.id} AND version = ${ticket.version}`,
    ),
    guard(ctx.db),
  ] as const
}

/** The audit leaf of a click: numbers and codes only. */
export const clickLeaf = (
  ctx: Ctx,
  action: AuditAction,
  ticket: Pick<TicketRow, 'id' | 'slug' | 'letter' | 'serial' | 'day'>,
  facts: Record<string, string | number | boolean | null | string[]>,
) =>
  leafFor(ctx, {
    action,
    subject: ticket.id,
    facts: { station: ticket.slug, day: ticket.day, number: numberOf(ticket), ...facts },
  })

/** The ticket, if whoever acts works where it was given out. Throws record-not-found. */
export function ownTicket(ctx: Ctx, found: readonly TicketRow[]): { ticket: TicketRow; staff: string } {
  const [ticket] = found
  if (!ticket) throw new Problem('record-not-found')
  return { ticket, staff: allow(ctx.actor, 'queue.work', ticket.servicePointId).id }
}

/** Statement: a ticket by its id. */
export const ticketById = (ctx: Ctx, id: string) => ticketWhere(ctx, sql`t.id = ${id}`, 1)

/** What was on the screen is no longer so. Throws stale. */
export function requireSeen(ticket: Pick<TicketRow, 'version'>, version: number): void {
  if (ticket.version !== version) throw new Problem('stale')
}
