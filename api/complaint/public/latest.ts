import { sql } from 'drizzle-orm'
import type { Db } from '../../../db/client.ts'
import { rows } from '../../../db/rows.ts'
import { type OpenRow, openColumns, openJoins } from './item.ts'

/** Statement: the newest three small problems and three questions of a station, or of a community room. */
export function latestOpen(db: Db, slug: string) {
  const of = (column: 'point' | 'room') => sql`SELECT complaint_id FROM (
    SELECT complaint_id FROM complaint_public INDEXED BY complaint_public_${sql.raw(column)}
    WHERE state = 'out' AND kind = k.value AND ${sql.raw(column)}_id = (SELECT id FROM service_point WHERE slug = ${slug})
    ORDER BY published_at DESC, id DESC LIMIT 3)`
  return rows<OpenRow>(
    db,
    sql`SELECT ${openColumns} FROM json_each('["problem","question"]') k CROSS JOIN complaint_public p
          ON p.complaint_id IN (${of('point')} UNION ALL ${of('room')}) ${openJoins}
        ORDER BY p.published_at DESC, p.id DESC`,
  )
}
