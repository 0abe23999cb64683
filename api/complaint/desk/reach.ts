import { refusalOf } from '../../../db/refusal.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Actor, Staff } from '../../shared/actor.ts'
import { allow, may, type Permission } from '../../staff/permission.ts'
import { mayStep } from '../move.ts'
import type { ComplaintRow } from '../query.ts'
import type { ComplaintState } from '../states.ts'

/** A complaint as somebody at work reaches it. */
export interface Reached {
  row: ComplaintRow
  staff: Staff
}

/** Whether it was taken from whoever looks by an objection: they read on and add to it, and decide nothing any more. */
export const readsOn = (actor: Actor, { desk, fromDesk }: Pick<ComplaintRow, 'desk' | 'fromDesk'>): boolean =>
  fromDesk !== null && !may(actor, 'complaint.handle', desk) && may(actor, 'complaint.handle', fromDesk)

/**
 * Lets through whoever may do this where the complaint is handled; with `reads` also whoever reads on. The row comes out of `complaintInSight`, so that what
 * must not reach somebody is no row. Throws record-not-found for nothing and for another station's alike, not-allowed for
 * the wrong role there, stale where what was seen is no longer what there is.
 */
export function reach(
  ctx: Ctx,
  permission: Permission,
  [row]: readonly ComplaintRow[],
  input: { rev?: number } = {},
  { reads = false }: { reads?: boolean } = {},
): Reached {
  if (!row) throw new Problem('record-not-found')
  const on = readsOn(ctx.actor, row)
  if (on && !reads) throw new Problem('not-allowed')
  const staff = allow(ctx.actor, permission, on ? row.fromDesk! : row.desk)
  if (input.rev !== undefined && input.rev !== row.rev) throw new Problem('stale')
  return { row, staff }
}

/** It can go there, and (where named) from here by this verb. Throws step-refused. */
export function canGo(
  row: ComplaintRow,
  to: ComplaintState,
  from: readonly ComplaintState[] = [row.state],
): void {
  if (!mayStep(row, to) || !from.includes(row.state)) throw new Problem('step-refused')
}

/**
 * Who works on a complaint does so as its handler: where it is nobody's, it becomes theirs by that. Gives the columns. A
 * chief may act in anybody's stead, but nobody judges the objection to their own answer. Throws not-handler, another-person.
 */
export function asHandler(
  ctx: Ctx,
  { row, staff }: Reached,
): { handlerId?: string; firstHandlerId?: string; tray: 0 } {
  if (row.level === 1 && row.answeredBy === staff.id) throw new Problem('another-person')
  if (row.handlerId === null)
    return { handlerId: staff.id, firstHandlerId: row.firstHandlerId ?? staff.id, tray: 0 }
  if (row.handlerId !== staff.id && !may(ctx.actor, 'complaint.assign', row.desk))
    throw new Problem('not-handler')
  return { tray: 0 }
}

/** Writes in one batch what staff do. Throws stale, step-refused, barred, room-taken, another-person as the database says it. */
export async function writeAtDesk(ctx: Ctx, statements: Parameters<Ctx['db']['batch']>[0]): Promise<void> {
  try {
    await ctx.db.batch(statements)
  } catch (error) {
    const refusal = refusalOf(error)
    if (
      refusal === 'stale' ||
      refusal === 'step-refused' ||
      refusal === 'barred' ||
      refusal === 'room-taken' ||
      refusal === 'another-person'
    )
      throw new Problem(refusal)
    throw error
  }
}
