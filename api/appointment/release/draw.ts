import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { leafFor } from '../../audit/append.ts'
import { addDays, type Day, dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { faultOf } from '../../fault.ts'
import { type DayPlan, dayPlan } from '../dayPlan.ts'
import { type Plan, plansOf, readPlan } from '../plan.ts'
import type { BookingRules } from '../rules.ts'
import { offerStatements } from '../waiting/offer.ts'
import { candidates, type Entry, entriesFor } from '../waiting/query.ts'
import { type Given, give, insertTickets } from './given.ts'
import { rulesOfDay } from './minute.ts'
import { type Drawn, type DueRow, dueReleases, dueRows, rulesUntil, writeDrawn, writeGone } from './query.ts'
import { type ReleasePlace, releaseSeed } from './seed.ts'
import { insertSlots, type NewSlot, slotsOf } from './slotRows.ts'

/** Releases read at a time, and how often in one run; what is left is drawn a minute later. */
const page = 100
const rounds = 40
/** How often in a row nothing may come of a round: something keeps changing meanwhile. */
const tries = 3
/** Slots written in one batch, about, an offer counted as ten: a day is never split, or half of it might be made. */
const most = 2_000
/** Farther than any release is planned, days. */
const farthest = 100

/** One day as it is about to be drawn. */
interface DayDraw extends Given {
  drawn: Drawn
  slots: NewSlot[]
}

interface Sum {
  drawn: number
  slots: number
  offers: number
}
const nothing: Sum = { drawn: 0, slots: 0, offers: 0 }
const add = (a: Sum, b: Sum): Sum => ({
  drawn: a.drawn + b.drawn,
  slots: a.slots + b.slots,
  offers: a.offers + b.offers,
})

/**
 * Draws every release whose minute has come: makes the slots of the day from the plan as it is now (a closure entered
 * since counts), offers places to the waiting list in the same batch, and publishes the seed. The rest is open to
 * all. Of two runs at once one wins. A day that has no slots any more is void. A day that cannot be drawn is logged; the
 * job fails behind the others, so that it is seen.
 */
export async function drawDue(ctx: Ctx): Promise<Sum> {
  let sum = nothing
  for (let round = 0, idle = 0; round < rounds && idle < tries; round++) {
    const now = ctx.clock.now()
    const today = dayOf(now)
    const [due, plans, found] = await ctx.db.batch([
      dueRows(ctx, now, page),
      plansOf(ctx, dueReleases(now, page), today, addDays(today, farthest)),
      rulesUntil(ctx, today, today),
    ])
    if (due.length === 0) return sum
    const rules = rulesOfDay(found, today)
    const byCounter = new Map(plans.map((row) => [counterOf(row), readPlan(row)]))
    const days = due.map((row) => ({
      row,
      planned: plannedOf(row, byCounter.get(counterOf(row)), rules, today),
    }))
    const lists = await listsOf(
      ctx,
      days.flatMap(({ row, planned }) => (planned && rules.listFirst ? [row] : [])),
    )
    const draws: DayDraw[] = []
    const failed: string[] = []
    for (const { row, planned } of days) {
      const draw = await orFailed(failed, [row], () =>
        drawOf(ctx, row, planned, lists.get(counterOf(row)) ?? [], rules),
      )
      if (!draw) continue
      const lucky = new Set(draw.offers.map(({ entry }) => entry.id))
      // One offer at a time for one person, wherever they wait.
      if (lucky.size > 0)
        for (const [counter, list] of lists)
          lists.set(
            counter,
            list.filter(({ id }) => !lucky.has(id)),
          )
      draws.push(draw)
    }
    const made = await writeAll(ctx, draws, rules, now, failed)
    sum = add(sum, made)
    if (failed.length > 0) throw new Error(`days not drawn: ${failed.join(', ')}`)
    if (made.drawn === due.length && due.length < page) return sum
    idle = made.drawn === 0 ? idle + 1 : 0
  }
  return sum
}

const counterOf = ({ pointId, counterGroup }: Pick<ReleasePlace, 'pointId' | 'counterGroup'>) =>
  `${pointId}|${counterGroup}`

/** The day as it is to be cut, or null when nothing opens. */
function plannedOf(row: DueRow, plan: Plan | undefined, rules: BookingRules, today: Day): DayPlan | null {
  if (!plan || row.hasSlots === 1 || row.day < today) return null
  const planned = dayPlan(plan, row.day)
  return planned.provisional && rules.provisionalDays === 'wait' ? null : planned
}

/** Who waits at the counters of these releases. */
async function listsOf(ctx: Ctx, due: readonly ReleasePlace[]): Promise<Map<string, Entry[]>> {
  const stretches = [...Map.groupBy(due, counterOf).values()].map((releases) => {
    const days = releases.map(({ day }) => day).sort()
    const { pointId, counterGroup } = releases[0]!
    return { pointId, counterGroup, fromDay: days[0]!, toDay: days.at(-1)! }
  })
  if (stretches.length === 0) return new Map()
  const [found] = await ctx.db.batch([entriesFor(ctx, stretches)])
  return Map.groupBy(candidates(found, stretches.length), counterOf)
}

async function drawOf(
  ctx: Ctx,
  { pointId, counterGroup, day }: DueRow,
  planned: DayPlan | null,
  entries: readonly Entry[],
  rules: BookingRules,
): Promise<DayDraw> {
  const place = { pointId, counterGroup, day }
  const slots = planned ? slotsOf(place, planned) : []
  if (slots.length === 0) {
    const drawn: Drawn = { ...place, state: 'void', seed: null, places: null, listed: null, offered: null }
    return { drawn, slots, tickets: [], offers: [] }
  }
  const seed = await releaseSeed(ctx.keys.index, place)
  const given = await give(place, { slots, entries, seed, rules, now: ctx.clock.now() })
  const places = slots.reduce((sum, { capPublic }) => sum + capPublic, 0)
  const counts = { places, listed: given.tickets.length, offered: given.offers.length }
  return { drawn: { ...place, state: 'drawn', seed, ...counts }, slots, ...given }
}

/** What the work makes; null when it fails, logged, its days added to `failed`. */
async function orFailed<T>(
  failed: string[],
  places: readonly ReleasePlace[],
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    const which = places.map((place) => `${counterOf(place)}|${place.day}`)
    failed.push(...which)
    console.error(JSON.stringify({ draw: which, ...faultOf(error) }))
    return null
  }
}

/** Writes draws in batches; one day that cannot be drawn just now must not keep the others waiting. */
async function writeAll(
  ctx: Ctx,
  draws: readonly DayDraw[],
  rules: BookingRules,
  now: number,
  failed: string[],
): Promise<Sum> {
  let sum = nothing
  const attempt = (batch: DayDraw[], into: string[]) =>
    orFailed(
      into,
      batch.map(({ drawn }) => drawn),
      () => write(ctx, batch, rules, now),
    )
  for (const batch of inBatches(draws)) {
    // Of several it is only known which one fails when each is tried by itself.
    const made = await attempt(batch, batch.length > 1 ? [] : failed)
    if (made) sum = add(sum, made)
    else if (batch.length > 1)
      for (const draw of batch) sum = add(sum, (await attempt([draw], failed)) ?? nothing)
  }
  return sum
}

function inBatches(draws: readonly DayDraw[]): DayDraw[][] {
  const batches: DayDraw[][] = []
  let size = 0
  for (const draw of draws) {
    const weight = draw.slots.length + 10 * draw.offers.length
    const last = batches.at(-1)
    if (last && size + weight <= most) {
      last.push(draw)
      size += weight
    } else {
      batches.push([draw])
      size = weight
    }
  }
  return batches
}

/** What a batch wrote; null when something changed meanwhile and nothing was written. */
async function write(ctx: Ctx, draws: DayDraw[], rules: BookingRules, now: number): Promise<Sum | null> {
  const drawn = draws.map((draw) => draw.drawn)
  const slots = draws.flatMap((draw) => draw.slots)
  const given = draws.flatMap((draw) => draw.offers)
  const days = drawn.map(({ day }) => day).sort()
  const leaf = await leafFor(ctx, {
    action: 'schedule.publish',
    subject: 'schedule',
    facts: {
      releases: drawn.length,
      slots: slots.length,
      offers: given.length,
      fromDay: days[0]!,
      toDay: days.at(-1)!,
      seeds: drawn.map(({ seed, ...place }) => `${counterOf(place)}|${place.day}|${seed ?? 'void'}`),
    },
  })
  const offers = await offerStatements(ctx, given, rules)
  const statements = [
    writeDrawn(ctx, drawn, now),
    guard(ctx.db, drawn.length),
    insertSlots(ctx, slots, now),
    guard(ctx.db, slots.length),
    insertTickets(
      ctx,
      draws.flatMap((draw) => draw.tickets),
    ),
    ...offers.statements,
    writeGone(ctx, drawn, now),
    leaf.statement,
  ] as const
  try {
    await ctx.db.batch(statements)
  } catch (error) {
    if (refusalOf(error)) return null
    throw error
  }
  if (offers.now.length > 0) await ctx.wake(offers.now)
  return { drawn: drawn.length, slots: slots.length, offers: given.length }
}
