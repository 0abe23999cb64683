import { sql } from 'drizzle-orm'
import { rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { invalid, Problem } from '../../problem.ts'
import type { Grant } from '../../shared/actor.ts'
import { may } from '../../staff/permission.ts'
import { applicationReference } from '../access.ts'
import { applicationByReference } from '../query.ts'
import { isOver } from '../states.ts'
import { carryOut } from './carryOut.ts'
import { type Reached, reach, seen } from './reach.ts'
import type { AssignInput, StepInput, Stepped } from './schema.ts'

type Of<T> = { ctx: Ctx; input: T & { reference: string } }

/** Takes an application that is nobody's. Throws record-not-found, not-allowed, step-refused, handled-already, stale. */
export async function take({ ctx, input }: Of<StepInput>): Promise<Stepped> {
  const reached = await open(ctx, input)
  if (reached.row.handlerId !== null) throw new Problem('handled-already')
  return give(ctx, reached, reached.staff.id, 'application.take')
}

/**
 * Takes an application over from a colleague; who was given it first stays responsible and is shown. Throws
 * record-not-found, not-allowed, step-refused, handled-already (one's own), stale.
 */
export async function takeOver({ ctx, input }: Of<StepInput>): Promise<Stepped> {
  const reached = await open(ctx, input)
  // What is nobody's is taken, not taken over.
  if (reached.row.handlerId === null) throw new Problem('step-refused')
  if (reached.row.handlerId === reached.staff.id) throw new Problem('handled-already')
  return give(ctx, reached, reached.staff.id, 'application.take')
}

async function open(ctx: Ctx, input: StepInput & { reference: string }): Promise<Reached> {
  const [found] = await ctx.db.batch([applicationByReference(ctx, applicationReference(input.reference))])
  return openOf(reach(ctx, 'application.handle', found), input)
}

function openOf(reached: Reached, input: StepInput): Reached {
  if (isOver(reached.row.state)) throw new Problem('step-refused')
  seen(reached.row, input)
  return reached
}

/**
 * Gives an application to somebody who handles applications at its service point. Throws record-not-found, not-allowed,
 * step-refused, invalid-input (nobody who may), stale.
 */
export async function assign({ ctx, input }: Of<AssignInput>): Promise<Stepped> {
  const [found, grants] = await ctx.db.batch([
    applicationByReference(ctx, applicationReference(input.reference)),
    grantsOf(ctx, input.staffId),
  ])
  const reached = openOf(reach(ctx, 'application.assign', found), input)
  if (!handlesAt(grants, input.staffId, reached.row.pointId)) throw invalid('/staffId', 'staff.cannot')
  return give(ctx, reached, input.staffId, 'application.assign')
}

const give = (
  ctx: Ctx,
  reached: Reached,
  handlerId: string,
  action: 'application.take' | 'application.assign',
) =>
  carryOut(
    ctx,
    reached,
    [
      {
        to: reached.row.state,
        action,
        set: { handlerId, firstHandlerId: reached.row.firstHandlerId ?? handlerId },
        facts: { handler: handlerId, from: reached.row.handlerId },
      },
    ],
    { tiding: null },
  )

/** Statement: what somebody whose account is on was granted. */
export const grantsOf = (ctx: Ctx, staffId: string) =>
  rows<Grant>(
    ctx.db,
    sql`SELECT g.role AS role, g.service_point_id AS point FROM staff_user u JOIN staff_grant g ON g.user_id = u.id
        WHERE u.id = ${staffId} AND u.off_at IS NULL`,
  )

/** Whether somebody handles applications at a service point. */
export const handlesAt = (grants: readonly Grant[], id: string, point: string): boolean =>
  may({ kind: 'staff', id, session: '', grants }, 'application.handle', point)
