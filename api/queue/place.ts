import { sql } from 'drizzle-orm'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { letIn, triesFor } from '../intake/access.ts'
import { invalid } from '../problem.ts'
import { codeOpens } from '../shared/accessCode.ts'
import { offerIn, offerOf } from '../survey/offer.ts'
import { countersNow, serving } from './display.ts'
import { lookedAt, rangeAt } from './groups.ts'
import { numberOf, readNumber } from './number.ts'
import { orderOf } from './order.ts'
import { counterWhere, lineAt, pointBySlug, pointIdOf, queueDays, streaksOf, ticketWhere } from './query.ts'
import { queueRulesOn, readQueueRules } from './rules.ts'
import type { PlaceInput, QueuePlace } from './schema.ts'

/**
 * Where a number stands, for whoever holds its slip: how many would be called before it, as a range of minutes, or the
 * counter that calls it; once served, from when on it can be rated, and then what with. Unknown and wrong are answered alike, and wrong
 * codes are counted for each number. Throws invalid-input, record-not-found, too-many-tries.
 */
export async function showPlace({ ctx, input }: { ctx: Ctx; input: PlaceInput }): Promise<QueuePlace> {
  const read = readNumber(input.number)
  if (!read) throw invalid('/number', 'ticket.number')
  const now = ctx.clock.now()
  const today = dayOf(now)
  const day = input.day ?? today
  const number = numberOf(read)
  const key = `${input.station}/${day}/${number}`
  const point = pointIdOf(input.station)
  const ticketIs = sql`t.service_point_id = ${point} AND t.day = ${day} AND t.letter = ${read.letter} AND t.serial = ${read.serial}`
  const [tries, found, points, line, days, counters, at, ruleRows, offers] = await ctx.db.batch([
    triesFor(ctx, key),
    ticketWhere(ctx, ticketIs, 1),
    pointBySlug(ctx, input.station),
    lineAt(ctx, point, day),
    queueDays(ctx, point, lookedAt(day)),
    countersNow(ctx, input.station, day),
    counterWhere(ctx, sql`c.id = (SELECT t.counter_id FROM ticket t WHERE ${ticketIs})`),
    queueRulesOn(ctx, day),
    offerOf(ctx, sql`(SELECT t.id FROM ticket t WHERE ${ticketIs})`),
  ])
  const [ticket] = found
  await openPlace(ctx, key, ticket ?? null, input.code, tries)
  const row = ticket!
  const order = orderOf(
    line
      .map((one) => ({ ...one, booked: one.booked === 1 }))
      .filter(({ counterGroup }) => counterGroup === row.counterGroup),
    streaksOf(days, day),
    readQueueRules(ruleRows),
    now,
  )
  const ahead = row.state === 'waiting' ? order.findIndex(({ id }) => id === row.id) : null
  const [counter] = at
  const open = serving(counters, row.counterGroup)
  return {
    station: { slug: input.station, name: { zh: points[0]!.nameZh, en: points[0]!.nameEn } },
    number,
    day,
    state: row.state,
    asOf: toIso(now),
    counter:
      counter && (row.state === 'called' || row.state === 'serving')
        ? { number: counter.number, name: { zh: counter.nameZh, en: counter.nameEn } }
        : null,
    ahead,
    range: ahead === null || open === 0 ? null : rangeAt(days, day, row.counterGroup, ahead),
    counters: open,
    dueAt: row.state === 'waiting' && row.bookingId !== null && row.dueAt > now ? toIso(row.dueAt) : null,
    booked: row.bookingId !== null,
    rating: row.state === 'done' ? await offerIn(ctx, offers) : null,
  }
}

/**
 * The stored hash is bound to the ticket's id, which nobody types; wrong tries are counted under the number. Unknown and
 * wrong cost the same work. Throws record-not-found, too-many-tries.
 */
async function openPlace(
  ctx: Ctx,
  key: string,
  ticket: { id: string; codeHash: string | null } | null,
  typed: string,
  tries: { tries: number }[],
): Promise<void> {
  if (await codeOpens(ctx.keys.code, ticket?.id ?? key, typed, ticket?.codeHash ?? null)) return
  await letIn(ctx, key, typed, null, tries)
}
