import type { Ctx } from '../context.ts'
import { claimDue, deleteSettled } from './query.ts'

/** Queued in one run; the rest waits for the next (every five minutes). */
const MOST_A_RUN = 500

/** The queue takes this many messages in one call. */
const A_CALL = 100

/** Days a settled row, its words long emptied, is kept for questions about it. */
const KEPT_DAYS = 30

/** Job `notification.wake`: queues what is due and was missed or forgotten. Reminders begin here. */
export async function wakeDue(ctx: Ctx): Promise<{ queued: number }> {
  const [due] = await ctx.db.batch([claimDue(ctx, MOST_A_RUN)])
  for (let i = 0; i < due.length; i += A_CALL) {
    await ctx.wake(due.slice(i, i + A_CALL).map(({ id }) => id))
  }
  return { queued: due.length }
}

/** Job `notification.purge`: deletes rows settled more than 30 days ago. */
export async function purgeSettled(ctx: Ctx): Promise<{ deleted: number }> {
  const [{ changes }] = await ctx.db.batch([
    deleteSettled(ctx, ctx.clock.now() - KEPT_DAYS * 86_400_000, MOST_A_RUN),
  ])
  return { deleted: changes }
}
