import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { click, clickLeaf, ticketById } from './click.ts'
import { counterView } from './counter/seat.ts'
import { moves } from './moves.ts'
import { orderOf } from './order.ts'
import { ownPoint } from './ownPoint.ts'
import {
  type CounterRow,
  counterWhere,
  lineAt,
  pointBySlug,
  pointIdOf,
  queueDays,
  streaksOf,
  ticketWhere,
} from './query.ts'
import { queueRulesOn, readQueueRules } from './rules.ts'
import type { CounterView, StaffTicket } from './staffSchema.ts'
import { ticketView } from './ticketView.ts'

/** Each try that fails means that another counter called somebody; more than so many counters press at once nowhere. */
const tries = 30

/**
 * Calls the next number to the counter where whoever acts sits: by the published order, of that counter's group alone
 * ('' takes every group). `version` is the counter as the screen showed it: pressed twice, the second press answers with
 * the number that the first one called and passes over nobody. Two counters at once never call the same. Null when
 * nobody waits. Throws record-not-found, no-seat, counter-busy, stale.
 */
export async function callNext({
  ctx,
  input: { slug, version },
}: {
  ctx: Ctx
  input: { slug: string; version: number }
}): Promise<{ counter: CounterView; ticket: StaffTicket | null }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryNext(ctx, slug, version)
    } catch (error) {
      // Another counter was faster: look again. A screen that is out of date stays so.
      if (error instanceof Problem || refusalOf(error) !== 'stale' || attempt === tries) throw error
    }
  }
}

async function tryNext(ctx: Ctx, slug: string, version: number) {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [points, counters, held, line, days, ruleRows] = await ctx.db.batch([
    pointBySlug(ctx, slug),
    counterWhere(ctx, sql`c.staff_id = ${me}`),
    ticketWhere(
      ctx,
      sql`t.counter_id = (SELECT id FROM counter WHERE staff_id = ${me}) AND t.state IN ('called', 'serving') AND t.day = ${today}`,
      1,
    ),
    lineAt(ctx, pointIdOf(slug), today),
    queueDays(ctx, pointIdOf(slug), [today]),
    queueRulesOn(ctx, today),
  ])
  const { point, staff } = ownPoint(ctx, points, 'queue.work')
  const [counter] = counters
  if (!counter || counter.servicePointId !== point.id) throw new Problem('no-seat')
  if (counter.version !== version) return sameAgain(ctx, counter, version, held[0])
  if (held[0]) throw new Problem('counter-busy')
  const mine = line.filter(
    ({ counterGroup, forCounter }) =>
      forCounter === counter.id ||
      (forCounter === null && (counter.counterGroup === '' || counter.counterGroup === counterGroup)),
  )
  const waiting = mine.map((row) => ({ ...row, booked: row.booked === 1 }))
  const [next] = orderOf(waiting, streaksOf(days, today), readQueueRules(ruleRows), now)
  const seen = line.find(({ id }) => id === next?.id)
  if (!next || !seen) return { counter: counterView(ctx, counter), ticket: null }
  const leaf = await clickLeaf(
    ctx,
    'queue.call',
    { id: next.id, slug, day: today, letter: seen.letter, serial: seen.serial },
    { counter: counter.number, staff },
  )
  const written = await ctx.db.batch([
    exec(
      ctx.db,
      sql`UPDATE counter SET version = version + 1, updated_at = ${now}
          WHERE id = ${counter.id} AND version = ${version} AND staff_id = ${me}`,
    ),
    guard(ctx.db),
    ...click(ctx, seen, { act: moves.call.click, state: 'called', counterId: counter.id }, staff),
    leaf.statement,
    ticketById(ctx, next.id),
  ])
  const ticket = written[5][0]!
  return {
    counter: counterView(ctx, { ...counter, version: version + 1 }),
    ticket: await ticketView(ctx, ticket),
  }
}

/** The screen is one call old: the number that call brought. Throws stale for anything older. */
async function sameAgain(
  ctx: Ctx,
  counter: CounterRow,
  version: number,
  held: Parameters<typeof ticketView>[1] | undefined,
) {
  if (counter.version !== version + 1 || !held || held.state !== 'called') throw new Problem('stale')
  return { counter: counterView(ctx, counter), ticket: await ticketView(ctx, held) }
}
