import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { newId } from '../../shared/id.ts'
import type { Span } from '../closure/query.ts'
import { dayPlan } from '../dayPlan.ts'
import { insertSlots, type NewSlot } from '../release/slotRows.ts'
import { type DayEffect, dayEffect, type StandingSlot } from './effect.ts'
import { type Counter, readCounters, releasedCounters } from './standing.ts'

/** Counters read in one round trip. */
const page = 8
/** How often a counter is read again because somebody changed it meanwhile. */
const tries = 4

interface Followed {
  closed: number
  reopened: number
  added: number
}

interface CounterEffect extends Counter {
  days: { day: string; effect: DayEffect; standing: readonly StandingSlot[] }[]
}

/**
 * Lets the released days of a span follow the plan as it is now (effect.ts says how); days that are not released yet
 * follow it when they are. Public places that come back or are new go the way of places given back (decision 18): the
 * waiting list first, then everybody at a drawn minute. Safe to run at any time and twice.
 */
export async function reconcile(ctx: Ctx, span: Span): Promise<Followed> {
  const today = dayOf(ctx.clock.now())
  const from = [today, span.fromDay].sort()[1] ?? today
  const sum: Followed = { closed: 0, reopened: 0, added: 0 }
  if (from > span.toDay) return sum
  const [counters] = await ctx.db.batch([releasedCounters(ctx, { ...span, fromDay: from })])
  for (let i = 0; i < counters.length; i += page) {
    let left: Counter[] = counters.slice(i, i + page)
    for (let attempt = 0; left.length > 0 && attempt < tries; attempt++) {
      const again: Counter[] = []
      for (const each of await effects(ctx, left, from, span.toDay)) {
        const done = await write(ctx, each)
        if (!done) again.push({ pointId: each.pointId, counterGroup: each.counterGroup })
        else for (const key of ['closed', 'reopened', 'added'] as const) sum[key] += done[key]
      }
      left = again
    }
  }
  return sum
}

async function effects(ctx: Ctx, counters: Counter[], from: string, to: string): Promise<CounterEffect[]> {
  const read = await readCounters(ctx, counters, from, to)
  return read.map(({ pointId, counterGroup, plan, days }) => ({
    pointId,
    counterGroup,
    days: [...days].map(([day, standing]) => ({
      day,
      standing,
      effect: dayEffect(dayPlan(plan, day), standing, ctx.clock.now()),
    })),
  }))
}

/** Writes what one counter's days become; null when somebody was faster, and nothing was written. */
async function write(ctx: Ctx, { pointId, counterGroup, days }: CounterEffect): Promise<Followed | null> {
  const now = ctx.clock.now()
  const close = days.flatMap(({ effect }) => effect.close)
  const keep = days.flatMap(({ effect, standing }) =>
    effect.keep.map((slot) => {
      const was = standing.find(({ id }) => id === slot.id)
      return { ...slot, state: was?.state, was: was?.capPublic }
    }),
  )
  const fresh = days.flatMap(({ day, effect }) =>
    effect.fresh.map((cut): NewSlot => ({ id: newId('sl'), pointId, counterGroup, day, ...cut })),
  )
  const done = {
    closed: close.length,
    reopened: keep.filter(({ reopens }) => reopens).length,
    added: fresh.length,
  }
  if (close.length + keep.length + fresh.length === 0) return done
  const appearing = [
    ...keep.map(({ id, added }) => ({ id, added })),
    ...fresh.map(({ id, capPublic }) => ({ id, added: capPublic })),
  ].filter(({ added }) => added > 0)
  const leaf = await quietLeaf(ctx, {
    action: 'schedule.follow',
    subject: 'schedule',
    facts: { point: pointId, counter: counterGroup, ...done, changed: keep.length - done.reopened },
  })
  const json = JSON.stringify
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE slot SET state = 'closed'
            WHERE id IN (SELECT value FROM json_each(${json(close)})) AND state = 'open' AND starts_at > ${now}`,
      ),
      exec(
        ctx.db,
        sql`UPDATE slot SET state = 'open', cap_public = max(used_public, v.value ->> 'capPublic'),
              cap_phone = max(used_phone, v.value ->> 'capPhone'), cap_counter = max(used_counter, v.value ->> 'capCounter')
            FROM json_each(${json(keep)}) v
            WHERE slot.id = v.value ->> 'id' AND slot.state = v.value ->> 'state' AND slot.cap_public = v.value ->> 'was'`,
      ),
      guard(ctx.db, keep.length),
      insertSlots(ctx, fresh, now),
      guard(ctx.db, fresh.length),
      exec(
        ctx.db,
        sql`INSERT INTO hold (id, slot_id, ends_at, state, until, created_at)
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999)
            SELECT 'ho_' || lower(hex(randomblob(12))), s.id, s.ends_at, 'kept', 0, ${now}
            FROM json_each(${json(appearing)}) v JOIN slot s ON s.id = v.value ->> 'id'
            JOIN n ON n.i <= min(v.value ->> 'added', s.cap_public - s.used_public)
            WHERE s.state = 'open' AND s.closes_at > ${now}`,
      ),
      leaf.statement,
    ])
    return done
  } catch (error) {
    if (refusalOf(error) === 'stale') return null
    throw error
  }
}
