import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { type NearRow, nearColumns, nearJoins, problemOf } from './near.ts'
import { openToAll, unbarred } from './open.ts'
import type { PublicProblem } from './schema.ts'

/** A problem that has a public name, as long as it is open or was. */
export interface OneRow extends NearRow {
  complaintId: string
  open: 0 | 1
  out: 0 | 1
}

/**
 * Statement: the problem of a public name; or no row where its author does not agree, nobody took it up, or it was taken
 * down again: that looks like a name nobody has.
 */
export const problemByName = ({ db }: Ctx, id: string) =>
  rows<OneRow>(
    db,
    sql`SELECT ${nearColumns}, c.id AS complaintId, (${openToAll('c')}) AS open, p.state = 'out' AS out
        FROM complaint c ${nearJoins}
        WHERE c.id = (SELECT complaint_id FROM complaint_public WHERE id = ${id}) AND c.kind = 'problem' AND c.open_wish = 1
          AND c.away = 0 AND c.tray = 0 AND c.accepted_at IS NOT NULL AND p.state <> 'down' AND ${sql.raw(unbarred('c'))}`,
  )

/** A problem as everybody may read it, by its public name. One round trip. Throws record-not-found. */
export async function showNear({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<PublicProblem> {
  const [[row]] = await ctx.db.batch([problemByName(ctx, input.id)])
  if (!row) throw new Problem('record-not-found')
  return {
    ...problemOf(row),
    state: row.out ? 'published' : row.open ? 'open' : 'over',
    page: row.out ? `/open/problems/${row.publicId}` : null,
  }
}
