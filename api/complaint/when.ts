import { dayOf, startOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'

/**
 * The moment that is written for what happens to a complaint now, epoch ms: of an anonymous one the beginning of the day
 * (Shanghai), whoever acts: when somebody took it up would tell by when it was there.
 */
export function momentOf(ctx: Pick<Ctx, 'clock'>, { anonymous }: { anonymous: 0 | 1 | boolean }): number {
  const now = ctx.clock.now()
  return anonymous ? startOfDay(dayOf(now)) : now
}
