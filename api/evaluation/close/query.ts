import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Day } from '../../calendar/day.ts'
import type { Quarter } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { deskCodes } from '../desk.ts'
import { type CellRecord, listed } from '../query.ts'
import type { Cuts } from './streams.ts'

type Reads = Pick<Ctx, 'db'>

export interface TallyRow {
  period: string
  pointId: string
  indicator: string
  grp: string
  level: number
  n: number
  released: number
}

/**
 * Statement: what waits to be published, of a quarter and of those before. Of the bureau's own nothing ever is but what its
 * supervision desk did.
 */
export const waitingRows = ({ db }: Reads, quarter: Quarter) =>
  rows<TallyRow>(
    db,
    sql`SELECT period, service_point_id AS pointId, indicator, grp, level, n, released FROM evaluation_tally
        WHERE n <> released AND period <= ${quarter} AND (service_point_id <> '*' OR indicator IN ${listed(deskCodes)})
        ORDER BY service_point_id, indicator, grp, level, period`,
  )

/**
 * Statement: the ratings of a quarter and of those before that were given from this Monday on, as rows that take them off what
 * waits: whoever gave one was told that it shows from the next Monday.
 */
export const laterRows = ({ db }: Reads, quarter: Quarter, monday: Day) =>
  rows<TallyRow>(
    db,
    sql`SELECT ${quarter} AS period, r.service_point_id AS pointId,
          iif(r.standing = 'counted', 'satisfaction', 'satisfaction.' || r.standing) AS indicator, r.grp AS grp,
          r.overall AS level, -count(*) AS n, 0 AS released
        FROM service_point p CROSS JOIN rating r ON r.service_point_id = p.id AND r.week >= ${monday}
        WHERE r.tallied_in <= ${quarter} GROUP BY r.service_point_id, r.standing, r.grp, r.overall`,
  )

/** Statement: how many ratings of a quarter and of those before, given before this Monday, the watch has not looked at. */
export const unlookedRows = ({ db }: Reads, quarter: Quarter, monday: Day) =>
  rows<{ n: number }>(
    db,
    sql`SELECT count(*) AS n FROM rating_trace t JOIN rating r ON r.id = t.rating_id
        WHERE t.looked = 0 AND r.standing = 'counted' AND r.tallied_in <= ${quarter} AND r.week < ${monday}`,
  )

/** Statement: the closes of a quarter: their days, and up to which month complaints are in its cells. */
export const closeRows = ({ db }: Reads, quarter: Quarter) =>
  rows<{ day: string; months: string }>(
    db,
    sql`SELECT day, months FROM evaluation_close WHERE period = ${quarter} ORDER BY day DESC`,
  )

/** Statement: every version of every indicator. */
export const versionRows = ({ db }: Reads) =>
  rows<{ content: string }>(db, sql`SELECT content FROM evaluation_indicator ORDER BY sort, code, version`)

/** Statement: the places cells can be of. */
export const pointRows = ({ db }: Reads) =>
  rows<{ id: string; slug: string }>(db, sql`SELECT id, slug FROM service_point`)

/** Statement: notes a close, once for each quarter and day. */
export const putClose = (
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  close: { quarter: Quarter; day: string; cells: number; months: string; leaf: string },
) =>
  exec(
    db,
    sql`INSERT INTO evaluation_close (day, period, at, cells, months, leaf)
        VALUES (${close.day}, ${close.quarter}, ${clock.now()}, ${close.cells}, ${close.months}, ${close.leaf})`,
  )

/** Statement: publishes cells, for good. */
export const putCells = ({ db }: Reads, cells: readonly (CellRecord & { pointId: string })[]) =>
  exec(
    db,
    sql`INSERT INTO evaluation_cell (period, closed, service_point_id, indicator, grp, from_level, to_level, topped, n, few,
          objection)
        SELECT value ->> 'period', value ->> 'closed', value ->> 'pointId', value ->> 'indicator', value ->> 'grp',
          value ->> 'fromLevel', value ->> 'toLevel', value ->> 'topped', value ->> 'n', value ->> 'few',
          value ->> 'objection'
        FROM json_each(${JSON.stringify(cells)})`,
  )

/** Statement: how many events of each row are in published cells from now on. */
export const putReleased = ({ db }: Reads, released: Cuts['released']) =>
  exec(
    db,
    sql`INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, released)
        SELECT value ->> 'period', value ->> 'pointId', value ->> 'indicator', value ->> 'grp', value ->> 'level',
          value ->> 'by'
        FROM json_each(${JSON.stringify(released)}) WHERE true
        ON CONFLICT DO UPDATE SET released = released + excluded.released`,
  )
