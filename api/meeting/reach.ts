import { type SQL, sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import type { MeetingState } from '../../db/schema/meeting.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Role, Staff } from '../shared/actor.ts'
import { allow, type Permission, roleFor } from '../staff/permission.ts'
import type { MeetingRow } from './query.ts'

export interface Reached<R> {
  row: R
  staff: Staff
  role: Role
}

/** Lets through whoever may do this where the meeting belongs. Throws record-not-found, not-allowed. */
export function reach<R extends { pointId: string }>(
  ctx: Ctx,
  [row]: readonly R[],
  permission: Permission = 'meeting.edit',
): Reached<R> {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  const role = roleFor(ctx.actor, permission, row.pointId)
  if (!role) throw new Problem('not-allowed')
  return { row, staff, role }
}

/** Throws step-refused in any other state, stale when it has changed since it was seen. */
export function inState(
  row: Pick<MeetingRow, 'state' | 'rev'>,
  rev: number,
  ...states: MeetingState[]
): void {
  if (!states.includes(row.state)) throw new Problem('step-refused')
  if (row.rev !== rev) throw new Problem('stale')
}

/** Statement: changes a meeting that is still as it was read; guard it. `set` names further columns. */
export function change(
  { db, clock }: Ctx,
  row: Pick<MeetingRow, 'id' | 'rev'>,
  by: string,
  set: SQL = sql``,
) {
  return exec(
    db,
    sql`UPDATE meeting SET rev = rev + 1, updated_at = ${clock.now()}, moved_by = ${by} ${set}
        WHERE id = ${row.id} AND rev = ${row.rev}`,
  )
}
