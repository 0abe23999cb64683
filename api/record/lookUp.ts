import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import { HOUR } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'

/** How often one member of staff may look people up by four digits in an hour: a full hall, not every number there is. */
export const lookUpsAnHour = 120

/**
 * Notes that somebody looked a visit up by the last four digits of a telephone: who, and for which service points, not
 * the digits. Counted by the hour in the database, before anything is looked up. Throws looked-up-too-often.
 */
export async function noteLookUp(ctx: Ctx, staff: string, stations: readonly string[]): Promise<void> {
  const now = ctx.clock.now()
  const hour = Math.floor(now / HOUR)
  const leaf = await leafFor(ctx, {
    action: 'record.find',
    subject: stations.join(' '),
    facts: { staff },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`INSERT INTO tray (operation, hour, used, cap) VALUES (${`record.find ${staff}`}, ${hour}, 1, ${lookUpsAnHour})
            ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1`,
      ),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'tray-full') throw error
    throw new Problem('looked-up-too-often', { retryAfter: ((hour + 1) * HOUR - now) / 1000 })
  }
}
