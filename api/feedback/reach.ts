import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Role, Staff } from '../shared/actor.ts'
import { allow, roleFor } from '../staff/permission.ts'

const permission = 'feedback.answer'

/** What somebody at work reaches, as whom. */
export interface Reached<R> {
  row: R
  staff: Staff
  role: Role
}

/**
 * Lets through whoever answers where this belongs to. Throws record-not-found for nothing and for another station's
 * alike, not-allowed for whoever works there in another role.
 */
export function reach<R extends { publisherId: string }>(ctx: Ctx, [row]: readonly R[]): Reached<R> {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.publisherId)
  const role = roleFor(ctx.actor, permission, row.publisherId)
  if (!role) throw new Problem('not-allowed')
  return { row, staff, role }
}
