import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { addDays, type Day, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { cutSlots, dayPlan } from './dayPlan.ts'
import { type Plan, type PublishRow, publishPlans, readPlan } from './plan.ts'

/** Farther than any schedule's horizon may reach (schedule.horizon_days <= 90). */
const farthest = 90
/** Counter groups read at a time. */
const page = 100
/** Slots written in one batch, about: a day is never split, or a failed batch would leave it half made. */
const most = 2_000

interface NewSlot {
  id: string
  pointId: string
  counterGroup: string
  day: Day
  startsAt: number
  endsAt: number
  closesAt: number
  capPublic: number
  capPhone: number
  capCounter: number
}

/**
 * Makes the slots whose release time has come: for each counter group, the days within the horizon that have
 * none yet. Safe to run at any time and twice; a slot is made once.
 */
export async function publishSlots(ctx: Ctx): Promise<{ slots: number }> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  let after: [string, string] = ['', '']
  let slots = 0
  for (;;) {
    const [groups] = await ctx.db.batch([publishPlans(ctx, today, addDays(today, farthest), after, page)])
    const due = groups.flatMap((row) => dueDays(row, readPlan(row), today, now))
    for (const batch of inBatches(due)) slots += await write(ctx, batch, now)
    const last = groups.at(-1)
    if (!last || groups.length < page) return { slots }
    after = [last.pointId, last.counterGroup]
  }
}

/** The slots of each day that is due. */
function dueDays(row: PublishRow, plan: Plan, today: Day, now: number): NewSlot[][] {
  const horizon = Math.max(...plan.schedules.map((s) => s.horizonDays))
  const published = new Set(JSON.parse(row.published) as Day[])
  const days: NewSlot[][] = []
  for (let ahead = 0; ahead <= horizon; ahead++) {
    const day = addDays(today, ahead)
    if (published.has(day)) continue
    const planned = dayPlan(plan, day)
    if (planned.releasesAt === null || planned.releasesAt > now) continue
    const { pointId, counterGroup } = row
    // Two windows that begin alike (a slip in the schedule) still make one slot.
    const cut = new Map(cutSlots(planned).map((slot) => [slot.startsAt, slot]))
    days.push(Array.from(cut.values(), (slot) => ({ id: newId('sl'), pointId, counterGroup, day, ...slot })))
  }
  return days.filter(({ length }) => length > 0)
}

function inBatches(days: NewSlot[][]): NewSlot[][] {
  const batches: NewSlot[][] = []
  for (const day of days) {
    const last = batches.at(-1)
    if (last && last.length + day.length <= most) last.push(...day)
    else batches.push([...day])
  }
  return batches
}

async function write(ctx: Ctx, slots: NewSlot[], now: number): Promise<number> {
  const days = [...new Set(slots.map(({ day }) => day))].sort()
  const leaf = await leafFor(ctx, {
    action: 'schedule.publish',
    subject: 'schedule',
    facts: { slots: slots.length, fromDay: days[0]!, toDay: days.at(-1)! },
  })
  const statements = [
    exec(
      ctx.db,
      sql`INSERT INTO slot (id, service_point_id, counter_group, day, starts_at, ends_at, closes_at,
            cap_public, cap_phone, cap_counter, released_at)
          SELECT value ->> 'id', value ->> 'pointId', value ->> 'counterGroup', value ->> 'day', value ->> 'startsAt',
            value ->> 'endsAt', value ->> 'closesAt', value ->> 'capPublic', value ->> 'capPhone', value ->> 'capCounter', ${now}
          FROM json_each(${JSON.stringify(slots)}) WHERE true
          ON CONFLICT (service_point_id, counter_group, starts_at) DO NOTHING`,
    ),
    // Another run was faster: then this one is undone, so that the leaf never counts slots it did not make.
    guard(ctx.db, slots.length),
    leaf.statement,
  ] as const
  try {
    await ctx.db.batch(statements)
    return slots.length
  } catch (error) {
    if (refusalOf(error) === 'stale') return 0
    throw error
  }
}
