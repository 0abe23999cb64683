import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec } from '../../../db/rows.ts'
import { quietLeaf } from '../../audit/append.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { faultOf } from '../../fault.ts'
import { givenBackSeed } from '../release/seed.ts'
import { type BookingRules, readRules, rulesOn } from '../rules.ts'
import { type Decision, decide, type Ended } from './decide.ts'
import type { DrawBelow } from './givenBackMinute.ts'
import { offerStatements } from './offer.ts'
import { dueStretches, entriesFor, heldSlots, type Stretch, somethingHeld } from './query.ts'
import { joined, listMessage, textableNumber } from './words.ts'

/** Holds looked at, and counters settled, in one run of the job; the next takes the rest. */
const holdsMost = 200
const stretchesMost = 40

export interface Settled {
  offers: number
  lapsed: number
  drawn: number
  released: number
}

const nothing: Settled = { offers: 0, lapsed: 0, drawn: 0, released: 0 }

/**
 * Settles what is held at counters of one group on some days (decide.ts says how): one read, and one write where
 * something is to be done. Safe to run at any time and twice at once: whoever comes second finds the rows changed and
 * writes nothing; what is left is the next minute's. `draw` is for tests.
 */
export async function settle(ctx: Ctx, stretch: Stretch, draw?: DrawBelow): Promise<Settled> {
  const now = ctx.clock.now()
  const [ruleRows, slots, entries] = await ctx.db.batch([
    rulesOn(ctx, dayOf(now)),
    heldSlots(ctx, stretch),
    entriesFor(ctx, [stretch], somethingHeld(stretch)),
  ])
  const rules = readRules(ruleRows)
  const decision = await decide({
    now,
    rules,
    slots,
    entries,
    seedOf: (day) => givenBackSeed(ctx.keys.index, { ...stretch, day }),
    ...(draw && { draw }),
  })
  const { settled, drawn, offers } = decision
  if (settled.length + drawn.length + offers.length === 0) return nothing
  const offered = await offerStatements(ctx, offers, rules)
  const told = await Promise.all(decision.ended.map((each) => tell(ctx, each, rules)))
  const [first, ...rest] = [
    ...(await holdStatements(ctx, stretch, decision)),
    ...told.flatMap(({ statements }) => statements),
    ...offered.statements,
  ]
  try {
    await ctx.db.batch([first!, ...rest])
  } catch (error) {
    const refusal = refusalOf(error)
    // Somebody took, booked or closed meanwhile: the next run sees it as it is then.
    if (refusal === 'stale' || refusal === 'slot-full' || refusal === 'slot-closed') return nothing
    throw error
  }
  await ctx.wake([...offered.now, ...told.flatMap((each) => each.now)])
  return {
    offers: offers.length,
    lapsed: settled.filter(({ to }) => to === 'lapsed').length,
    drawn: drawn.length + decision.kept.length,
    released: settled.filter(({ to }) => to === 'released').length,
  }
}

/**
 * Job `appointment.settle`, every minute: settles whatever is due, a bounded number of counters a run. A counter that
 * cannot be settled is logged and does not keep the others waiting; the job fails behind them, so that it is seen.
 */
export async function settleDue(ctx: Ctx): Promise<Settled> {
  const [due] = await ctx.db.batch([dueStretches(ctx, holdsMost)])
  const sum = { ...nothing }
  let failed = 0
  for (const stretch of due.slice(0, stretchesMost)) {
    try {
      const done = await settle(ctx, stretch)
      for (const key of ['offers', 'lapsed', 'drawn', 'released'] as const) sum[key] += done[key]
    } catch (error) {
      failed++
      const { pointId, counterGroup, fromDay } = stretch
      console.error(JSON.stringify({ settle: `${pointId} ${counterGroup} ${fromDay}`, ...faultOf(error) }))
    }
  }
  if (failed > 0) throw new Error(`counters not settled: ${failed}`)
  return sum
}

/** Settles one day's counters behind a verb that gave a place back; hand it to `ctx.after`. */
export const settleDay = (
  ctx: Ctx,
  { pointId, slotGroup, day }: { pointId: string; slotGroup: string; day: string },
) => settle(ctx, { pointId, counterGroup: slotGroup, fromDay: day, toDay: day })

/** Settles behind somebody who joined the list: a place kept for its minute may suit them. Hand it to `ctx.after`. */
export async function settleSuited(
  ctx: Ctx,
  points: readonly { pointId: string; counterGroup: string }[],
  { fromDay, toDay }: { fromDay: string; toDay: string },
) {
  for (const { pointId, counterGroup } of points) {
    const { offers } = await settle(ctx, { pointId, counterGroup, fromDay, toDay })
    if (offers > 0) return
  }
}

async function holdStatements(
  ctx: Ctx,
  { counterGroup }: Stretch,
  { settled, drawn, kept, ended }: Decision,
) {
  const now = ctx.clock.now()
  const list = JSON.stringify
  const back = ended.map(({ entry: { id, version }, how, to }) => ({
    id,
    version,
    to,
    lapse: how === 'lapsed' ? 1 : 0,
  }))
  const released = settled.filter(({ to }) => to === 'released').length
  const leaf = await quietLeaf(ctx, {
    action: 'schedule.settle',
    subject: 'schedule',
    facts: {
      counter: counterGroup,
      settled: settled.length,
      released,
      minutes: [...drawn, ...kept].map(({ until }) => toIso(until)),
    },
  })
  return [
    exec(
      ctx.db,
      sql`UPDATE hold SET state = v.value ->> 'to', settled_at = ${now} FROM json_each(${list(settled)}) v
          WHERE hold.id = v.value ->> 'id' AND hold.state = v.value ->> 'from'`,
    ),
    guard(ctx.db, settled.length),
    exec(
      ctx.db,
      sql`UPDATE hold SET until = v.value ->> 'until' FROM json_each(${list(drawn)}) v
          WHERE hold.id = v.value ->> 'id' AND hold.state = 'kept' AND hold.until = 0`,
    ),
    guard(ctx.db, drawn.length),
    exec(
      ctx.db,
      sql`INSERT INTO hold (id, slot_id, ends_at, state, until, created_at)
          SELECT value ->> 'id', value ->> 'slotId', value ->> 'endsAt', 'kept', value ->> 'until', ${now}
          FROM json_each(${list(kept)})`,
    ),
    exec(
      ctx.db,
      sql`UPDATE waiting SET state = v.value ->> 'to', lapses = lapses + (v.value ->> 'lapse'), version = version + 1,
            updated_at = ${now} FROM json_each(${list(back)}) v
          WHERE waiting.id = v.value ->> 'id' AND waiting.version = v.value ->> 'version' AND waiting.state = 'offered'`,
    ),
    guard(ctx.db, back.length),
    leaf.statement,
  ]
}

/** The leaf and the message of an offer that ended. */
async function tell(ctx: Ctx, { entry, how, to }: Ended, rules: BookingRules) {
  const { reference, slug, locale, toDay } = entry
  const leaf = await quietLeaf(ctx, {
    action: how === 'lapsed' ? 'waiting.lapse' : 'waiting.withdraw',
    subject: reference,
    facts: { station: slug, left: to === 'lapsed' },
  })
  const { statements, now } = await listMessage(ctx, {
    template: to === 'lapsed' ? 'waiting.over' : how === 'lapsed' ? 'waiting.lapsed' : 'waiting.withdrawn',
    reference,
    locale,
    phone: await textableNumber(ctx, entry),
    point: { zh: entry.pointZh, en: entry.pointEn, phone: entry.pointPhone },
    matterName: joined(JSON.parse(entry.namesZh), JSON.parse(entry.namesEn)),
    toDay,
    rules,
  })
  return { statements: [leaf.statement, ...statements], now }
}
