import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Month } from '../../calendar/month.ts'
import type { Ctx } from '../../context.ts'
import type { Figures } from './figures.ts'

/** So many months back stand in the list to choose from; older ones answer all the same. */
export const listedMonths = 36

/** The month that is asked for, or the newest that is counted. */
const chosen = (month: Month | undefined): SQL =>
  month === undefined ? sql`(SELECT max(month) FROM complaint_month_done)` : sql`${month}`

/** Statement: the counted months, the newest first. */
export const monthRows = ({ db }: Pick<Ctx, 'db'>, since: Month) =>
  rows<{ month: Month }>(
    db,
    sql`SELECT month FROM complaint_month_done WHERE month >= ${since} ORDER BY month DESC LIMIT ${listedMonths}`,
  )

export interface FigureRow extends Figures {
  month: Month
  desk: string
  slug: string | null
  zh: string | null
  en: string | null
}

/** Statement: what was counted of a month, a row for each place and one for the bureau. What leaves passes figures.ts. */
export const figureRows = ({ db }: Pick<Ctx, 'db'>, month: Month | undefined) =>
  rows<FigureRow>(
    db,
    sql`SELECT m.month AS month, m.desk AS desk, p.slug AS slug, p.name_zh AS zh, p.name_en AS en, m.received AS received,
          m.in_time AS inTime, m.late AS late, m.reopened AS reopened, m.unanswered AS unanswered
        FROM complaint_month m LEFT JOIN service_point p ON p.id = m.desk
        WHERE m.month = ${chosen(month)} ORDER BY p.slug`,
  )

/** Statement: what was counted of stations in the months of a span, both ends included. What leaves passes figures.ts. */
export const countedMonths = ({ db }: Pick<Ctx, 'db'>, from: Month, to: Month) =>
  rows<Figures & { month: Month; desk: string }>(
    db,
    sql`SELECT m.month AS month, m.desk AS desk, m.received AS received, m.in_time AS inTime, m.late AS late,
          m.reopened AS reopened, m.unanswered AS unanswered
        FROM complaint_month m WHERE m.month >= ${from} AND m.month <= ${to} AND m.desk <> '*'
        ORDER BY m.month, m.desk`,
  )

export interface LeafRow {
  leaf: string
  day: string
  body: string
  salt: string
  hash: string
}

/** Statement: the audit leaf that attests a month. */
export const leafOfMonth = ({ db }: Pick<Ctx, 'db'>, month: Month | undefined) =>
  rows<LeafRow>(
    db,
    sql`SELECT l.id AS leaf, l.day AS day, l.body AS body, l.salt AS salt, l.hash AS hash
        FROM complaint_month_done d JOIN audit_leaf l ON l.id = d.leaf WHERE d.month = ${chosen(month)}`,
  )

/** Statement: a service point that has figures of its own. */
export const placeOf = ({ db }: Pick<Ctx, 'db'>, slug: string | undefined) =>
  rows<{ id: string; slug: string; zh: string; en: string }>(
    db,
    sql`SELECT id, slug, name_zh AS zh, name_en AS en FROM service_point
        WHERE slug = ${slug ?? ''} AND (kind <> 'room' OR parent_id IS NULL)`,
  )

/** Statement: the newest counted month. */
export const lastMonth = ({ db }: Pick<Ctx, 'db'>) =>
  rows<{ month: Month | null }>(db, sql`SELECT max(month) AS month FROM complaint_month_done`)

/** Statements: a month as it was counted, once and for good; the leaf stands in front of them. */
export const putMonth = (
  { db, clock }: Pick<Ctx, 'db' | 'clock'>,
  { month, leaf, figures }: { month: Month; leaf: string; figures: ReadonlyMap<string, Figures> },
) =>
  [
    exec(
      db,
      sql`INSERT INTO complaint_month (month, desk, received, in_time, late, reopened, unanswered)
          SELECT ${month}, value ->> 'desk', value ->> 'received', value ->> 'inTime', value ->> 'late',
            value ->> 'reopened', value ->> 'unanswered'
          FROM json_each(${JSON.stringify([...figures].map(([desk, found]) => ({ desk, ...found })))})`,
    ),
    exec(
      db,
      sql`INSERT INTO complaint_month_done (month, leaf, at) VALUES (${month}, ${leaf}, ${clock.now()})`,
    ),
  ] as const
