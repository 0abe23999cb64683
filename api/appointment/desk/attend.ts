import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { exec } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import { DAY, dayOf, MINUTE, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { voidWaiting } from '../../notification/enqueue.ts'
import { Problem } from '../../problem.ts'
import { allow } from '../../staff/permission.ts'
import { withdrawInvite } from '../../survey/invite.ts'
import type { BookingRow } from '../query.ts'
import { isOpen } from '../visit.ts'
import { inviteVisit } from './inviteVisit.ts'
import { openRecord } from './record.ts'

export type Attendance = 'served' | 'missed'

/** Who has not come by then has missed a visit, even a long one. */
const grace = 15 * MINUTE

/** Missed is said within two days of the visit or not at all, ms. */
const sayableWithin = 2 * DAY

/** From when on this can be said of a visit, ms: served from its start, missed from its end or 15 minutes into it. */
const sayableFrom = (
  { startsAt, endsAt }: Pick<BookingRow, 'startsAt' | 'endsAt'>,
  outcome: Attendance,
): number => (outcome === 'served' ? startsAt : Math.min(endsAt, startsAt + grace))

/**
 * Whether this can be said of a visit now, and if not, why: the one rule, for `attend` and for the page that offers it.
 * Null: it can. Who stood at the counter (`here`) has come, even before the time booked.
 */
export function unsayable(
  row: BookingRow,
  outcome: Attendance,
  now: number,
  here = false,
): 'not-changeable' | 'not-yet' | null {
  const fixed = row.outcome !== null && dayOf(row.updatedAt) !== dayOf(now)
  // Told days later, nobody could object any more.
  const late = outcome === 'missed' && row.outcome === null && now > row.endsAt + sayableWithin
  if (row.state === 'cancelled' || fixed || late || (outcome === 'missed' && !isOpen(row)))
    return 'not-changeable'
  return !here && now < sayableFrom(row, outcome) ? 'not-yet' : null
}

/**
 * Says at the counter how a visit went; the visit is over with it. It can be put right on the day it was said, with a
 * leaf each time; saying the same again is the same as once. Who was served can rate it, later and elsewhere (survey). Being served forgives what was missed before
 * (missed.ts). Nobody has missed a visit whose counter was closed. For staff of the service point. Throws
 * record-not-found (another station's too), not-yet, not-changeable (cancelled, said on an
 * earlier day, or missed more than two days ago), stale.
 */
export async function attend({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; outcome: Attendance }
}): Promise<{ reference: string; outcome: Attendance }> {
  const row = await openRecord(ctx, input.reference)
  const said = await attendance(ctx, row, input.outcome)
  if (said) {
    const staffId = ctx.actor.kind === 'staff' ? ctx.actor.id : null
    const rate =
      input.outcome === 'served'
        ? await inviteVisit(ctx, row, { counterId: null, staffId })
        : withdrawInvite(ctx, 'visit', row.reference)
    await ctx.db.batch([...said, ...rate])
  }
  return { reference: row.reference, outcome: input.outcome }
}

/**
 * The statements by which `attend` says it, for a batch in which more is written; null when it was said already. Who
 * stood at the counter (`here`) has come, even before the time booked. Throws as `attend` does.
 */
export async function attendance(ctx: Ctx, row: BookingRow, outcome: Attendance, here = false) {
  const now = ctx.clock.now()
  if (row.outcome === outcome) return null
  const fault = unsayable(row, outcome, now, here)
  if (fault) throw new Problem(fault)
  const leaf = await attendLeaf(ctx, row, outcome)
  return [
    exec(
      ctx.db,
      sql`UPDATE booking SET state = 'ended', outcome = ${outcome}, version = version + 1, updated_at = ${now}
          WHERE id = ${row.id} AND version = ${row.version} AND state <> 'cancelled'`,
    ),
    guard(ctx.db),
    leaf.statement,
    voidWaiting(ctx, row.reference),
  ] as const
}

/**
 * The statements that take back what was said of a visit a moment ago, as if nobody had said it: what was said before
 * (null: nothing) counts again. The visit stays over; whatever was changed since makes the batch fail as 'stale'.
 */
export async function unsaid(ctx: Ctx, row: BookingRow, before: Attendance | null) {
  const leaf = await attendLeaf(ctx, row, before)
  return [
    exec(
      ctx.db,
      sql`UPDATE booking SET outcome = ${before}, version = version + 1, updated_at = ${ctx.clock.now()}
          WHERE id = ${row.id} AND version = ${row.version}`,
    ),
    guard(ctx.db),
    leaf.statement,
  ] as const
}

const attendLeaf = (ctx: Ctx, row: BookingRow, outcome: Attendance | null) =>
  leafFor(ctx, {
    action: 'appointment.attend',
    subject: row.reference,
    facts: {
      station: row.slug,
      startsAt: toIso(row.startsAt),
      outcome,
      before: row.outcome,
      staff: allow(ctx.actor, 'booking.serve', row.pointId).id,
    },
  })
