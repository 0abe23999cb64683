import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { booking } from '../../db/schema/index.ts'
import { dayOf, isDay, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { maskName } from '../privacy/mask.ts'
import { invalid, Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { allow } from '../staff/permission.ts'
import { bookingStatusText } from '../track/track.ts'
import { clear } from './reach.ts'
import type { DayVisits } from './schema.ts'

type VisitOfDay = Pick<
  typeof booking.$inferSelect,
  'id' | 'reference' | 'channel' | 'state' | 'outcome' | 'people' | 'exempt' | 'name' | 'endsAt'
> & {
  startsAt: number
  helper: number
  earlier: number
  /** JSON array of the matters' names. */
  names: string
}

/**
 * The visits of a day at a service point in order of time, cancelled ones too; names masked, no free text. One round
 * trip. Throws record-not-found, not-allowed, invalid-input.
 */
export async function visitsOfDay({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { slug: string; day?: string | undefined; limit: number; cursor?: string | undefined }
}): Promise<DayVisits> {
  const day = input.day ?? dayOf(ctx.clock.now())
  if (!isDay(day)) throw invalid('/day', 'day-invalid')
  const [after = 0, last = ''] = readCursor(input.cursor, 2) ?? []
  const [points, found] = await ctx.db.batch([
    rows<{ id: string; zh: string; en: string }>(
      ctx.db,
      sql`SELECT id, name_zh AS zh, name_en AS en FROM service_point WHERE slug = ${input.slug}`,
    ),
    rows<VisitOfDay>(
      ctx.db,
      sql`SELECT b.id AS id, b.reference AS reference, b.channel AS channel, b.state AS state, b.outcome AS outcome,
            b.people AS people, b.exempt AS exempt, b.name AS name, s.starts_at AS startsAt, b.ends_at AS endsAt,
            b.helper_name IS NOT NULL AS helper,
            EXISTS (SELECT 1 FROM waiting w WHERE w.booking_id = b.id AND w.state IN ('waiting', 'offered')) AS earlier,
            (SELECT json_group_array(json_object('code', m.code, 'name', json_object('zh', m.name_zh, 'en', m.name_en)))
              FROM json_each(CASE b.matters WHEN '[]' THEN json_array(b.matter_code) ELSE b.matters END) j
              JOIN matter m ON m.code = j.value) AS names
          FROM service_point p JOIN slot s ON s.service_point_id = p.id AND s.day = ${day} AND s.starts_at >= ${after}
          JOIN booking b ON b.slot_id = s.id
          WHERE p.slug = ${input.slug} AND (s.starts_at, b.reference) > (${after}, ${last})
          ORDER BY s.starts_at, b.reference LIMIT ${input.limit + 1}`,
    ),
  ])
  const point = points[0]
  if (!point) throw new Problem('record-not-found')
  allow(ctx.actor, 'record.open', point.id)
  const shown = found.slice(0, input.limit)
  const end = found.length > input.limit ? shown.at(-1) : undefined
  return {
    point: { slug: input.slug, name: { zh: point.zh, en: point.en } },
    day,
    items: await Promise.all(shown.map((row) => visitOfDay(ctx, row))),
    nextCursor: end ? cursorOf([end.startsAt, end.reference]) : null,
  }
}

async function visitOfDay(ctx: Ctx, row: VisitOfDay): Promise<DayVisits['items'][number]> {
  const { reference, channel, state, outcome, people } = row
  return {
    reference,
    startsAt: toIso(row.startsAt),
    endsAt: toIso(row.endsAt),
    matters: JSON.parse(row.names),
    people,
    name: maskName((await clear(ctx, 'booking', row.id, 'name', row.name)) ?? ''),
    channel,
    state,
    outcome,
    statusText: bookingStatusText({ state, outcome }),
    exempt: row.exempt === 1,
    helper: row.helper === 1,
    earlier: row.earlier === 1,
  }
}
