import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { rolesThat } from '../../staff/roles.ts'
import { complaintReference } from '../access.ts'
import { move } from '../move.ts'
import { momentOf } from '../when.ts'
import { complaintInSight } from './found.ts'
import { reach, writeAtDesk } from './reach.ts'

export interface AtDesk {
  reference: string
  rev: number
}
export interface Done {
  reference: string
  rev: number
}

/**
 * Takes a complaint as one's own, also from a colleague. Throws record-not-found, not-allowed, stale, another-person for
 * whoever answered what is objected to, step-refused for one that is over.
 */
export async function takeComplaint({ ctx, input }: { ctx: Ctx; input: AtDesk }): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found] = await ctx.db.batch([complaintInSight(ctx, reference)])
  const { row, staff } = reach(ctx, 'complaint.handle', found, input)
  if (row.closedAt !== null || row.handlerId === staff.id) throw new Problem('step-refused')
  const { statements, rev } = await move(ctx, row, {
    at: momentOf(ctx, row),
    to: row.state,
    by: staff.id,
    set: { handlerId: staff.id, firstHandlerId: row.firstHandlerId ?? staff.id, tray: 0 },
    action: 'complaint.take',
  })
  await writeAtDesk(ctx, statements)
  return { reference, rev }
}

/** Statement: who handles complaints where this one is, of whom none is barred from it; or this one of them. */
export const colleaguesFor = (ctx: Ctx, reference: string, only: string | null = null) =>
  rows<{ id: string; name: string }>(
    ctx.db,
    sql`SELECT DISTINCT u.id AS id, u.name AS name FROM complaint c
          JOIN staff_grant g ON g.service_point_id = c.desk JOIN staff_user u ON u.id = g.user_id
        WHERE c.reference = ${reference} AND u.off_at IS NULL AND (${only} IS NULL OR u.id = ${only})
          AND g.role IN (SELECT value FROM json_each(${JSON.stringify(rolesThat('complaint.handle'))}))
          AND NOT EXISTS (SELECT 1 FROM complaint_shut z WHERE z.complaint_id = c.id AND z.staff_id = u.id)
        ORDER BY u.name LIMIT 60`,
  )

/** Gives a complaint to a colleague. Throws as takeComplaint does, and no-handler. */
export async function assignComplaint({
  ctx,
  input,
}: {
  ctx: Ctx
  input: AtDesk & { staffId: string }
}): Promise<Done> {
  const reference = complaintReference(input.reference)
  const [found, people] = await ctx.db.batch([
    complaintInSight(ctx, reference),
    colleaguesFor(ctx, reference, input.staffId),
  ])
  const { row, staff } = reach(ctx, 'complaint.assign', found, input)
  if (row.closedAt !== null) throw new Problem('step-refused')
  if (!people.some(({ id }) => id === input.staffId)) throw new Problem('no-handler')
  const { statements, rev } = await move(ctx, row, {
    at: momentOf(ctx, row),
    to: row.state,
    by: staff.id,
    set: { handlerId: input.staffId, firstHandlerId: row.firstHandlerId ?? input.staffId, tray: 0 },
    action: 'complaint.assign',
  })
  await writeAtDesk(ctx, statements)
  return { reference, rev }
}
