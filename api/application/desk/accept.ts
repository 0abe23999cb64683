import { dayOf } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { applicationReference } from '../access.ts'
import { calendarRows, decisionRule, start } from '../clock.ts'
import { ownForm } from '../ownForm.ts'
import { type ApplicationRow, applicationByReference } from '../query.ts'
import { carryOut } from './carryOut.ts'
import { asHandler, canGo, reach, seen } from './reach.ts'
import type { StepInput, Stepped } from './schema.ts'

/**
 * Accepts an application: from this day the time to decide runs, by the rule as it stands now, which is copied into it.
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
  const [found, years, days] = await ctx.db.batch([
    applicationByReference(ctx, applicationReference(input.reference)),
    ...calendarRows(ctx, today),
  ])
  const reached = reach(ctx, 'application.handle', found)
  const { row } = reached
  seen(row, input)
  canGo(row, 'accepted')
  const handler = asHandler(ctx, reached)
  const { dueDay: _, ...clock } = start(decisionRule(row, today), now, years, days)
  return carryOut(ctx, reached, [
    {
      to: 'accepted',
      action: 'application.accept',
      set: { ...handler, acceptedAt: now, acceptedHow: 'staff', clock: 'decide', ...clock },
    },
  ])
}

/**
 * A permit for which nothing was asked in time counts as accepted since its receipt (行政许可法 32(4)), also in the
 * minutes before the machine has noted it. Throws asked-late.
 */
export function inTimeToAsk(ctx: Ctx, row: ApplicationRow): void {
  const over = row.clock === 'ask' && row.dueAt !== null && ctx.clock.now() > row.dueAt
  if (over && ownForm(row).permit) throw new Problem('asked-late')
}
