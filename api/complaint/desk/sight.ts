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

/**
 * Of what came of a complaint, what happened before its author objected, at the moment `at`; all of it for whoever does this
 * where it is handled now. Goes with `inSight` where a list shows more of a complaint than that it is there (readOn.ts).
 */
export function beforeObjection(ctx: Ctx, permission: Permission, at: SQL): SQL {
  const points = pointsFor(ctx.actor, permission)
  if (points === 'all') return sql`1`
  return sql`(c.from_desk IS NULL OR c.desk IN (SELECT value FROM json_each(${JSON.stringify(points)}))
    OR ${at} < (SELECT min(e.at) FROM complaint_event e WHERE e.complaint_id = c.id AND e.to_state = 'reopened'))`
}
