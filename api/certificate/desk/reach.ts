import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Role, Staff } from '../../shared/actor.ts'
import { allow, type Permission, roleFor } from '../../staff/permission.ts'
import type { CertificateRow } from '../query.ts'

/** A certificate as somebody at work reaches it. */
export interface Reached {
  row: CertificateRow
  staff: Staff
  role: Role
}

/**
 * Lets through whoever may do this where the certificate was issued. Throws record-not-found for nothing and for another
 * station's alike, not-allowed for whoever works there in another role.
 */
export function reach(ctx: Ctx, permission: Permission, [row]: readonly CertificateRow[]): Reached {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  const role = roleFor(ctx.actor, permission, row.pointId)
  if (!role) throw new Problem('not-allowed')
  return { row, staff, role }
}
