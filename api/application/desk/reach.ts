import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Staff } from '../../shared/actor.ts'
import { allow, may, type Permission } from '../../staff/permission.ts'
import type { ApplicationRow } from '../query.ts'
import { type ApplicationState, canStep } from '../states.ts'

/** An application as somebody at work reaches it. */
export interface Reached {
  row: ApplicationRow
  staff: Staff
}

/**
 * Lets through whoever may do this at the application's service point. A draft is its holder's alone. Throws
 * record-not-found for nothing, for a draft and for another station's alike, not-allowed for the wrong role there.
 */
export function reach(ctx: Ctx, permission: Permission, [row]: readonly ApplicationRow[]): Reached {
  if (!row) throw new Problem('record-not-found')
  const staff = allow(ctx.actor, permission, row.pointId)
  if (row.state === 'draft' || row.state === 'discarded') throw new Problem('record-not-found')
  return { row, staff }
}

/** What was seen is what there is. Throws stale. */
export function seen({ rev }: ApplicationRow, input: { rev: number }): void {
  if (rev !== input.rev) throw new Problem('stale')
}

/** Words can name people: none are written once what is personal was emptied, for nothing empties them. Throws application-emptied. */
export function notEmptied({ name }: ApplicationRow): void {
  if (name === null) throw new Problem('application-emptied')
}

/** It can go there, and (where named) from here by this verb. Throws step-refused. */
export function canGo(
  { state }: ApplicationRow,
  to: ApplicationState,
  from: readonly ApplicationState[] = [state],
): void {
  if (!canStep(state, to) || !from.includes(state)) throw new Problem('step-refused')
}

/**
 * Who works on an application does so as its handler: where it is nobody's, it becomes theirs by that. Gives the columns.
 * A chief may act in anybody's stead. Throws not-handler.
 */
export function asHandler(
  ctx: Ctx,
  { row, staff }: Reached,
): { handlerId?: string; firstHandlerId?: string } {
  if (row.handlerId === null) return { handlerId: staff.id, firstHandlerId: row.firstHandlerId ?? staff.id }
  if (row.handlerId !== staff.id && !may(ctx.actor, 'application.assign', row.pointId))
    throw new Problem('not-handler')
  return {}
}
