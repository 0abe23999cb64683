import { sql } from 'drizzle-orm'
import { exec } from '../../../db/rows.ts'
import { DAY, dayOf, MINUTE } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { faultOf } from '../../fault.ts'
import { closeSome, heldStretches, type Span } from '../closure/query.ts'
import { tellReopened } from '../closure/reopened.ts'
import { tellSome } from '../closure/tell.ts'
import { settle } from '../waiting/settle.ts'
import { type Change, changeOf, changesWhere, settleChange } from './change.ts'
import { reconcile } from './reconcile.ts'

/** Slots closed in one batch, and counters settled in one round. */
const slotsMost = 500
const stretchesMost = 50
/** Changes looked at in one run of the job. */
const changesMost = 20

export interface CarriedOut {
  /** Slots that closed, and that opened again or are new. */
  slots: number
  opened: number
  /** Who was told that their time is closed, and that it holds after all. */
  told: number
  reopened: number
}

/**
 * Lets the released slots follow a change of the plan, and tells whom it concerns. Every step is a bounded batch that
 * finds what is left to do, so that after a crash the same call, or the job, finishes the work, and tells nobody twice. A
 * draw that read the plan just before the change is caught by the pass a minute later, which ends it. `first`: nothing
 * can have changed since, so a closure closes all its slots at one blow; later the plan is asked.
 */
export async function carryOut(ctx: Ctx, change: Change, first = false): Promise<CarriedOut> {
  const { span, kind } = change
  let [slots, opened] = [0, 0]
  if (first && kind === 'closure') {
    for (;;) {
      const [closed] = await ctx.db.batch([closeSome(ctx, span, slotsMost)])
      slots += closed.length
      if (closed.length < slotsMost) break
    }
  } else {
    const followed = await reconcile(ctx, span)
    slots = followed.closed
    opened = followed.reopened + followed.added
  }
  await withdraw(ctx, span)
  const told = await rounds(() => tellSome(ctx, change))
  const reopened = kind === 'closure' ? 0 : await rounds(() => tellReopened(ctx, change))
  if (ctx.clock.now() - change.madeAt >= MINUTE) await ctx.db.batch([settleChange(ctx, change.id)])
  return { slots, opened, told, reopened }
}

/** Who changes their booking in this moment is left for the next round, a few times. */
async function rounds(round: () => Promise<{ told: number; more: boolean }>): Promise<number> {
  let sum = 0
  for (let idle = 0; idle < 5; ) {
    const { told, more } = await round()
    sum += told
    if (!more) break
    if (told === 0) idle += 1
  }
  return sum
}

/** Ends what is held on closed slots: kept places pass, offers are withdrawn and their people told. */
async function withdraw(ctx: Ctx, span: Span): Promise<void> {
  for (let last = ''; ; ) {
    const [stretches] = await ctx.db.batch([heldStretches(ctx, span, stretchesMost)])
    const now = JSON.stringify(stretches)
    // Nothing left, or nothing that moves: the job of the next minute looks again.
    if (stretches.length === 0 || now === last) return
    last = now
    for (const stretch of stretches) await settle(ctx, stretch)
  }
}

/**
 * Job `appointment.change`, every minute: goes on with the changes that are not carried out to the end. One that cannot
 * be is logged and stands behind those not tried yet, so that it never keeps the others waiting; the job fails behind
 * them, so that it is seen.
 */
export async function carryOutOpen(ctx: Ctx): Promise<{ changes: number }> {
  const now = ctx.clock.now()
  const [found] = await ctx.db.batch([
    changesWhere(
      ctx,
      sql`h.done_at IS NULL ORDER BY h.tried_at IS NOT NULL, h.tried_at, h.made_at LIMIT ${changesMost}`,
    ),
  ])
  const failed: string[] = []
  for (const change of found.map(changeOf)) {
    try {
      // Whose days are over, and a closure that was lifted again, have nothing left to carry out.
      if (change.liftedAt !== null || change.span.toDay < dayOf(now - DAY))
        await ctx.db.batch([settleChange(ctx, change.id)])
      else await carryOut(ctx, change)
    } catch (error) {
      failed.push(change.id)
      console.error(JSON.stringify({ change: change.id, ...faultOf(error) }))
    }
  }
  if (failed.length) {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE plan_change SET tried_at = ${now} WHERE id IN (SELECT value FROM json_each(${JSON.stringify(failed)}))`,
      ),
    ])
    throw new Error(`changes not carried out: ${failed.length}`)
  }
  return { changes: found.length }
}
