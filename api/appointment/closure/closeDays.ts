import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { closure } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { type Day, dayOf, daysBetween, isDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import type { Text } from '../../shared/text.ts'
import { allow } from '../../staff/permission.ts'
import { settle } from '../waiting/settle.ts'
import { closeSome, entered, heldStretches, hitByDay, pointBySlug, type Span } from './query.ts'
import { tellSome } from './tell.ts'

/** The longest closure, days: as far as any place is published. */
const longest = 92
/** Slots closed in one batch, and counters settled in one round. */
const slotsMost = 500
const stretchesMost = 50

export interface ClosurePreview {
  slots: number
  bookings: number
  days: { day: Day; slots: number; bookings: number }[]
}

/** Which service point it is about ('*': all); throws invalid-input for days that cannot be closed, record-not-found. */
async function scopeOf(ctx: Ctx, span: Span): Promise<string> {
  const { slug, fromDay, toDay } = span
  for (const [name, day] of Object.entries({ fromDay, toDay }))
    if (!isDay(day)) throw invalid(`/${name}`, 'day-invalid')
  const length = daysBetween(fromDay, toDay)
  if (length < 0 || length >= longest || toDay < dayOf(ctx.clock.now())) throw invalid('/toDay', 'day-range')
  if (slug === '*') {
    allow(ctx.actor, 'schedule.edit', '*')
    return '*'
  }
  const [[point]] = await ctx.db.batch([pointBySlug(ctx, slug)])
  if (!point) throw new Problem('record-not-found')
  allow(ctx.actor, 'schedule.edit', point.id)
  return point.id
}

/**
 * What closing these days would hit, by day: slots that are open, visits that are booked. Nothing is changed. For
 * staff of the service point, or of the bureau for '*'. Throws invalid-input, record-not-found.
 */
export async function previewClosure({ ctx, input }: { ctx: Ctx; input: Span }): Promise<ClosurePreview> {
  await scopeOf(ctx, input)
  const [days] = await ctx.db.batch([hitByDay(ctx, input)])
  return {
    slots: days.reduce((sum, { slots }) => sum + slots, 0),
    bookings: days.reduce((sum, { bookings }) => sum + bookings, 0),
    days,
  }
}

/**
 * Closes days that were published already: the closure is entered, their slots close, what waited or was offered on
 * them is withdrawn (settle.ts), and whoever has booked is told, with new times. No booking is cancelled: it stands
 * until its holder moves it, which is not counted as a move. Every step is a bounded batch that finds what is left to
 * do, so after a crash the same call finishes the work, and tells nobody twice. For staff of the service point, or of
 * the bureau for '*'. Throws invalid-input, record-not-found.
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
  const id = await enter(ctx, pointId, span, reason)
  let slots = 0
  for (;;) {
    const [closed] = await ctx.db.batch([closeSome(ctx, span, slotsMost)])
    slots += closed.length
    if (closed.length < slotsMost) break
  }
  await withdraw(ctx, span)
  let told = 0
  // Who changes their booking in this moment is left for the next round, a few times.
  for (let idle = 0; idle < 5; ) {
    const round = await tellSome(ctx, id, span, reason)
    told += round.told
    if (!round.more) break
    if (round.told === 0) idle += 1
  }
  return { id, slots, told }
}

/** Enters the closure, once: the same span of the same counters is the same closure. */
async function enter(ctx: Ctx, pointId: string, span: Span, reason: Text): Promise<string> {
  const { fromDay, toDay, counterGroup = '' } = span
  const id = ['cl', pointId, counterGroup, fromDay, toDay].join(' ')
  const [before] = await ctx.db.batch([entered(ctx, id)])
  if (before.length) return id
  const leaf = await leafFor(ctx, {
    action: 'schedule.close',
    subject: span.slug,
    facts: { fromDay, toDay, counter: counterGroup, staff: allow(ctx.actor, 'schedule.edit', pointId).id },
  })
  try {
    await ctx.db.batch([
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
      guard(ctx.db),
      leaf.statement,
    ])
  } catch (error) {
    // Somebody pressed the same button: it is entered.
    if (refusalOf(error) !== 'stale') throw error
  }
  return id
}

/** Ends what is held on closed slots: kept places pass, offers are withdrawn and their people told. */
async function withdraw(ctx: Ctx, span: Span): Promise<void> {
  for (let last = ''; ; ) {
    const [stretches] = await ctx.db.batch([heldStretches(ctx, span, stretchesMost)])
    const now = JSON.stringify(stretches)
    // Nothing left, or nothing that moves: the job of the next minute looks again.
    if (stretches.length === 0 || now === last) return
    last = now
    for (const stretch of stretches) await settle(ctx, stretch)
  }
}
