import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { closure } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { type Day, dayOf, daysBetween, isDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { officialOf, officialRow } from '../../notice/gate.ts'
import { personalInReason } from '../../privacy/gate/reason.ts'
import { invalid, Problem } from '../../problem.ts'
import type { Text } from '../../shared/text.ts'
import { allow } from '../../staff/permission.ts'
import { ownPoint, pointBySlug } from '../../station/edit/ownPoint.ts'
import { carryOut } from '../schedule/carryOut.ts'
import { type Change, changeOf, changesWhere, newChange, putChange } from '../schedule/change.ts'
import { type Hit, hitByClosure } from '../schedule/hit.ts'
import { closedBefore, closureInForce, hitByDay, type Span } from './query.ts'
import { dropSpecialHours, specialDays } from './specialDays.ts'

/** The longest closure, days: as far as any place is published. */
const longest = 92

interface ClosurePreview {
  slots: number
  bookings: number
  days: { day: Day; slots: number; bookings: number }[]
  /** Days whose special hours fall with the closure. */
  specialDays: Day[]
  /** Whose visit is hit, the first of them. */
  people: Hit[]
}

/** Which service point it is about ('*': all); throws invalid-input for days that cannot be closed, record-not-found. */
async function scopeOf(ctx: Ctx, span: Span): Promise<string> {
  const { slug, fromDay, toDay } = span
  for (const [name, day] of Object.entries({ fromDay, toDay }))
    if (!isDay(day)) throw invalid(`/${name}`, 'day-invalid')
  const length = daysBetween(fromDay, toDay)
  if (length < 0 || length >= longest || toDay < dayOf(ctx.clock.now())) throw invalid('/toDay', 'day-range')
  return pointIdOf(ctx, slug)
}

/** The service point that somebody may change, or '*'. Throws record-not-found, not-allowed. */
export async function pointIdOf(ctx: Ctx, slug: string): Promise<string> {
  if (slug === '*') {
    allow(ctx.actor, 'schedule.edit', '*')
    return '*'
  }
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  return ownPoint(ctx, 'schedule.edit', found).point.id
}

/**
 * What closing these days would hit: by day the slots that are open and the visits that are booked, and whose they are.
 * Nothing is changed. A reason that names somebody is refused here already. For staff of the service point, or of the
 * bureau for '*'. Throws invalid-input, record-not-found.
 */
export async function previewClosure({
  ctx,
  input: { reason, ...input },
}: {
  ctx: Ctx
  input: Span & { reason?: Text }
}): Promise<ClosurePreview> {
  const pointId = await scopeOf(ctx, input)
  const [days, special, ...own] = await ctx.db.batch([
    hitByDay(ctx, input),
    specialDays(ctx, pointId, input),
    ...(reason ? [officialRow(ctx)] : []),
  ])
  if (reason) requireHarmless(ctx, reason, own[0]?.[0])
  return {
    slots: days.reduce((sum, { slots }) => sum + slots, 0),
    bookings: days.reduce((sum, { bookings }) => sum + bookings, 0),
    days,
    specialDays: special.map(({ day }) => day),
    people: await hitByClosure(ctx, input),
  }
}

/**
 * Closes days that were published already: the closure is entered, their slots close, what waited or was offered on
 * them is withdrawn (settle.ts), and whoever has booked is told, with new times. No booking is cancelled: it stands
 * until its holder moves it, which is not counted as a move. What is broken off is finished by the same call, or by the
 * job (carryOut.ts), and nobody is told twice. For staff of the service point, or of the bureau for '*'. Throws
 * invalid-input, record-not-found.
 */
export async function closeDays({
  ctx,
  input,
}: {
  ctx: Ctx
  input: Span & { reason: Text }
}): Promise<{ id: string; slots: number; told: number }> {
  const pointId = await scopeOf(ctx, input)
  const { reason, ...span } = input
  const { change, first } = await enter(ctx, pointId, span, reason)
  const { slots, told } = await carryOut(ctx, change, first)
  return { id: change.id, slots, told }
}

/** Enters the closure, once: the same span of the same counters is the same closure, until it is lifted. */
async function enter(
  ctx: Ctx,
  pointId: string,
  span: Span,
  reason: Text,
): Promise<{ change: Change; first: boolean }> {
  const { slug, fromDay, toDay, counterGroup = '' } = span
  const [[inForce], [before], special, [own], made] = await ctx.db.batch([
    closureInForce(ctx, pointId, span),
    closedBefore(ctx, pointId, span),
    specialDays(ctx, pointId, span),
    officialRow(ctx),
    changesWhere(
      ctx,
      sql`h.service_point_id = ${pointId} AND h.kind = 'closure' AND h.from_day = ${fromDay} AND h.to_day = ${toDay}
        AND h.counter_group = ${counterGroup} AND h.lifted_at IS NULL ORDER BY h.made_at DESC LIMIT 1`,
    ),
  ])
  requireHarmless(ctx, reason, own)
  const known = made.map(changeOf)[0]
  if (inForce && known) return { change: known, first: false }
  const times = before?.times ?? 0
  const id = inForce?.id ?? ['cl', pointId, counterGroup, fromDay, toDay, ...(times ? [times] : [])].join('_')
  const change = newChange(ctx, { id, kind: 'closure', pointId, span, reason })
  const leaf = await leafFor(ctx, {
    action: 'schedule.close',
    subject: slug,
    facts: {
      fromDay,
      toDay,
      counter: counterGroup,
      specialHoursDropped: special.map(({ day, hours }) => `${day} ${hours}`),
      staff: actorOf(ctx),
    },
  })
  try {
    await ctx.db.batch([
      putChange(ctx, change),
      guard(ctx.db),
      ctx.db
        .insert(closure)
        .values({
          id,
          servicePointId: pointId,
          fromDay,
          toDay,
          counterGroup,
          reasonZh: reason.zh,
          reasonEn: reason.en,
        })
        .onConflictDoNothing(),
      ...dropSpecialHours(ctx, pointId, span),
      leaf.statement,
    ])
    return { change, first: true }
  } catch (error) {
    // Somebody pressed the same button: it is entered.
    if (refusalOf(error) !== 'stale') throw error
    return { change, first: false }
  }
}

/** Throws invalid-input for a reason that names somebody. */
function requireHarmless(ctx: Ctx, reason: Text, own: Parameters<typeof officialOf>[1]): void {
  const errors = personalInReason(reason, officialOf(ctx, own))
  if (errors.length) throw new Problem('invalid-input', { errors })
}

/** The member of staff who acts. Throws record-not-found for anybody else. */
function actorOf(ctx: Ctx): string {
  if (ctx.actor.kind !== 'staff') throw new Problem('record-not-found')
  return ctx.actor.id
}
