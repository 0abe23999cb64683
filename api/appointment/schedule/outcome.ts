import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { may } from '../../staff/permission.ts'
import { pointIdOf } from '../closure/closeDays.ts'
import { bookingWhere } from '../query.ts'
import { type Change, changeOf, changesWhere } from './change.ts'
import { type Hit, hitOf } from './hit.ts'
import { freeFor } from './nearest.ts'

/** People listed at most, and of how many the nearest times are looked up. */
const most = 200
const withTimes = 40

/** How far somebody is, whose visit a change hit. `call`: to be telephoned. */
export const hitStates = ['told', 'call', 'reached', 'moved', 'cancelled', 'over', 'reopened'] as const
type HitState = (typeof hitStates)[number]

interface HitOutcome extends Hit {
  state: HitState
  /** The nearest times still free in the booking's own channel, while it needs one and whoever asks may move it. */
  nearest: { slotId: string; startsAt: string }[]
}

interface Outcome {
  change: Change
  people: HitOutcome[]
}

interface NoticeRow {
  bookingId: string
  startsAt: number
  texted: number
  reachedAt: number | null
  reopenedAt: number | null
  message: string | null
}

/** Statement: whom a change hit, and what became of the message. */
function noticesOf(ctx: Ctx, changeId: string) {
  return rows<NoticeRow>(
    ctx.db,
    sql`SELECT n.booking_id AS bookingId, n.starts_at AS startsAt, n.texted AS texted, n.reached_at AS reachedAt,
          n.reopened_at AS reopenedAt,
          (SELECT o.state FROM outbox o WHERE o.reference = b.reference AND o.template = 'appointment.closed'
            AND o.created_at = n.told_at) AS message
        FROM closure_notice n JOIN booking b ON b.id = n.booking_id WHERE n.closure_id = ${changeId} LIMIT ${most}`,
  )
}

/** A change of this service point that somebody may look at. Throws record-not-found, not-allowed. */
export async function changeAt(ctx: Ctx, { slug, id }: { slug: string; id: string }): Promise<Change> {
  const pointId = await pointIdOf(ctx, slug)
  const [[row]] = await ctx.db.batch([
    changesWhere(ctx, sql`h.id = ${id} AND h.service_point_id = ${pointId}`),
  ])
  if (!row) throw new Problem('record-not-found')
  return changeOf(row)
}

/**
 * What became of those whose visit a change hit: who was told, who is to be telephoned, who has another time by now, and
 * for those who need one the nearest that are free: for whoever may move them (booking.serve), as nobody else is to be
 * offered what `moveHit` would refuse. Throws record-not-found, not-allowed.
 */
export async function showOutcome({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { slug: string; id: string }
}): Promise<Outcome> {
  const change = await changeAt(ctx, input)
  const [notices, bookings] = await ctx.db.batch([
    noticesOf(ctx, change.id),
    bookingWhere(
      ctx,
      sql`b.id IN (SELECT booking_id FROM closure_notice WHERE closure_id = ${change.id} LIMIT ${most})
        ORDER BY s.starts_at, b.reference`,
    ),
  ])
  const byBooking = new Map(notices.map((notice) => [notice.bookingId, notice]))
  const people = await Promise.all(
    bookings.flatMap((row) => {
      const notice = byBooking.get(row.id)
      return notice
        ? [hitOf(ctx, row).then((hit) => ({ row, hit, state: stateOf(notice, row, ctx.clock.now()) }))]
        : []
    }),
  )
  const open = people.filter(({ state }) => state === 'told' || state === 'call' || state === 'reached')
  const movable = open.filter(({ row }) => may(ctx.actor, 'booking.serve', row.pointId)).slice(0, withTimes)
  const [first, ...rest] = movable.map(({ row }) => freeFor(ctx, row))
  const free = first ? await ctx.db.batch([first, ...rest]) : []
  const times = new Map(movable.map(({ row }, i) => [row.id, free[i] ?? []]))
  return {
    change,
    people: people.map(({ row, hit, state }) => ({
      ...hit,
      state,
      nearest: (times.get(row.id) ?? [])
        .map(({ id, startsAt }) => ({ slotId: id, startsAt: toIso(startsAt) }))
        .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
    })),
  }
}

function stateOf(
  { startsAt, texted, reachedAt, reopenedAt, message }: NoticeRow,
  row: { state: string; startsAt: number },
  now: number,
): HitState {
  if (row.state === 'cancelled') return 'cancelled'
  if (startsAt !== row.startsAt) return 'moved'
  if (reopenedAt !== null) return 'reopened'
  if (row.state === 'ended' || row.startsAt <= now) return 'over'
  if (reachedAt !== null) return 'reached'
  return texted === 1 && message !== 'dead' ? 'told' : 'call'
}
