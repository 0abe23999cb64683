import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { type Attendance, attendance } from '../appointment/desk/attend.ts'
import { type BookingRow, bookingWhere } from '../appointment/query.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { withdrawInvite } from '../survey/invite.ts'
import type { Seen } from './act.ts'
import { click, clickLeaf, ownTicket, requireSeen, ticketById } from './click.ts'
import { inviteServed } from './inviteServed.ts'
import { moves, requireMove } from './moves.ts'
import type { TicketRow } from './query.ts'
import type { Result, StaffTicket } from './staffSchema.ts'
import { mattersOf, ticketView } from './ticketView.ts'

/** Statement: the booking of a ticket, if it has one. */
export const bookingOf = (ctx: Ctx, id: string) =>
  bookingWhere(ctx, sql`b.id = (SELECT booking_id FROM ticket WHERE id = ${id})`)

/**
 * What the counter says of the booking along with the ticket, by the rules of `attend`. Nothing where those rules do not
 * let it be said: a booking cancelled or moved since, or a visit nobody can have missed yet.
 */
async function said(ctx: Ctx, ticket: TicketRow, row: BookingRow | undefined, outcome: Attendance) {
  if (!row || dayOf(row.startsAt) !== ticket.day) return null
  try {
    const statements = await attendance(ctx, row, outcome, outcome === 'served')
    return statements && [...statements, keepForUndo(ctx, ticket, row)]
  } catch (error) {
    const code = error instanceof Problem ? error.code : null
    if (code === 'not-changeable' || code === 'not-yet') return null
    throw error
  }
}

/** What was said of the booking before, kept with the ticket for the minute in which it can be taken back. */
const keepForUndo = (ctx: Ctx, { id }: TicketRow, { version, outcome }: BookingRow) =>
  exec(
    ctx.db,
    sql`UPDATE ticket SET said_version = ${version + 1}, said_before = ${outcome} WHERE id = ${id}`,
  )

/**
 * Ends a visit with what came of each of its matters ('done' unless said), and says of its booking that it was served,
 * in the same batch. It can be rated from a drawn moment on, which nobody here is told. For staff of the service point. Throws
 * record-not-found, invalid-input, wrong-step, stale.
 */
export async function finish({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Seen & { results?: { matter: string; result: Result }[] | undefined }
}): Promise<StaffTicket> {
  const [found, bookings] = await ctx.db.batch([ticketById(ctx, input.id), bookingOf(ctx, input.id)])
  const { ticket, staff } = ownTicket(ctx, found)
  requireSeen(ticket, input.version)
  requireMove('finish', ticket.state)
  const codes = mattersOf(ticket.matters).map(({ code }) => code)
  const came = Object.fromEntries(codes.map((code): [string, Result] => [code, 'done']))
  for (const [at, { matter, result }] of (input.results ?? []).entries()) {
    if (!codes.includes(matter)) throw invalid(`/results/${at}/matter`, 'matter.unknown')
    came[matter] = result
  }
  const booking = await said(ctx, ticket, bookings[0], 'served')
  const leaf = await clickLeaf(ctx, 'queue.finish', ticket, {
    counter: ticket.counterNumber,
    results: Object.entries(came).map(([code, result]) => `${code}:${result}`),
    staff,
  })
  const [clicked, guarded] = click(
    ctx,
    ticket,
    { act: moves.finish.click, state: 'done', counterId: ticket.counterId },
    staff,
  )
  await ctx.db.batch([
    clicked,
    guarded,
    exec(ctx.db, sql`UPDATE ticket SET results = ${JSON.stringify(came)} WHERE id = ${ticket.id}`),
    ...(booking ?? []),
    ...(await inviteServed(ctx, ticket, bookings[0], { said: booking !== null, staffId: staff })),
    leaf.statement,
  ])
  return afterwards(ctx, ticket, 'done', ticket.counterId, booking !== null ? 'served' : undefined)
}

/**
 * Sets aside a number that was called and not there, and says of its booking that it was missed, in the same batch where
 * the rules of `attend` let it be said. They may still come back on the same day (`resume`). For staff of the service
 * point. Throws record-not-found, wrong-step, stale.
 */
export async function miss({ ctx, input }: { ctx: Ctx; input: Seen }): Promise<StaffTicket> {
  const [found, bookings] = await ctx.db.batch([ticketById(ctx, input.id), bookingOf(ctx, input.id)])
  const { ticket, staff } = ownTicket(ctx, found)
  requireSeen(ticket, input.version)
  requireMove('missed', ticket.state)
  const booking = await said(ctx, ticket, bookings[0], 'missed')
  const leaf = await clickLeaf(ctx, 'queue.missed', ticket, {
    counter: ticket.counterNumber,
    calls: ticket.calls,
    booking: booking !== null,
    staff,
  })
  const [clicked, guarded] = click(
    ctx,
    ticket,
    { act: moves.missed.click, state: 'missed', counterId: null },
    staff,
  )
  await ctx.db.batch([
    clicked,
    guarded,
    ...(booking && bookings[0] ? [...booking, ...withdrawInvite(ctx, 'visit', bookings[0].reference)] : []),
    leaf.statement,
  ])
  return afterwards(ctx, ticket, 'missed', null, booking !== null ? 'missed' : undefined)
}

/** The ticket as the click left it, without asking once more. */
function afterwards(
  ctx: Ctx,
  ticket: TicketRow,
  state: 'done' | 'missed',
  counterId: string | null,
  outcome: Attendance | null = ticket.outcome,
) {
  const now = ctx.clock.now()
  return ticketView(ctx, {
    ...ticket,
    state,
    counterId,
    counterNumber: counterId === null ? null : ticket.counterNumber,
    version: ticket.version + 1,
    endedAt: now,
    outcome,
    lastAct: state,
    lastAt: now,
  })
}
