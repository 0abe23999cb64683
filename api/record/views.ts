import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import { addDays, dayOf, daysBetween, isDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { invalid } from '../problem.ts'
import { pointsFor } from '../staff/permission.ts'
import { roleWords } from '../staff/roles.ts'
import type { ViewCounts } from './schema.ts'

/** The longest span one request may ask for, and what is shown unless asked otherwise, days. */
const longest = 31
const usual = 7
const most = 500

/**
 * How often each member of staff opened records and saw names or numbers, by role and service point: numbers only. A
 * station chief sees their own station, supervision and auditors the bureau. One round trip. Throws invalid-input.
 */
export async function viewCounts({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { from?: string | undefined; to?: string | undefined }
}): Promise<ViewCounts> {
  const { to = dayOf(ctx.clock.now()) } = input
  if (!isDay(to)) throw invalid('/to', 'day-invalid')
  const { from = addDays(to, 1 - usual) } = input
  if (!isDay(from)) throw invalid('/from', 'day-invalid')
  if (daysBetween(from, to) < 0 || daysBetween(from, to) >= longest) throw invalid('/to', 'day-range')
  const points = pointsFor(ctx.actor, 'record.views')
  const theirs = points === 'all' ? null : JSON.stringify(points)
  const [found] = await ctx.db.batch([
    rows<Omit<ViewCounts['items'][number], 'roleName'>>(
      ctx.db,
      // Counted before the service point is looked up, so that it is looked up once for each line.
      sql`SELECT v.staff AS staff, v.role AS role, coalesce(p.slug, '*') AS point, v.opened AS opened, v.unmasked AS unmasked,
            v.lastDay AS lastDay
          FROM (SELECT staff_id AS staff, role, service_point_id AS pointId, sum(kind = 'opened') AS opened,
              sum(kind = 'unmasked') AS unmasked, max(day) AS lastDay
            FROM record_view WHERE day BETWEEN ${from} AND ${to}
              AND (${theirs} IS NULL OR service_point_id IN (SELECT value FROM json_each(${theirs})))
            GROUP BY 1, 2, 3 LIMIT ${most}) v LEFT JOIN service_point p ON p.id = v.pointId
          ORDER BY v.unmasked DESC, v.opened DESC, v.staff`,
    ),
  ])
  return { items: found.map((row) => ({ ...row, roleName: roleWords[row.role] })), from, to }
}
