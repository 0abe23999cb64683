import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { allow, type Permission } from '../staff/permission.ts'
import type { PointRow } from './query.ts'

/** The service point and whoever acts there, if they may do this there. Throws record-not-found, not-allowed. */
export function ownPoint(ctx: Ctx, [point]: readonly PointRow[], permission: Permission) {
  if (!point) throw new Problem('record-not-found')
  return { point, staff: allow(ctx.actor, permission, point.id).id }
}
