import { sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { roleFor } from '../../staff/permission.ts'
import { complaintLeaf } from '../move.ts'
import type { Reached } from './reach.ts'

/** Statement: whether this member of staff has opened it today. */
export const viewedToday = (ctx: Ctx, reference: string) =>
  rows<{ unmasked: number }>(
    ctx.db,
    sql`SELECT v.unmasked AS unmasked FROM complaint c JOIN complaint_view v ON v.complaint_id = c.id
        WHERE c.reference = ${reference} AND v.day = ${dayOf(ctx.clock.now())}
          AND v.staff_id = ${ctx.actor.kind === 'staff' ? ctx.actor.id : ''}`,
  )

/** Statements that note who looked, by day, with the leaf that attests it: the leaf says nothing of whom or what was seen. */
export async function noteView(ctx: Ctx, { row, staff }: Reached, unmasked: 0 | 1) {
  const here = (point: string) => roleFor(ctx.actor, 'complaint.handle', point)
  const role = here(row.desk) ?? (row.fromDesk && here(row.fromDesk)) ?? 'handler'
  const leaf = await complaintLeaf(ctx, row, {
    action: unmasked ? 'complaint.unmask' : 'complaint.open',
    state: row.state,
    rev: row.rev,
    by: staff.id,
  })
  return [
    exec(
      ctx.db,
      sql`INSERT INTO complaint_view (complaint_id, day, staff_id, role, unmasked)
          VALUES (${row.id}, ${dayOf(ctx.clock.now())}, ${staff.id}, ${role}, ${unmasked})
          ON CONFLICT (complaint_id, day, staff_id) DO UPDATE SET unmasked = unmasked + excluded.unmasked`,
    ),
    leaf.statement,
  ] as const
}
