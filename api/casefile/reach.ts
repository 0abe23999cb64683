import type { Ctx } from '../context.ts'
import { FieldError, open } from '../privacy/field.ts'
import { Problem } from '../problem.ts'
import type { Role, Staff } from '../shared/actor.ts'
import { allow, type Permission, roleFor } from '../staff/permission.ts'
import type { CaseRow } from './query.ts'

/** A case as somebody at work reaches it. */
export interface Reached {
  row: CaseRow
  staff: Staff
  role: Role
}

/** Lets through whoever may do this at the service point of a case. Throws record-not-found, not-allowed. */
export function reach(ctx: Ctx, permission: Permission, [row]: readonly CaseRow[]): Reached {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  const role = roleFor(ctx.actor, permission, row.pointId)
  if (!role) throw new Problem('not-allowed')
  return { row, staff, role }
}

/** A sealed field in clear; null where there is none. One that does not open is logged by its place, and is missing. */
export async function clear(
  ctx: Ctx,
  table: 'casefile' | 'casefile_party',
  row: string,
  column: string,
  value: string | null,
): Promise<string | null> {
  if (value === null) return null
  try {
    return await open(ctx.keys, { table, column, row }, value)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ sealed: `${table} ${row}`, fault: error.fault }))
    return null
  }
}
