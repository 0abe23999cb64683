import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { addDays, type Day, dayOf, daysBetween, isDay, MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid, Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { type DayRow, dayList, type PlannedRow } from './dayList.ts'
import { dayHasFree } from './freeDay.ts'
import { requireShort, requireTogether } from './place.ts'
import { offeredGroup, offerPlan, readPlan } from './plan.ts'
import { type MatterAt, mattersAt, type SlotRow } from './query.ts'
import { rulesOfDay } from './release/minute.ts'
import { rulesUntil } from './release/query.ts'
import { longestRun, startsFor } from './runs.ts'
import { slotView } from './view.ts'
import { codesOf, lengthOf, type Wanted } from './visit.ts'

/** How many days the day list shows, today included: the longest horizon offered plus what opens next. */
const shownDays = 21
/** The longest span one request may ask slots for, days. */
const longestSpan = 31

interface Input {
  slug: string
  wanted: Wanted
  from?: string | undefined
  to?: string | undefined
  limit: number
  cursor?: string | undefined
}

const span = ({ from, to }: Input) => {
  for (const [name, day] of Object.entries({ from, to }))
    if (day !== undefined && !isDay(day)) throw invalid(`/${name}`, 'day-invalid')
  if (from && to && (daysBetween(from, to) < 0 || daysBetween(from, to) > longestSpan))
    throw invalid('/to', 'day-range')
}

/**
 * The times a matter can be booked at a service point: a list of days with what is left of each, and the
 * slots of the days asked for, or of the first day with a free place. One round trip.
 * Throws not-found, matter-not-offered, invalid-input.
 */
export async function listSlots({ ctx, input }: { ctx: Ctx; input: Input }) {
  span(input)
  const [after = 0] = readCursor(input.cursor, 1) ?? []
  if (!Number.isSafeInteger(after)) throw invalid('/cursor', 'cursor-invalid')
  const now = ctx.clock.now()
  const today = dayOf(now)
  const last = addDays(today, shownDays - 1)
  const { wanted } = input
  const codes = sql`${codesOf(wanted)}`
  const length = lengthOf(codes, sql`${wanted.people}`, wanted.minutes ?? null)
  const first = sql`coalesce(${input.from ?? null}, (
    SELECT d.day FROM slot_day d JOIN target t ON d.service_point_id = t.pointId AND d.counter_group = t.counterGroup
    WHERE d.day >= ${today} AND ${dayHasFree(now, length)} ORDER BY d.day LIMIT 1))`
  const until = input.to ? sql`${input.to}` : first
  const target = sql`WITH target AS (
    SELECT p.id AS pointId, ${offeredGroup} AS counterGroup
    FROM service_point p JOIN matter m ON m.code = ${wanted.matterCode}
    JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = m.code WHERE p.slug = ${input.slug})`
  const [offers, days, slots, left, wantedRows, rules, planned] = await ctx.db.batch([
    offerPlan(ctx, input.slug, wanted.matterCode, today, last),
    rows<DayRow>(
      ctx.db,
      sql`${target} SELECT d.day AS day, d.cap_public AS cap, d.used_public AS used, d.last_public_at AS lastAt
          FROM slot_day d JOIN target t ON d.service_point_id = t.pointId AND d.counter_group = t.counterGroup
          WHERE d.day BETWEEN ${today} AND ${last} ORDER BY d.day`,
    ),
    rows<SlotRow & { day: Day }>(
      ctx.db,
      sql`${target} SELECT s.id AS id, s.day AS day, s.starts_at AS startsAt, s.ends_at AS endsAt,
            s.cap_public AS capacity, s.used_public AS used
          FROM slot s JOIN target t ON s.service_point_id = t.pointId AND s.counter_group = t.counterGroup
          WHERE s.day BETWEEN ${first} AND ${until} AND s.starts_at > ${after}
            AND s.state = 'open' AND s.closes_at > ${now} AND s.cap_public > 0
          ORDER BY s.day, s.starts_at LIMIT ${input.limit + longestRun}`,
    ),
    // Of today only what can still be taken counts, so its slots are summed themselves.
    rows<{ free: number }>(
      ctx.db,
      sql`${target} SELECT coalesce(sum(s.cap_public - s.used_public), 0) AS free
          FROM slot s JOIN target t ON s.service_point_id = t.pointId AND s.counter_group = t.counterGroup
          WHERE s.day = ${today} AND s.state = 'open' AND s.closes_at > ${now}`,
    ),
    mattersAt(ctx, input.slug, wanted),
    rulesUntil(ctx, today, last),
    rows<PlannedRow>(
      ctx.db,
      sql`${target} SELECT r.day AS day, r.window_from AS windowFrom, r.window_to AS windowTo
          FROM release r JOIN target t ON r.service_point_id = t.pointId AND r.counter_group = t.counterGroup
          WHERE r.day BETWEEN ${today} AND ${last} AND r.state = 'planned'`,
    ),
  ])
  const offer = offers[0]
  if (!offer) throw new Problem('not-found')
  if (!offer.offered) throw new Problem('matter-not-offered')
  requireTogether(wanted, wantedRows, rulesOfDay(rules, today))
  const [main, ...also] = codesInOrder(wanted, wantedRows)
  for (const [place, matter] of also.entries())
    if (!matter.offered || matter.counterGroup !== offer.counterGroup)
      throw invalid(`/alsoMatters/${place}`, 'matter.apart')
  const each = wanted.minutes ?? [main!, ...also].reduce((sum, matter) => sum + matter.minutes, 0)
  const minutes = each * wanted.people
  requireShort(wanted, minutes * MINUTE, rulesOfDay(rules, today))
  const starts = startsFor(slots, minutes * MINUTE)
  const items = starts.slice(0, input.limit)
  return {
    items: items.map(slotView),
    nextCursor: starts.length > input.limit ? cursorOf([items.at(-1)!.startsAt]) : null,
    day: input.from ?? items[0]?.day ?? null,
    days: dayList(
      { plan: readPlan(offer), days, planned, rules, leftToday: left[0]?.free ?? 0, now },
      shownDays,
    ),
    station: {
      slug: offer.slug,
      name: { zh: offer.nameZh, en: offer.nameEn },
      address: { zh: offer.addressZh, en: offer.addressEn },
      phone: offer.phone,
    },
    matter: { code: offer.code, name: { zh: offer.matterZh, en: offer.matterEn }, minutes: offer.minutes },
    alsoMatters: also.map((matter) => ({
      code: matter.code,
      name: { zh: matter.nameZh, en: matter.nameEn },
      minutes: matter.minutes,
    })),
    people: wanted.people,
    minutes,
  }
}

const codesInOrder = ({ matterCode, alsoMatters }: Wanted, found: MatterAt[]): MatterAt[] =>
  [matterCode, ...alsoMatters].flatMap((code) => found.filter((matter) => matter.code === code))
