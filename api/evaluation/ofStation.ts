import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import { rows } from '../../db/rows.ts'
import { textSchema } from '../openapi.ts'
import { bands, periodStates } from './schema.ts'
import { periodNameOf } from './words.ts'

/** The newest evaluation of a station, as its own page names it. */
export const newestBandSchema = z
  .object({ period: z.string(), name: textSchema, state: z.enum(periodStates), band: z.enum(bands) })
  .nullable()
  .openapi({ description: 'The newest quarter that has ended, or the running one; null: not evaluated yet' })

interface NewestRow {
  period: string
  state: (typeof periodStates)[number]
  band: (typeof bands)[number]
}

/** Statement: of a station's two newest quarters the one that has ended, or the running one before one has. */
export const newestBand = (db: Db, slug: string) =>
  rows<NewestRow>(
    db,
    sql`SELECT quarter AS period, p.state AS state, band FROM (
          SELECT r.period AS quarter, r.band AS band FROM service_point s
          CROSS JOIN evaluation_result r ON r.service_point_id = s.id AND r.indicator = ''
          WHERE s.slug = ${slug} AND r.period LIKE '____Q_' ORDER BY r.period DESC LIMIT 2)
        CROSS JOIN evaluation_period p ON p.period = quarter
        ORDER BY p.state = 'open', quarter DESC LIMIT 1`,
  )

/** The row as it is shown; null: not evaluated yet. */
export const bandFrom = ([row]: readonly NewestRow[]): z.infer<typeof newestBandSchema> =>
  row ? { ...row, name: periodNameOf(row.period) } : null
