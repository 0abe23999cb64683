import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { decisionRule, ownCalendarRows, start } from '../clock.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { carryOut } from './carryOut.ts'
import { isSilent } from './limits.ts'
import { asHandler, canGo, reach, seen } from './reach.ts'
import type { StepInput, Stepped } from './schema.ts'

/**
 * Accepts an application: from this day the time to decide runs, by the rule as it stands now, which is copied into it. A
 * permit for which nothing was asked in time is accepted as of its receipt, as the machine would have done.
 * Throws record-not-found, not-allowed, stale, step-refused, not-handler.
 */
export async function accept({
  ctx,
  input,
}: {
  ctx: Ctx
  input: StepInput & { reference: string }
}): Promise<Stepped> {
  const now = ctx.clock.now()
  const today = dayOf(now)
  const reference = applicationReference(input.reference)
  const [found, years, days] = await ctx.db.batch([
    applicationByReference(ctx, reference),
    ...ownCalendarRows(ctx, reference),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row } = reached
  seen(row, input)
  canGo(row, 'accepted')
  const handler = asHandler(ctx, reached)
  const silent = isSilent(ctx, row)
  const from = silent ? (row.receivedAt ?? row.createdAt) : now
  const { dueDay: _, ...clock } = start(decisionRule(row, silent ? dayOf(from) : today), from, years, days)
  return carryOut(ctx, reached, [
    {
      to: 'accepted',
      action: 'application.accept',
      set: {
        ...handler,
        acceptedAt: from,
        acceptedHow: silent ? 'silence' : 'staff',
        clock: 'decide',
        ...clock,
      },
    },
  ])
}

/** Lets through what is not accepted by silence yet. Throws asked-late. */
export function inTimeToAsk(ctx: Ctx, row: ApplicationRow): void {
  if (isSilent(ctx, row)) throw new Problem('asked-late')
}
