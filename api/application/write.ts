import { giveBack } from '../appointment/giveBack.ts'
import type { BookingRow } from '../appointment/query.ts'
import type { Ctx } from '../context.ts'
import { type Tiding, tell } from './desk/tell.ts'
import type { inviteEnded } from './inviteEnded.ts'
import type { move } from './move.ts'
import type { ApplicationRow } from './query.ts'

/**
 * Writes what the machine does to an application, with the text about it (null: none), the visits that end with it and what
 * goes along, in one batch. Throws stale.
 */
export async function write(
  ctx: Ctx,
  row: ApplicationRow,
  statements: Awaited<ReturnType<typeof move>>['statements'],
  tiding: Tiding | null,
  {
    held = [],
    along = [],
  }: { held?: readonly BookingRow[]; along?: Awaited<ReturnType<typeof inviteEnded>> } = {},
): Promise<void> {
  const message = tiding === null ? null : await tell(ctx, row, tiding)
  const freed = await giveBack(ctx, held, { told: message !== null })
  await ctx.db.batch([...statements, ...freed.statements, ...along, ...(message ? [message.statement] : [])])
  if (message) ctx.after(() => ctx.wake([message.id]))
  freed.after()
}
