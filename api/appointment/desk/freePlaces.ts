import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Channel } from '../../../db/schema/appointment.ts'
import { addDays, type Day, dayOf, isDay, MINUTE } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import { cursorOf, readCursor } from '../../shared/cursor.ts'
import { allow } from '../../staff/permission.ts'
import { requireShort, requireTogether } from '../place.ts'
import { offeredGroup } from '../plan.ts'
import { mattersAt, type SlotRow } from '../query.ts'
import { readRules, rulesOn } from '../rules.ts'
import { longestRun, startsFor } from '../runs.ts'
import { slotView } from '../view.ts'
import type { Wanted } from '../visit.ts'
import type { FreePlaces } from './schema.ts'

/** From the first day on, days looked through. */
const span = 14

/**
 * The free times of one channel at a service point, from a day on: what a caller can be offered, and no other channel's.
 * One round trip. For staff of the service point. Throws record-not-found, not-allowed, matter-not-offered,
 * invalid-input.
 */
export async function freePlaces({
  ctx,
  input,
}: {
  ctx: Ctx
  input: {
    slug: string
    channel: Channel
    wanted: Wanted
    from?: string | undefined
    limit: number
    cursor?: string | undefined
  }
}): Promise<FreePlaces> {
  const { slug, channel, wanted } = input
  const now = ctx.clock.now()
  const today = dayOf(now)
  if (input.from && !isDay(input.from)) throw invalid('/from', 'day-invalid')
  const from = input.from && input.from > today ? input.from : today
  const [after = 0] = readCursor(input.cursor, 1) ?? []
  const [cap, used] = [sql.raw(`s.cap_${channel}`), sql.raw(`s.used_${channel}`)]
  // At the counter a place can be taken while its time runs (bookFor.ts, noticeFor).
  const still = channel === 'counter' ? sql`s.ends_at > ${now}` : sql`s.closes_at > ${now}`
  const [points, wantedRows, slots, found] = await ctx.db.batch([
    rows<{ id: string; zh: string; en: string }>(
      ctx.db,
      sql`SELECT id, name_zh AS zh, name_en AS en FROM service_point WHERE slug = ${slug}`,
    ),
    mattersAt(ctx, slug, wanted),
    rows<SlotRow & { day: Day }>(
      ctx.db,
      sql`SELECT s.id AS id, s.day AS day, s.starts_at AS startsAt, s.ends_at AS endsAt, ${cap} AS capacity, ${used} AS used
          FROM slot s JOIN (SELECT p.id AS pointId, ${offeredGroup} AS counterGroup
            FROM service_point p JOIN matter m ON m.code = ${wanted.matterCode}
            JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = m.code WHERE p.slug = ${slug}) t
            ON s.service_point_id = t.pointId AND s.counter_group = t.counterGroup
          WHERE s.day BETWEEN ${from} AND ${addDays(from, span - 1)} AND s.starts_at > ${after}
            AND s.state = 'open' AND ${cap} > ${used} AND ${still}
          ORDER BY s.day, s.starts_at LIMIT ${input.limit + longestRun}`,
    ),
    rulesOn(ctx, today),
  ])
  const point = points[0]
  if (!point) throw new Problem('record-not-found')
  allow(ctx.actor, 'booking.serve', point.id)
  const rules = readRules(found)
  requireTogether(wanted, wantedRows, rules)
  const main = wantedRows.find(({ code }) => code === wanted.matterCode)
  if (!main?.offered) throw new Problem('matter-not-offered')
  const matters = [wanted.matterCode, ...wanted.alsoMatters].flatMap((code) =>
    wantedRows.filter((row) => row.code === code),
  )
  for (const [place, matter] of matters.slice(1).entries())
    if (!matter.offered || matter.counterGroup !== main.counterGroup)
      throw invalid(`/alsoMatters/${place}`, 'matter.apart')
  const minutes = matters.reduce((sum, matter) => sum + matter.minutes, 0) * wanted.people
  requireShort(wanted, minutes * MINUTE, rules)
  const starts = startsFor(slots, minutes * MINUTE)
  const items = starts.slice(0, input.limit)
  return {
    items: items.map((slot) => ({ ...slotView(slot), day: slot.day })),
    nextCursor: starts.length > input.limit ? cursorOf([items.at(-1)!.startsAt]) : null,
    from,
    to: addDays(from, span - 1),
    channel,
    station: { slug, name: { zh: point.zh, en: point.en } },
    matters: matters.map(({ code, nameZh, nameEn }) => ({ code, name: { zh: nameZh, en: nameEn } })),
    people: wanted.people,
    minutes,
  }
}
