import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { type Day, startOfDay } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import type { Histogram } from './percentile.ts'

/** Matters at service points counted in one run. */
export const mostGroups = 500

/** The whole bureau. */
export const everywhere = '*'

export interface RunRow {
  step: number
  done: number
}

/** Statement: how far the count of a day has come. */
export const runOf = ({ db }: Ctx, day: Day) =>
  rows<RunRow>(db, sql`SELECT step, done FROM application_usual_run WHERE day = ${day}`)

export interface GroupRow {
  matter: string
  point: string
  /** JSON of [days it took, days it was paused, how many]. */
  taken: string
}

/**
 * Statement: the next matters at service points behind where the count of a day stands, each with its decisions between
 * two days (the second not counted). Leaps from one to the next in the index, whatever else was decided there.
 */
export function nextGroups({ db }: Ctx, day: Day, from: Day, to: Day) {
  // First the next point of the same matter, else the first of the next: so each is found by one look at the index.
  const next = (matter: SQL, point: SQL) =>
    sql`coalesce(
      (SELECT rowid FROM application WHERE decided_at IS NOT NULL AND matter_code = ${matter}
         AND service_point_id > ${point} ORDER BY service_point_id, decided_at LIMIT 1),
      (SELECT rowid FROM application WHERE decided_at IS NOT NULL AND matter_code > ${matter}
       ORDER BY matter_code, service_point_id, decided_at LIMIT 1))`
  const at = (column: 'matter_code' | 'service_point_id') =>
    sql`coalesce((SELECT ${sql.raw(column)} FROM application_usual_run WHERE day = ${day}), '')`
  return rows<GroupRow>(
    db,
    sql`WITH RECURSIVE g (matter, point, n) AS (
          SELECT matter_code, service_point_id, 1 FROM application
          WHERE rowid = ${next(at('matter_code'), at('service_point_id'))}
          UNION ALL
          SELECT a.matter_code, a.service_point_id, n + 1 FROM g JOIN application a
            ON a.rowid = ${next(sql`g.matter`, sql`g.point`)}
          WHERE n < ${mostGroups})
        SELECT matter, point, (
          SELECT json_group_array(json_array(net, paused, n)) FROM (
            SELECT took_days - paused_days AS net, paused_days AS paused, count(*) AS n FROM application
            WHERE matter_code = g.matter AND service_point_id = g.point AND decided_at >= ${startOfDay(from)}
              AND decided_at < ${startOfDay(to)} AND took_days IS NOT NULL GROUP BY 1, 2)) AS taken
        FROM g`,
  )
}

/** Statements: what the bureau as a whole took, and was paused, added up from its service points. */
export function wholeBureau({ db }: Ctx, toDay: Day) {
  const sums = (column: 'took' | 'paused') =>
    rows<{ matter: string; days: string; n: number }>(
      db,
      sql`SELECT u.matter_code AS matter, t.key AS days, sum(t.value) AS n
          FROM application_usual u INDEXED BY application_usual_old CROSS JOIN json_each(u.${sql.raw(column)}) t
          WHERE u.to_day = ${toDay} AND u.service_point_id <> ${everywhere} GROUP BY 1, 2`,
    )
  return [sums('took'), sums('paused')] as const
}

export interface UsualRow {
  matter: string
  point: string
  fromDay: Day
  toDay: Day
  sample: number
  medianDays: number
  p90Days: number
  pausedSample: number
  pausedMedianDays: number | null
  took: Histogram
  paused: Histogram
}

/** Statement: writes figures over the older ones. */
export function putUsual({ db }: Ctx, found: readonly UsualRow[]) {
  return exec(
    db,
    sql`INSERT INTO application_usual (matter_code, service_point_id, from_day, to_day, sample, median_days, p90_days,
          paused_sample, paused_median_days, took, paused)
        SELECT value ->> 'matter', value ->> 'point', value ->> 'fromDay', value ->> 'toDay', value ->> 'sample',
          value ->> 'medianDays', value ->> 'p90Days', value ->> 'pausedSample', value ->> 'pausedMedianDays',
          value -> 'took', value -> 'paused'
        FROM json_each(${JSON.stringify(found)}) WHERE 1
        ON CONFLICT (matter_code, service_point_id) DO UPDATE SET from_day = excluded.from_day, to_day = excluded.to_day,
          sample = excluded.sample, median_days = excluded.median_days, p90_days = excluded.p90_days,
          paused_sample = excluded.paused_sample, paused_median_days = excluded.paused_median_days,
          took = excluded.took, paused = excluded.paused`,
  )
}

/** Statement: the count of a day goes on behind this group, unless another run took it further meanwhile (guard it). */
export const stepOn = (
  { db }: Ctx,
  day: Day,
  step: number,
  behind: { matter: string; point: string } | undefined,
) =>
  exec(
    db,
    sql`INSERT INTO application_usual_run (day, matter_code, service_point_id, step, done)
        VALUES (${day}, ${behind?.matter ?? ''}, ${behind?.point ?? ''}, ${step + 1}, ${behind ? 0 : 1})
        ON CONFLICT (day) DO UPDATE SET matter_code = excluded.matter_code,
          service_point_id = excluded.service_point_id, step = excluded.step, done = excluded.done
        WHERE step = ${step}`,
  )

/** Statements: what no decision of these days stands behind any more goes, and so do counts that are over. */
export const forgetOlder = ({ db }: Ctx, day: Day, toDay: Day) =>
  [
    exec(db, sql`DELETE FROM application_usual WHERE to_day < ${toDay}`),
    exec(db, sql`DELETE FROM application_usual_run WHERE day < ${day}`),
  ] as const
