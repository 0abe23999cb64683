import { type SQL, sql } from 'drizzle-orm'
import type { Channel } from '../../../db/schema/appointment.ts'
import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { maskName } from '../../privacy/mask.ts'
import type { Text } from '../../shared/text.ts'
import { openField, textableOf } from '../change.ts'
import type { Span } from '../closure/query.ts'
import { type BookingRow, bookingWhere } from '../query.ts'
import { matterNames } from '../visit.ts'

/** People listed at most; the counts say how many there are. */
const most = 200

/** Somebody whose visit a change hits: nothing that says who, to those who need not know. */
export interface Hit {
  reference: string
  name: string
  startsAt: string
  matter: Text
  station: { slug: string; name: Text }
  channel: Channel
  people: number
  /** False: there is no mobile number, so somebody telephones. */
  canText: boolean
}

/** A booking as it stands in a list of those whom a change hits. */
export async function hitOf(ctx: Ctx, row: BookingRow): Promise<Hit> {
  const [name, phone] = await Promise.all([openField(ctx, row, 'name', row.name), textableOf(ctx, row)])
  return {
    reference: row.reference,
    name: name === null ? '*' : maskName(name),
    startsAt: toIso(row.startsAt),
    matter: matterNames(row),
    station: { slug: row.slug, name: { zh: row.pointZh, en: row.pointEn } },
    channel: row.channel,
    people: row.people,
    canText: phone !== null,
  }
}

async function read(ctx: Ctx, condition: SQL): Promise<Hit[]> {
  const [found] = await ctx.db.batch([bookingWhere(ctx, sql`${condition} ORDER BY s.starts_at, b.reference`)])
  return Promise.all(found.map((row) => hitOf(ctx, row)))
}

/** Whose visits a closure of these days hits. */
export function hitByClosure(ctx: Ctx, { slug, fromDay, toDay, counterGroup }: Span): Promise<Hit[]> {
  return read(
    ctx,
    sql`b.id IN (SELECT u.id FROM service_point p
      JOIN slot_day d ON d.service_point_id = p.id AND d.day BETWEEN ${fromDay} AND ${toDay}
        AND (${counterGroup ?? null} IS NULL OR d.counter_group = ${counterGroup ?? null})
      JOIN slot z ON z.service_point_id = d.service_point_id AND z.counter_group = d.counter_group AND z.day = d.day
        AND z.starts_at > ${ctx.clock.now()}
      JOIN booking u ON u.slot_id = z.id AND u.state = 'booked'
      WHERE ${slug === '*' ? sql`1` : sql`p.slug = ${slug}`} LIMIT ${most})`,
  )
}

/** Whose visits need one of these slots, and have not begun. */
export async function hitBySlots(ctx: Ctx, slotIds: readonly string[]): Promise<Hit[]> {
  if (slotIds.length === 0) return []
  return read(
    ctx,
    sql`b.id IN (SELECT u.id FROM json_each(${JSON.stringify(slotIds)}) j JOIN slot c ON c.id = j.value
      JOIN slot f ON f.service_point_id = c.service_point_id AND f.counter_group = c.counter_group AND f.day = c.day
        AND f.starts_at <= c.starts_at AND f.starts_at > ${ctx.clock.now()}
      JOIN booking u ON u.slot_id = f.id AND u.state = 'booked' AND u.ends_at > c.starts_at LIMIT ${most})`,
  )
}
