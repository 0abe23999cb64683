import { refusalOf } from '../../../db/refusal.ts'
import { type Day, MINUTE } from '../../calendar/day.ts'
import { quarterOf, weekOf } from '../../calendar/period.ts'
import type { Ctx } from '../../context.ts'
import { runningPeriods } from '../query.ts'
import { type Closed, closeQuarter } from './close.ts'
import { closeRows } from './query.ts'

/** A week is closed so long into its Monday, ms. */
const into = 30 * MINUTE

/**
 * Job `evaluation.week`: closes the week, on Mondays at 00:30, once: only then do public numbers move. What was missed is done
 * at the next run, without the ratings given since that Monday, and so is what waits for the watch (close.ts). A quarter that is over waits for its end (period.ts), and so does the one behind it.
 */
export async function closeWeek(ctx: Ctx): Promise<Omit<Closed, 'closed'> & { closed: Day | null }> {
  const nothing = { closed: null, cells: 0, unlooked: 0 }
  const now = ctx.clock.now()
  const monday = weekOf(now - into)
  const quarter = quarterOf(monday)
  const [running, closes] = await ctx.db.batch([runningPeriods(ctx), closeRows(ctx, quarter)])
  const row = running.find(({ period, state }) => period === quarter && state === 'open')
  if (!row || now > row.endsAt || closes.some(({ day }) => day === monday)) return nothing
  if (running.some((one) => one.state === 'open' && one.endsAt < now && one.period.includes('Q')))
    return nothing
  try {
    const { closed, ...done } = await closeQuarter(ctx, { row, day: monday, final: null })
    return { closed: closed ? monday : null, ...done }
  } catch (error) {
    // Another run was as fast, or an objection was granted meanwhile: the next run sees to it.
    if (refusalOf(error) !== 'stale') throw error
    return nothing
  }
}
