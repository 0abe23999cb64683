import { z } from 'zod'
import { openField } from '../appointment/change.ts'
import { dayOf, MINUTE, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskName } from '../privacy/mask.ts'
import { actsFrom, undoable, undoWithin } from './moves.ts'
import { numberOf } from './number.ts'
import type { TicketRow } from './query.ts'
import type { StaffTicket } from './staffSchema.ts'

const namesSchema = z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() }))

/** The matters of a row as code and name. */
export const mattersOf = (json: string) =>
  namesSchema.parse(JSON.parse(json)).map(({ code, zh, en }) => ({ code, name: { zh, en } }))

/** Whether the last click on it can still be taken back. */
export const canUndo = ({ lastAct, lastAt }: TicketRow, now: number): boolean =>
  (undoable as readonly string[]).includes(lastAct) && now - lastAt <= undoWithin

/** A ticket as staff see it; a name only through the booking, and masked. */
export async function ticketView(ctx: Ctx, row: TicketRow): Promise<StaffTicket> {
  const now = ctx.clock.now()
  const name = row.bookingId === null ? null : await openField(ctx, { id: row.bookingId }, 'name', row.name)
  // A booking that was moved to another day meanwhile says nothing of today.
  const startsAt = row.startsAt !== null && dayOf(row.startsAt) === row.day ? row.startsAt : null
  const waits = row.state === 'waiting' ? now - Math.max(row.issuedAt, row.dueAt) : 0
  return {
    id: row.id,
    number: numberOf(row),
    state: row.state,
    version: row.version,
    counterGroup: row.counterGroup,
    counter: row.counterNumber,
    forCounter: row.forCounter !== null,
    kind: row.bookingId === null ? 'walk-in' : 'booked',
    reference: row.reference,
    startsAt: startsAt === null ? null : toIso(startsAt),
    late: startsAt !== null && row.dueAt > startsAt,
    name: name === null ? null : maskName(name),
    outcome: startsAt === null ? null : row.outcome,
    exempt: row.exempt === 1,
    forward: row.forward,
    first: row.firstAt !== null,
    matters: mattersOf(row.matters),
    people: row.people,
    calls: row.calls,
    issuedAt: toIso(row.issuedAt),
    waitedMinutes: Math.max(0, Math.floor(waits / MINUTE)),
    servedMinutes:
      row.servingAt === null
        ? null
        : Math.max(0, Math.floor(((row.endedAt ?? now) - row.servingAt) / MINUTE)),
    endedAt: row.endedAt === null ? null : toIso(row.endedAt),
    can: actsFrom(row.state).filter((act) => act !== 'undo' || canUndo(row, now)),
  }
}
