import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { added, type Histogram, sizeOf, within } from './percentile.ts'
import {
  everywhere,
  forgetOlder,
  type GroupRow,
  nextGroups,
  putUsual,
  runOf,
  stepOn,
  type UsualRow,
  wholeBureau,
} from './query.ts'

/** Decisions of so many days are counted, up to yesterday. */
export const countedDays = 90

/**
 * Job `application.times`: counts each night how long each matter took at each service point, and in the whole bureau, some
 * hundreds of them a run. Working days from receipt to decision; those the clock stood still are counted apart. Safe to
 * run twice.
 */
export async function recountTimes(ctx: Ctx): Promise<{ counted: number; done: boolean }> {
  const day = dayOf(ctx.clock.now())
  const [[run = { step: 0, done: 0 }]] = await ctx.db.batch([runOf(ctx, day)])
  if (run.done) return { counted: 0, done: true }
  const days = { fromDay: addDays(day, -countedDays), toDay: addDays(day, -1) }
  const [groups] = await ctx.db.batch([nextGroups(ctx, day, days.fromDay, day)])
  const last = groups.at(-1)
  const found = (last ? groups.map(ofGroup) : await ofBureau(ctx, days.toDay)).flatMap((one) =>
    usual(one, days),
  )
  try {
    await ctx.db.batch([
      stepOn(ctx, day, run.step, last),
      guard(ctx.db),
      putUsual(ctx, found),
      ...(last ? [] : forgetOlder(ctx, day, days.toDay)),
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return { counted: 0, done: false }
  }
  return { counted: found.length, done: !last }
}

interface Counted {
  matter: string
  point: string
  took: Histogram
  paused: Histogram
}

function ofGroup({ matter, point, taken }: GroupRow): Counted {
  const each = JSON.parse(taken) as [net: number, paused: number, n: number][]
  return {
    matter,
    point,
    took: added(each.map(([net, , n]) => ({ [net]: n }))),
    paused: added(each.filter(([, paused]) => paused > 0).map(([, paused, n]) => ({ [paused]: n }))),
  }
}

async function ofBureau(ctx: Ctx, toDay: Day): Promise<Counted[]> {
  const [took, paused] = await ctx.db.batch(wholeBureau(ctx, toDay))
  const of = (found: typeof took, matter: string) =>
    added(found.filter((row) => row.matter === matter).map(({ days, n }) => ({ [days]: n })))
  return [...new Set(took.map(({ matter }) => matter))].map((matter) => ({
    matter,
    point: everywhere,
    took: of(took, matter),
    paused: of(paused, matter),
  }))
}

/** The figures of what was counted; nothing of what had no decision. */
export function usual(
  { matter, point, took, paused }: Counted,
  days: { fromDay: Day; toDay: Day },
): UsualRow[] {
  const [medianDays, p90Days] = [within(took, 0.5), within(took, 0.9)]
  if (medianDays === null || p90Days === null) return []
  return [
    {
      matter,
      point,
      ...days,
      sample: sizeOf(took),
      medianDays,
      p90Days,
      pausedSample: sizeOf(paused),
      pausedMedianDays: within(paused, 0.5),
      took,
      paused,
    },
  ]
}
