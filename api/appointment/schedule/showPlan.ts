import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { ChangeKind } from '../../../db/schema/calendar.ts'
import { addDays, type Day, dayOf, type TimeOfDay, type Weekday } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { Text } from '../../shared/text.ts'
import { pointsFor } from '../../staff/permission.ts'
import { ownPoint, pointBySlug } from '../../station/edit/ownPoint.ts'
import { seenOf } from '../../station/edit/seen.ts'
import { storedWeek, type WeekInput } from './setSchedule.ts'
import { countersAt } from './standing.ts'

/** Days of the overview, and how far closures and special hours are listed. */
const shown = 21
const listed = 92
const changesMost = 12

interface DayRow {
  day: Day
  counterGroup: string
  slots: number
  open: number
  places: number
  booked: number
}

interface StoredClosure {
  id: string
  pointId: string
  fromDay: Day
  toDay: Day
  counterGroup: string
  reasonZh: string
  reasonEn: string
}

interface SpecialRow {
  day: Day
  opens: TimeOfDay
  closes: TimeOfDay
  counterGroup: string
  reasonZh: string
  reasonEn: string
}

interface RecentRow {
  id: string
  kind: ChangeKind
  fromDay: Day
  toDay: Day
  counterGroup: string
  people: number
  toCall: number
}

/** One window of a counter's week, and from when to when it holds. */
type StoredWindow = WeekInput & { validFrom: Day; validTo: Day | null }

/**
 * What is planned at a service point: the days that are out, what is closed or other than usual, the weeks of its
 * counters, and the last changes with whom they concern. One round trip behind the one that finds the point. Throws
 * record-not-found, not-allowed.
 */
export async function showPlan({ ctx, input: { slug } }: { ctx: Ctx; input: { slug: string } }) {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const [found] = await ctx.db.batch([pointBySlug(ctx, slug)])
  const { point } = ownPoint(ctx, 'schedule.edit', found)
  const [counters, days, closures, special, weeks, recent] = await ctx.db.batch([
    countersAt(ctx, point.id),
    rows<DayRow>(
      ctx.db,
      sql`SELECT s.day AS day, s.counter_group AS counterGroup, count(*) AS slots, sum(s.state = 'open') AS open,
            sum(CASE s.state WHEN 'open' THEN s.cap_public + s.cap_phone + s.cap_counter ELSE 0 END) AS places,
            sum((SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND b.state = 'booked')) AS booked
          FROM slot_day d JOIN slot s ON s.service_point_id = d.service_point_id AND s.counter_group = d.counter_group
            AND s.day = d.day
          WHERE d.service_point_id = ${point.id} AND d.day BETWEEN ${today} AND ${addDays(today, shown - 1)}
          GROUP BY s.day, s.counter_group ORDER BY s.day, s.counter_group`,
    ),
    rows<StoredClosure>(
      ctx.db,
      sql`SELECT id, service_point_id AS pointId, from_day AS fromDay, to_day AS toDay, counter_group AS counterGroup,
            reason_zh AS reasonZh, reason_en AS reasonEn FROM closure
          WHERE service_point_id IN (${point.id}, '*') AND to_day >= ${today} AND from_day <= ${addDays(today, listed)}
          ORDER BY from_day LIMIT 100`,
    ),
    rows<SpecialRow>(
      ctx.db,
      sql`SELECT day, opens, closes, counter_group AS counterGroup, reason_zh AS reasonZh, reason_en AS reasonEn
          FROM special_hours WHERE service_point_id = ${point.id} AND day BETWEEN ${today} AND ${addDays(today, listed)}
          ORDER BY day, counter_group, opens LIMIT 200`,
    ),
    rows<{ counterGroup: string; json: string }>(
      ctx.db,
      sql`SELECT g.counter_group AS counterGroup, (${storedWeek(point.id, sql`g.counter_group`)}) AS json
          FROM (SELECT DISTINCT counter_group FROM schedule WHERE service_point_id = ${point.id}) g`,
    ),
    rows<RecentRow>(
      ctx.db,
      sql`SELECT h.id AS id, h.kind AS kind, h.from_day AS fromDay, h.to_day AS toDay, h.counter_group AS counterGroup,
            (SELECT count(*) FROM closure_notice n WHERE n.closure_id = h.id) AS people,
            (SELECT count(*) FROM closure_notice n JOIN booking b ON b.id = n.booking_id AND b.state = 'booked'
              JOIN slot s ON s.id = b.slot_id AND s.starts_at = n.starts_at AND s.starts_at > ${now}
              WHERE n.closure_id = h.id AND n.texted = 0 AND n.reached_at IS NULL AND n.reopened_at IS NULL) AS toCall
          FROM plan_change h WHERE h.service_point_id IN (${point.id}, '*') ORDER BY h.made_at DESC LIMIT ${changesMost}`,
    ),
  ])
  const stored = new Map(weeks.map(({ counterGroup, json }) => [counterGroup, json]))
  return {
    point: { slug: point.slug, kind: point.kind, name: text(point.nameZh, point.nameEn) },
    today,
    days,
    closures: closures.map(({ pointId, reasonZh, reasonEn, ...row }) => ({
      ...row,
      bureau: pointId === '*',
      reason: text(reasonZh, reasonEn),
    })),
    special: special.map(({ reasonZh, reasonEn, ...row }) => ({ ...row, reason: text(reasonZh, reasonEn) })),
    counters: await Promise.all(
      counters.map(async ({ counterGroup, lastDay }) => {
        const json = stored.get(counterGroup) ?? '[]'
        return {
          counterGroup,
          lastDay,
          seen: await seenOf(json),
          windows: (JSON.parse(json) as (string | number | null)[][]).map(windowOf),
        }
      }),
    ),
    changes: recent,
  }
}

const text = (zh: string, en: string): Text => ({ zh, en })

function windowOf([weekday, from, to, slot, web, phone, counter, lead, horizon, release, first, last]: (
  | string
  | number
  | null
)[]): StoredWindow {
  return {
    weekday: Number(weekday) as Weekday,
    from: String(from),
    to: String(to),
    slotMinutes: Number(slot),
    capPublic: Number(web),
    capPhone: Number(phone),
    capCounter: Number(counter),
    leadMinutes: Number(lead),
    horizonDays: Number(horizon),
    releaseTime: String(release),
    validFrom: String(first),
    validTo: last === null || last === undefined ? null : String(last),
  }
}

/** The service points whose plan somebody may change, community rooms of their stations included. */
export async function listOwnPoints({ ctx }: { ctx: Ctx }) {
  const mine = pointsFor(ctx.actor, 'schedule.edit')
  const [items] = await ctx.db.batch([
    rows<{ slug: string; kind: 'hall' | 'station' | 'room'; zh: string; en: string }>(
      ctx.db,
      mine === 'all'
        ? sql`SELECT slug, kind, name_zh AS zh, name_en AS en FROM service_point ORDER BY kind = 'room', kind, slug LIMIT 1000`
        : sql`SELECT slug, kind, name_zh AS zh, name_en AS en FROM service_point
            WHERE id IN (SELECT value FROM json_each(${JSON.stringify(mine)}))
              OR (kind = 'room' AND parent_id IN (SELECT value FROM json_each(${JSON.stringify(mine)})))
            ORDER BY kind = 'room', kind, slug LIMIT 1000`,
    ),
  ])
  return {
    items: items.map(({ slug, kind, zh, en }) => ({ slug, kind, name: text(zh, en) })),
    nextCursor: null,
  }
}
