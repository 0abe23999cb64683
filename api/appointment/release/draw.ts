import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { leafFor } from '../../audit/append.ts'
import { addDays, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { dayPlan } from '../dayPlan.ts'
import { type Plan, plansOf, readPlan } from '../plan.ts'
import { rulesOfDay } from './minute.ts'
import { type Drawn, type DueRow, dueReleases, dueRows, rulesUntil, writeDrawn, writeGone } from './query.ts'
import { releaseSeed } from './seed.ts'
import { insertSlots, type NewSlot, slotsOf } from './slotRows.ts'

/** Releases read at a time, and how often in one run; what is left is drawn a minute later. */
const page = 100
const rounds = 40
/** Slots written in one batch, about: a day is never split, or a failed batch would leave it half made. */
const most = 2_000
/** Farther than any release is planned, days. */
const farthest = 100

/** One day as it is about to be drawn. */
interface Draw {
  drawn: Drawn
  slots: NewSlot[]
}

/**
 * Draws every release whose minute has come: makes the slots of the day from the plan as it is now (a closure entered
 * since counts), offers places to the waiting list in the same batch, and publishes the seed. The rest is open to
 * all. Of two runs at once one wins. A day that has no slots any more is void.
 */
export async function drawDue(ctx: Ctx): Promise<{ drawn: number; slots: number; offers: number }> {
  const sum = { drawn: 0, slots: 0, offers: 0 }
  for (let round = 0; round < rounds; round++) {
    const now = ctx.clock.now()
    const today = dayOf(now)
    const last = addDays(today, farthest)
    const [due, plans, rules] = await ctx.db.batch([
      dueRows(ctx, now, page),
      plansOf(ctx, dueReleases(now, page), today, last),
      rulesUntil(ctx, today, today),
    ])
    if (due.length === 0) return sum
    const withhold = rulesOfDay(rules, today).provisionalDays === 'wait'
    const byPlace = new Map(plans.map((row) => [`${row.pointId}|${row.counterGroup}`, readPlan(row)]))
    const draws = await Promise.all(
      due.map((row) => drawOf(ctx, row, byPlace.get(`${row.pointId}|${row.counterGroup}`), withhold, today)),
    )
    for (const batch of inBatches(draws)) {
      const made =
        (await write(ctx, batch, now)) ?? (batch.length > 1 ? await oneByOne(ctx, batch, now) : null)
      for (const key of ['drawn', 'slots', 'offers'] as const) sum[key] += made?.[key] ?? 0
    }
    if (due.length < page) return sum
  }
  return sum
}

async function drawOf(
  ctx: Ctx,
  row: DueRow,
  plan: Plan | undefined,
  withhold: boolean,
  today: string,
): Promise<Draw> {
  const { pointId, counterGroup, day, hasSlots } = row
  const place = { pointId, counterGroup, day }
  const planned = plan && dayPlan(plan, day)
  const closed = !planned || hasSlots === 1 || day < today || (withhold && planned.provisional)
  const slots = closed ? [] : slotsOf(place, planned)
  if (slots.length === 0) {
    return {
      drawn: { ...place, state: 'void', seed: null, places: null, listed: null, offered: null },
      slots,
    }
  }
  const seed = await releaseSeed(ctx.keys.index, place)
  const places = slots.reduce((sum, { capPublic }) => sum + capPublic, 0)
  return { drawn: { ...place, state: 'drawn', seed, places, listed: 0, offered: 0 }, slots }
}

function inBatches(draws: Draw[]): Draw[][] {
  const batches: Draw[][] = []
  let size = 0
  for (const draw of draws) {
    const last = batches.at(-1)
    if (last && size + draw.slots.length <= most) last.push(draw)
    else {
      batches.push([draw])
      size = 0
    }
    size += draw.slots.length
  }
  return batches
}

/** What a batch wrote; null when something changed meanwhile and nothing was written. */
async function write(ctx: Ctx, draws: Draw[], now: number) {
  const drawn = draws.map((draw) => draw.drawn)
  const slots = draws.flatMap((draw) => draw.slots)
  const days = drawn.map(({ day }) => day).sort()
  const leaf = await leafFor(ctx, {
    action: 'schedule.publish',
    subject: 'schedule',
    facts: {
      releases: drawn.length,
      slots: slots.length,
      fromDay: days[0]!,
      toDay: days.at(-1)!,
      seeds: drawn.map(
        ({ pointId, counterGroup, day, seed }) => `${pointId}|${counterGroup}|${day}|${seed ?? 'void'}`,
      ),
    },
  })
  const statements = [
    writeDrawn(ctx, drawn, now),
    guard(ctx.db, drawn.length),
    insertSlots(ctx, slots, now),
    guard(ctx.db, slots.length),
    writeGone(ctx, drawn, now),
    leaf.statement,
  ] as const
  try {
    await ctx.db.batch(statements)
    return { drawn: drawn.length, slots: slots.length, offers: 0 }
  } catch (error) {
    if (refusalOf(error)) return null
    throw error
  }
}

/** One day that cannot be drawn just now must not keep the others waiting. */
async function oneByOne(ctx: Ctx, draws: Draw[], now: number) {
  const sum = { drawn: 0, slots: 0, offers: 0 }
  for (const draw of draws) {
    const made = await write(ctx, [draw], now)
    for (const key of ['drawn', 'slots', 'offers'] as const) sum[key] += made?.[key] ?? 0
  }
  return sum
}
