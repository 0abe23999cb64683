import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { ServiceKind } from '../../../db/schema/station.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Staff } from '../../shared/actor.ts'
import { allow, may, type Permission } from '../../staff/permission.ts'

interface OwnPoint {
  id: string
  slug: string
  kind: ServiceKind
  parentId: string | null
  nameZh: string
  nameEn: string
}

/** Statement: the service point behind a slug, as far as deciding who may change it goes. */
export function pointBySlug(ctx: Ctx, slug: string) {
  return rows<OwnPoint>(
    ctx.db,
    sql`SELECT id, slug, kind, parent_id AS parentId, name_zh AS nameZh, name_en AS nameEn
        FROM service_point WHERE slug = ${slug}`,
  )
}

/**
 * Who acts, if they may do this at the service point that was read; a community room is its station's too. Throws
 * record-not-found (unknown, or another station's), not-allowed.
 */
export function ownPoint(
  ctx: Ctx,
  permission: Permission,
  found: readonly OwnPoint[],
): { point: OwnPoint; staff: Staff } {
  const [point] = found
  if (!point) throw new Problem('record-not-found')
  const where =
    point.kind === 'room' && point.parentId !== null && !may(ctx.actor, permission, point.id)
      ? point.parentId
      : point.id
  return { point, staff: allow(ctx.actor, permission, where) }
}
