import { type SQL, sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Day } from '../calendar/day.ts'
import type { Closure, SpecialHours, WeeklyHours } from '../calendar/openingHours.ts'
import { type Calendar, type CalendarRows, calendarFrom } from '../calendar/workingDays.ts'
import type { Ctx } from '../context.ts'
import type { ScheduleWindow } from './dayPlan.ts'

/** What decides the slots of one counter group at one service point over a span of days. */
export interface Plan {
  schedules: ScheduleWindow[]
  closures: Closure[]
  special: SpecialHours[]
  /** Of a community room: its declared duty days, beyond which nothing is booked. Null elsewhere. */
  duty: WeeklyHours[] | null
  opensOnHolidays: boolean
  calendar: Calendar
}

interface PlanColumns {
  pointId: string
  counterGroup: string
  opensOnHolidays: number
  schedules: string
  closures: string
  special: string
  duty: string | null
  years: string
  holidays: string
}

const reason = sql.raw("json_object('zh', reason_zh, 'en', reason_en)")

/** The plan as columns of service point p and a counter group, days `from` to `to`. */
function planColumns(group: SQL, from: Day, to: Day): SQL {
  return sql`p.id AS pointId, ${group} AS counterGroup, p.opens_on_holidays AS opensOnHolidays,
    (SELECT json_group_array(json_object('weekday', weekday, 'opens', from_time, 'closes', to_time,
        'slotMinutes', slot_minutes, 'capPublic', cap_public, 'capPhone', cap_phone, 'capCounter', cap_counter,
        'leadMinutes', lead_minutes, 'horizonDays', horizon_days, 'releaseTime', release_time,
        'validFrom', valid_from, 'validTo', valid_to))
      FROM schedule WHERE service_point_id = p.id AND schedule.counter_group = ${group}) AS schedules,
    (SELECT json_group_array(json_object('fromDay', from_day, 'toDay', to_day, 'reason', ${reason}))
      FROM closure WHERE service_point_id IN (p.id, '*') AND closure.counter_group IN ('', ${group}) AND to_day >= ${from} AND from_day <= ${to}) AS closures,
    (SELECT json_group_array(json_object('day', day, 'opens', opens, 'closes', closes, 'reason', ${reason}))
      FROM special_hours WHERE service_point_id = p.id AND special_hours.counter_group IN ('', ${group}) AND day BETWEEN ${from} AND ${to}) AS special,
    CASE p.kind WHEN 'room' THEN (SELECT json_group_array(json_object('weekday', weekday, 'opens', opens, 'closes', closes))
      FROM opening_hours WHERE service_point_id = p.id AND opening_hours.counter_group IN ('', ${group})) END AS duty,
    (SELECT json_group_array(json_object('year', year, 'status', status, 'source', json_object('zh', source_zh, 'en', source_en)))
      FROM calendar_year WHERE year BETWEEN ${Number(from.slice(0, 4))} AND ${Number(to.slice(0, 4))}) AS years,
    (SELECT json_group_array(json_object('day', day, 'kind', kind, 'name', json_object('zh', name_zh, 'en', name_en)))
      FROM calendar_day WHERE day BETWEEN ${from} AND ${to}) AS holidays`
}

/** Reads the columns back into a plan. */
export function readPlan(row: PlanColumns): Plan {
  return {
    schedules: JSON.parse(row.schedules) as ScheduleWindow[],
    closures: JSON.parse(row.closures) as Closure[],
    special: JSON.parse(row.special) as SpecialHours[],
    duty: row.duty === null ? null : (JSON.parse(row.duty) as WeeklyHours[]),
    opensOnHolidays: row.opensOnHolidays === 1,
    calendar: calendarFrom({
      years: JSON.parse(row.years) as CalendarRows['years'],
      days: JSON.parse(row.holidays) as CalendarRows['days'],
    }),
  }
}

/** The counter that handles matter m at service point p, by offer o. */
export const offeredGroup = sql`coalesce(nullif(o.counter_group, ''), m.counter_group)`

export interface OfferRow extends PlanColumns {
  slug: string
  nameZh: string
  nameEn: string
  addressZh: string
  addressEn: string
  phone: string
  code: string
  matterZh: string
  matterEn: string
  minutes: number
  offered: string | null
}

/** Statement: the plan behind a matter at a service point; no row when either is unknown. */
export function offerPlan(ctx: Ctx, slug: string, matterCode: string, from: Day, to: Day) {
  return rows<OfferRow>(
    ctx.db,
    sql`SELECT p.slug AS slug, p.name_zh AS nameZh, p.name_en AS nameEn, p.address_zh AS addressZh,
          p.address_en AS addressEn, p.phone AS phone, m.code AS code, m.name_zh AS matterZh, m.name_en AS matterEn,
          m.minutes AS minutes, o.matter_code AS offered, ${planColumns(offeredGroup, from, to)}
        FROM service_point p JOIN matter m ON m.code = ${matterCode}
        LEFT JOIN matter_offer o ON o.service_point_id = p.id AND o.matter_code = m.code
        WHERE p.slug = ${slug}`,
  )
}

/** `published`: JSON array of the days from `from` on that have slots; `releases`: JSON object of day to release state. */
export type PublishRow = PlanColumns & { published: string; releases: string }

/** Statement: a page of counter groups that have schedules, with the days already published or planned. */
export function publishPlans(ctx: Ctx, from: Day, to: Day, after: [string, string], limit: number) {
  return rows<PublishRow>(
    ctx.db,
    sql`SELECT (SELECT json_group_array(day) FROM slot_day d
            WHERE d.service_point_id = p.id AND d.counter_group = g.counter_group AND d.day BETWEEN ${from} AND ${to}) AS published,
          (SELECT json_group_object(day, state) FROM release r
            WHERE r.service_point_id = p.id AND r.counter_group = g.counter_group AND r.day BETWEEN ${from} AND ${to}) AS releases,
          ${planColumns(sql`g.counter_group`, from, to)}
        FROM (SELECT DISTINCT service_point_id, counter_group FROM schedule
              WHERE (service_point_id, counter_group) > (${after[0]}, ${after[1]})
              ORDER BY service_point_id, counter_group LIMIT ${limit}) g
        JOIN service_point p ON p.id = g.service_point_id
        ORDER BY g.service_point_id, g.counter_group`,
  )
}

/** Statement: the plans behind the releases of `due`, a query of service_point_id and counter_group. */
export function plansOf(ctx: Ctx, due: SQL, from: Day, to: Day) {
  return rows<PlanColumns>(
    ctx.db,
    sql`SELECT ${planColumns(sql`g.counter_group`, from, to)}
        FROM (SELECT DISTINCT service_point_id, counter_group FROM (${due})) g
        JOIN service_point p ON p.id = g.service_point_id`,
  )
}
