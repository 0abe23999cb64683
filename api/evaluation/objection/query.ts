import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import { type Period, quartersOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { listed } from '../query.ts'

type Reads = Pick<Ctx, 'db'>

/** Statement: the objections of a station that were granted in the quarters of a period. */
export const grantedRows = ({ db }: Reads, period: Period, slug: string) =>
  rows<{ indicator: string; day: string; zh: string; en: string }>(
    db,
    sql`SELECT o.indicator AS indicator, o.day AS day, o.public_zh AS zh, o.public_en AS en
        FROM service_point p CROSS JOIN evaluation_objection o ON o.service_point_id = p.id
        WHERE p.slug = ${slug} AND o.state = 'granted' AND o.period IN ${listed(quartersOf(period))}
        ORDER BY o.day, o.id`,
  )
