import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { leafFor } from '../../audit/append.ts'
import { addDays, DAY, type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { cutSlots, dayPlan } from '../dayPlan.ts'
import { type PublishRow, publishPlans, readPlan } from '../plan.ts'
import type { RuleRow } from '../rules.ts'
import { drawMinute, rulesOfDay, windowUnder } from './minute.ts'
import { insertReleases, type NewRelease, planAgain, rulesUntil } from './query.ts'
import { commitmentOf, type ReleasePlace, releaseSeed, sha256 } from './seed.ts'

/** Farther than any schedule's horizon may reach (schedule.horizon_days <= 90). */
const farthest = 90
/** A release is planned, and its commitment published, so many days before its window. */
const aheadDays = 7
/** Counter groups read at a time. */
const page = 100
/** Releases written in one batch, about. */
const most = 1_000

interface UnplannedDay extends ReleasePlace {
  releasesAt: number
}

/**
 * Plans what will open within the next week, and what should have opened already: for each day of each counter group
 * that has no places yet, the window, the minute (secret) and the commitment to it. Safe to run at any time and twice.
 */
export async function planReleases(ctx: Ctx): Promise<{ planned: number }> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const last = addDays(today, farthest + aheadDays)
  let after: [string, string] = ['', '']
  let planned = 0
  for (;;) {
    const [rules, groups] = await ctx.db.batch([
      rulesUntil(ctx, today, last),
      publishPlans(ctx, today, last, after, page),
    ])
    const days = groups.map((row) => wantedDays(row, rules, today, now))
    const fresh = days.flatMap((each) => each.fresh)
    for (let i = 0; i < fresh.length; i += most) planned += await write(ctx, rules, fresh.slice(i, i + most))
    planned += await writeAgain(
      ctx,
      days.flatMap((each) => each.again),
    )
    const end = groups.at(-1)
    if (!end || groups.length < page) return { planned }
    after = [end.pointId, end.counterGroup]
  }
}

/** The days of a counter group to plan: those nobody planned yet, and those that were void and have places again. */
function wantedDays(row: PublishRow, rules: RuleRow[], today: Day, now: number) {
  const plan = readPlan(row)
  const withhold = rulesOfDay(rules, today).provisionalDays === 'wait'
  const horizon = Math.max(...plan.schedules.map((s) => s.horizonDays)) + aheadDays
  const published = new Set(JSON.parse(row.published) as Day[])
  const known = JSON.parse(row.releases) as Record<Day, string>
  const { pointId, counterGroup } = row
  const [fresh, again]: [UnplannedDay[], ReleasePlace[]] = [[], []]
  for (let ahead = 0; ahead <= horizon; ahead++) {
    const day = addDays(today, ahead)
    const state = known[day]
    if (published.has(day) || (state !== undefined && state !== 'void')) continue
    const planned = dayPlan(plan, day)
    const { releasesAt } = planned
    if (releasesAt === null || releasesAt > now + aheadDays * DAY) continue
    if ((withhold && planned.provisional) || cutSlots(planned).length === 0) continue
    if (state === 'void') again.push({ pointId, counterGroup, day })
    else fresh.push({ pointId, counterGroup, day, releasesAt })
  }
  return { fresh, again }
}

async function write(ctx: Ctx, rules: RuleRow[], wanted: UnplannedDay[]): Promise<number> {
  const releases = await Promise.all(
    wanted.map(async ({ releasesAt, ...place }): Promise<NewRelease> => {
      const seed = await releaseSeed(ctx.keys.index, place)
      const window = windowUnder(rules, releasesAt)
      const [commitment, drawAt] = [await commitmentOf(seed), await drawMinute(seed, window)]
      return { ...place, windowFrom: window.from, windowTo: window.to, drawAt, commitment }
    }),
  )
  const days = releases.map(({ day }) => day).sort()
  // The promise itself is attested, all of it in one hash; the minute stays out, or a leaf would tell it.
  const lines = releases.map((r) =>
    [r.pointId, r.counterGroup, r.day, r.windowFrom, r.windowTo, r.commitment].join('|'),
  )
  const leaf = await leafFor(ctx, {
    action: 'schedule.plan',
    subject: 'schedule',
    facts: {
      releases: releases.length,
      fromDay: days[0]!,
      toDay: days.at(-1)!,
      commitments: await sha256(lines.sort().join('\n')),
    },
  })
  // Another run was faster: then this one is undone, so that the leaf never counts what it did not write.
  return unlessStale(releases.length, () =>
    ctx.db.batch([insertReleases(ctx, releases), guard(ctx.db, releases.length), leaf.statement]),
  )
}

async function writeAgain(ctx: Ctx, places: ReleasePlace[]): Promise<number> {
  if (places.length === 0) return 0
  const leaf = await leafFor(ctx, {
    action: 'schedule.plan',
    subject: 'schedule',
    facts: { again: places.length, days: [...new Set(places.map(({ day }) => day))].sort() },
  })
  return unlessStale(places.length, () =>
    ctx.db.batch([planAgain(ctx, places), guard(ctx.db, places.length), leaf.statement]),
  )
}

async function unlessStale(count: number, work: () => Promise<unknown>): Promise<number> {
  try {
    await work()
    return count
  } catch (error) {
    if (refusalOf(error) === 'stale') return 0
    throw error
  }
}
