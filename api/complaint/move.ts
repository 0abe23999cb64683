import { and, eq } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { complaint } from '../../db/schema/index.ts'
import type { AuditAction } from '../audit/action.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { kindOf } from './kinds/index.ts'
import type { ComplaintRow } from './query.ts'
import { type ComplaintState, canStep, needAuthor } from './states.ts'

type Columns = Partial<typeof complaint.$inferInsert>

/** Who moves it: its author, the machine, another body, or a member of staff by their id. */
export type Mover = 'resident' | 'system' | 'outside' | (string & {})

interface Move {
  /** Where to; the same state: nothing but columns change. */
  to: ComplaintState
  by: Mover
  /** When, as `momentOf` says: what is written beside it is of the very same moment, to the millisecond. */
  at: number
  set?: Columns
  action: AuditAction
}

/**
 * The leaf of something that happened to a complaint. It says nothing of what it is about or where it is, so that whoever
 * reads the record learns nothing that the accused must not know; of an anonymous one not even the time of day.
 */
export const complaintLeaf = (
  ctx: Ctx,
  { reference, anonymous }: { reference: string; anonymous: 0 | 1 | boolean },
  { action, state, rev, by }: { action: AuditAction; state: ComplaintState; rev: number; by: Mover },
) =>
  leafFor(ctx, {
    action,
    subject: reference,
    facts: { state, rev, by: whoOf(by) },
    ...(anonymous && { at: null }),
  })

/** Whether it can go there: by the table of steps, and only to what takes an author if there is one. */
export const mayStep = ({ kind, state }: Pick<ComplaintRow, 'kind' | 'state'>, to: ComplaintState): boolean =>
  canStep(state, to) && !(kindOf(kind).own && needAuthor.includes(to))

/**
 * The one way in which a complaint changes: what was read is still so (its revision and its state), it takes one step of
 * the table or stays where it is, and the audit leaf stands beside it. The log of steps is written by the database. The
 * statements belong into one batch, together with whatever goes with the step; it is undone as 'stale' when somebody was
 * faster. Throws step-refused.
 */
export async function move(
  ctx: Ctx,
  row: Pick<ComplaintRow, 'id' | 'kind' | 'reference' | 'rev' | 'state' | 'anonymous'>,
  { to, by, at, set = {}, action }: Move,
) {
  const moved = to !== row.state
  if (moved && !mayStep(row, to)) throw new Problem('step-refused')
  const rev = row.rev + 1
  const leaf = await complaintLeaf(ctx, row, { action, state: to, rev, by })
  const update = ctx.db
    .update(complaint)
    .set({
      ...set,
      state: to,
      rev,
      updatedAt: at,
      ...((moved || set.desk !== undefined) && { movedAt: at, movedBy: by }),
    })
    .where(and(eq(complaint.id, row.id), eq(complaint.rev, row.rev), eq(complaint.state, row.state)))
  return { statements: [update, guard(ctx.db), leaf.statement] as const, rev }
}

const whoOf = (by: Mover) => (['resident', 'system', 'outside'].includes(by) ? by : 'staff')
