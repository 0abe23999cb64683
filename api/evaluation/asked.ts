import type { Period } from '../calendar/period.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { newestQuarter } from './query.ts'

/**
 * The period that is asked for: a name is itself, `current` and `latest` (schema.ts) are looked up, which is one round trip
 * more. Throws not-found before there is any.
 */
export async function periodOf(ctx: Ctx, asked: string): Promise<Period> {
  if (asked !== 'current' && asked !== 'latest') return asked
  const [[found]] = await ctx.db.batch([newestQuarter(ctx, asked)])
  if (!found) throw new Problem('not-found')
  return found.period
}
