import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Day } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { RuleRow } from '../rules.ts'
import type { ReleasePlace } from './seed.ts'

/** A release to be planned; its minute and its commitment are fixed from then on. */
export interface NewRelease extends ReleasePlace {
  windowFrom: number
  windowTo: number
  drawAt: number
  commitment: string
}

/** Statement: the rules of booking in force on `from` and those that begin until `to`. */
export function rulesUntil(ctx: Ctx, from: Day, to: Day) {
  return rows<RuleRow>(
    ctx.db,
    sql`SELECT from_day AS fromDay, rules FROM booking_rule
        WHERE from_day <= ${to} AND from_day >= coalesce(
          (SELECT max(from_day) FROM booking_rule WHERE from_day <= ${from}), ${from})
        ORDER BY from_day`,
  )
}

/** Statement: writes planned releases, unless another run was faster (guard what it changed). */
export function insertReleases(ctx: Ctx, planned: readonly NewRelease[]) {
  return exec(
    ctx.db,
    sql`INSERT INTO release (service_point_id, counter_group, day, window_from, window_to, draw_at, commitment, state)
        SELECT value ->> 'pointId', value ->> 'counterGroup', value ->> 'day', value ->> 'windowFrom',
          value ->> 'windowTo', value ->> 'drawAt', value ->> 'commitment', 'planned'
        FROM json_each(${JSON.stringify(planned)}) WHERE true
        ON CONFLICT (service_point_id, counter_group, day) DO NOTHING`,
  )
}

/** Statement: void releases whose day has places again are drawn after all, at their old minute (guard it). */
export function planAgain(ctx: Ctx, places: readonly ReleasePlace[]) {
  return exec(
    ctx.db,
    sql`UPDATE release SET state = 'planned' WHERE state = 'void' AND (service_point_id, counter_group, day) IN (
          SELECT value ->> 'pointId', value ->> 'counterGroup', value ->> 'day' FROM json_each(${JSON.stringify(places)}))`,
  )
}

/** Query: the releases whose minute has come, `limit` of them, earliest first. */
export const dueReleases = (now: number, limit: number): SQL =>
  sql`SELECT service_point_id, counter_group, day FROM release WHERE state = 'planned' AND draw_at <= ${now}
      ORDER BY draw_at, service_point_id, counter_group, day LIMIT ${limit}`

export interface DueRow extends ReleasePlace {
  /** 1 when the day has slots that no draw made. */
  hasSlots: number
}

/** Statement: the due releases. */
export function dueRows(ctx: Ctx, now: number, limit: number) {
  return rows<DueRow>(
    ctx.db,
    sql`SELECT target.service_point_id AS pointId, target.counter_group AS counterGroup, target.day AS day, EXISTS (
            SELECT 1 FROM slot_day d WHERE d.service_point_id = target.service_point_id
              AND d.counter_group = target.counter_group AND d.day = target.day) AS hasSlots
        FROM (${dueReleases(now, limit)}) target`,
  )
}

/** What a draw writes into its row. */
export interface Drawn extends ReleasePlace {
  state: 'drawn' | 'void'
  seed: string | null
  places: number | null
  listed: number | null
  offered: number | null
}

/** Statement: the releases as drawn; each is drawn once, whoever is first (guard it). */
export function writeDrawn(ctx: Ctx, drawn: readonly Drawn[], now: number) {
  return exec(
    ctx.db,
    sql`UPDATE release SET state = v.value ->> 'state', seed = v.value ->> 'seed', places = v.value ->> 'places',
          listed = v.value ->> 'listed', offered = v.value ->> 'offered',
          drawn_at = CASE v.value ->> 'state' WHEN 'drawn' THEN ${now} END
        FROM json_each(${JSON.stringify(drawn)}) v
        WHERE release.state = 'planned' AND release.service_point_id = v.value ->> 'pointId'
          AND release.counter_group = v.value ->> 'counterGroup' AND release.day = v.value ->> 'day'`,
  )
}

/** Statement: releases of which the list took every public place are gone at once. */
export function writeGone(ctx: Ctx, places: readonly ReleasePlace[], now: number) {
  return exec(
    ctx.db,
    sql`UPDATE release SET gone_at = ${now} WHERE gone_at IS NULL AND state = 'drawn'
        AND (service_point_id, counter_group, day) IN (
          SELECT d.service_point_id, d.counter_group, d.day FROM json_each(${JSON.stringify(places)}) v
          JOIN slot_day d ON d.service_point_id = v.value ->> 'pointId'
            AND d.counter_group = v.value ->> 'counterGroup' AND d.day = v.value ->> 'day'
          WHERE d.cap_public > 0 AND d.used_public >= d.cap_public)`,
  )
}
