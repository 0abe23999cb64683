import { and, eq } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { application } from '../../db/schema/index.ts'
import type { AuditAction } from '../audit/action.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import type { ApplicationRow } from './query.ts'
import { type ApplicationState, canStep } from './states.ts'

type Columns = Partial<typeof application.$inferInsert>

/** Who moves it: the resident, the machine, or a member of staff by their id. */
export type Mover = 'resident' | 'system' | (string & {})

interface Move {
  /** Where to; the same state: nothing but columns change. */
  to: ApplicationState
  by: Mover
  set?: Columns
  action: AuditAction
  facts?: Record<string, string | number | null>
}

/**
 * The one way in which an application changes: what was read is still so (its revision and its state), it takes one step
 * of the table or stays where it is, and the audit leaf stands beside it. The log of steps is written by the database.
 * The statements belong into one batch, together with whatever goes with the step; it is undone as 'stale' when somebody
 * was faster. Throws step-refused.
 */
export async function move(
  ctx: Ctx,
  row: Pick<ApplicationRow, 'id' | 'reference' | 'rev' | 'state' | 'matterCode' | 'slug'>,
  { to, by, set = {}, action, facts = {} }: Move,
) {
  const moved = to !== row.state
  if (moved && !canStep(row.state, to)) throw new Problem('step-refused')
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action,
    subject: row.reference,
    facts: {
      matter: row.matterCode,
      station: row.slug,
      state: to,
      rev: row.rev + 1,
      by: kindOf(by),
      ...facts,
    },
  })
  const update = ctx.db
    .update(application)
    .set({
      ...set,
      state: to,
      rev: row.rev + 1,
      updatedAt: now,
      ...(moved && { movedAt: now, movedBy: by }),
    })
    .where(and(eq(application.id, row.id), eq(application.rev, row.rev), eq(application.state, row.state)))
  return { statements: [update, guard(ctx.db), leaf.statement] as const, promise: leaf.promise }
}

const kindOf = (by: Mover) => (by === 'resident' || by === 'system' ? by : 'staff')
