import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import type { MediationInvites } from '../../../db/schema/complaintWork.ts'
import { readWords } from '../../application/words.ts'
import { DAY, dayOf, at as instantOf, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { type FieldError, Problem } from '../../problem.ts'
import { newId } from '../../shared/id.ts'
import { complaintReference } from '../access.ts'
import { complaintInSight } from '../desk/found.ts'
import { asHandler, reach, writeAtDesk } from '../desk/reach.ts'
import type { AtDesk, Done } from '../desk/take.ts'
import { tellAuthor, withMessage } from '../desk/tell.ts'
import { kindOf } from '../kinds/index.ts'
import { move } from '../move.ts'
import { sayStatement } from '../say.ts'
import { mediationsOf, roomsFor } from './query.ts'

/** The states in which a dispute is worked on, and a date can be set. */
export const datable: readonly string[] = ['accepted', 'working', 'reopened']
/** A date is set so far ahead at most, ms. */
const furthest = 180 * DAY

/**
 * Sets the date to which both sides of a dispute come: a room, an hour, and who invites the other side. Its author is told,
 * with what they should know. One date at a time; a room at one time is one party's, which the database settles. Throws
 * invalid-input, room-taken, record-not-found, not-allowed, stale, step-refused, not-handler, another-person.
 */
export async function setDate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & {
    room: string
    day: string
    from: string
    to: string
    invites: MediationInvites
    words?: string | undefined
  }
}): Promise<Done> {
  const reference = complaintReference(input.reference)
  const words = input.words?.trim() ? readWords(input.words) : null
  const [found, dates, [room]] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    mediationsOf(ctx, reference),
    roomsFor(ctx, reference, input.room),
  ])
  const reached = reach(ctx, 'complaint.handle', found, input)
  const { row, staff } = reached
  if (
    !kindOf(row.kind).mediates ||
    !datable.includes(row.state) ||
    dates.some(({ state }) => state === 'set')
  )
    throw new Problem('step-refused')
  const now = ctx.clock.now()
  const [startsAt, endsAt] = [instantOf(input.day, input.from), instantOf(input.day, input.to)]
  const errors: FieldError[] = []
  if (!room) errors.push({ pointer: '/room', code: 'wrong-value' })
  // Both may be there already: what begins today may have begun.
  if (startsAt < startOfDay(dayOf(now)) || startsAt > now + furthest)
    errors.push({ pointer: '/day', code: 'date.day' })
  if (endsAt <= startsAt) errors.push({ pointer: '/to', code: 'meeting.order' })
  if (!room || errors.length) throw new Problem('invalid-input', { errors })
  const { statements, rev } = await move(ctx, row, {
    at: now,
    to: row.state,
    by: staff.id,
    set: { ...asHandler(ctx, reached), threadWaits: 'resident' },
    action: 'complaint.date',
  })
  const said =
    words &&
    (await sayStatement(ctx, row.id, { rev, at: now }, { kind: 'message', words, staffId: staff.id }))
  const message = withMessage(ctx, await tellAuthor(ctx, row, 'date'))
  const n = 1 + (dates[0]?.n ?? 0)
  await writeAtDesk(ctx, [
    ...statements,
    exec(
      ctx.db,
      sql`INSERT INTO mediation (id, complaint_id, n, room_id, starts_at, ends_at, invites, set_by, set_at)
          VALUES (${newId('md')}, ${row.id}, ${n}, ${room.id}, ${startsAt}, ${endsAt}, ${input.invites}, ${staff.id}, ${now})`,
    ),
    ...(said ? [said.statement] : []),
    ...message.statements,
  ])
  message.after()
  return { reference, rev }
}
