import { type SQL, sql } from 'drizzle-orm'
import type { Ctx } from '../../context.ts'
import { type Permission, pointsFor } from '../../staff/permission.ts'

/**
 * What somebody at work may know of: what is handled where they may do this, or was answered there before it went one level
 * up (they read on: reach.ts says what they may add), and nothing that must not reach them. Every
 * query of staff over complaints holds this condition (for the alias `c`), whatever it selects, counts or adds up; a check
 * looks for those that do not. For whoever is barred, a complaint is as if it had never been sent.
 */
export function inSight(ctx: Ctx, permission: Permission = 'complaint.handle'): SQL {
  const { actor } = ctx
  if (actor.kind !== 'staff') return sql`0`
  const points = pointsFor(actor, permission)
  const mine = sql`(SELECT value FROM json_each(${JSON.stringify(points)}))`
  const here = points === 'all' ? sql`1` : sql`(c.desk IN ${mine} OR c.from_desk IN ${mine})`
  return sql`${here} AND NOT EXISTS (
    SELECT 1 FROM complaint_shut z WHERE z.complaint_id = c.id AND z.staff_id = ${actor.id})`
}
