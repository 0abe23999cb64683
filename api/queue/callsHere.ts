import { sql } from 'drizzle-orm'
import { rows } from '../../db/rows.ts'
import type { Ctx } from '../context.ts'
import { pointIdOf } from './query.ts'

/** Statement: one row where numbers are called at a service point: it has a counter in use. */
export const callsHere = ({ db }: Pick<Ctx, 'db'>, slug: string) =>
  rows<{ calls: 1 }>(
    db,
    sql`SELECT 1 AS calls FROM counter WHERE service_point_id = ${pointIdOf(slug)} AND state = 'open' LIMIT 1`,
  )
