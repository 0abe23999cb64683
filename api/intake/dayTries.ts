import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { DAY, dayOf, startOfDay } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'

/**
 * Wrong details typed about one thing in a day, over everybody who types them: after `most` the day's tries are over,
 * for a right one too. `key` names the thing, as `code.replace A-20261123-7K3M9Q`.
 */
export function dayTries(ctx: Ctx, key: string, most: number) {
  const today = startOfDay(dayOf(ctx.clock.now()))
  const over = () => new Problem('too-many-tries', { retryAfter: (today + DAY - ctx.clock.now()) / 1000 })
  /** Statement: the tries of today. */
  const read = () =>
    rows<{ tries: number }>(
      ctx.db,
      sql`SELECT tries FROM code_try WHERE reference = ${key} AND window_start = ${today}`,
    )
  const require = (found: { tries: number }[]): void => {
    if ((found[0]?.tries ?? 0) >= most) throw over()
  }
  return {
    read,
    /** Throws too-many-tries once the day's tries are spent. */
    require,
    /** Statement for the write: guesses sent all at once were read as none; what counts is how many are written by now. */
    guard: () =>
      exec(
        ctx.db,
        sql`INSERT INTO guard (ok) SELECT coalesce((SELECT tries FROM code_try
              WHERE reference = ${key} AND window_start = ${today}), 0) < ${most}`,
      ),
    /**
     * Counts a wrong try in one statement that takes no more than the day has: guesses sent all at once hear no more
     * verdicts than those sent one by one. Throws too-many-tries instead of letting the verdict out.
     */
    count: async (): Promise<void> => {
      const [counted] = await ctx.db.batch([
        exec(
          ctx.db,
          sql`INSERT INTO code_try (reference, window_start, tries) VALUES (${key}, ${today}, 1)
              ON CONFLICT (reference, window_start) DO UPDATE SET tries = tries + 1 WHERE tries < ${most}`,
        ),
      ])
      if (counted.changes === 0) throw over()
    },
    /** After a refused write: a right try that was too late is refused as a wrong one is, or it would be told apart. */
    refuseOver: async (): Promise<void> => {
      const [found] = await ctx.db.batch([read()])
      require(found)
    },
  }
}
