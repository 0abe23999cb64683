import { type SQL, sql } from 'drizzle-orm'
import { exec, rows } from '../../../db/rows.ts'
import type { Ctx } from '../../context.ts'
import { Problem } from '../../problem.ts'

const hour = 60 * 60 * 1000

/**
 * The files one network may begin to send in an hour (a setting), and thrice as many of the block an IPv6 line may have been
 * given whole: what keeps a store from being filled by whoever opens one draft after the other.
 */
export async function filesOfTheHour(ctx: Ctx) {
  const { botChecks, filesPerHour: most } = ctx.settings
  const [line, block] = [await ctx.network(), await ctx.network('block')]
  const now = Math.floor(ctx.clock.now() / hour)
  const over = () => new Problem('files-full', { retryAfter: ((now + 1) * hour - ctx.clock.now()) / 1000 })
  const [ofLine, ofBlock] = [`application.file ${line}`, `application.file ${block}`]
  const place = (operation: string, cap: number, when: SQL) =>
    exec(
      ctx.db,
      sql`INSERT INTO tray (operation, hour, used, cap) SELECT ${operation}, ${now}, 1, ${cap}
          WHERE ${botChecks ? 1 : 0} AND ${when}
          ON CONFLICT (operation, hour) DO UPDATE SET used = used + 1, cap = excluded.cap`,
    )
  return {
    /** Statement: how many there were in this hour. */
    read: () =>
      rows<{ over: number }>(
        ctx.db,
        sql`SELECT 1 AS over FROM tray WHERE hour = ${now} AND ${botChecks ? 1 : 0}
            AND ((operation = ${ofLine} AND used >= ${most}) OR (operation = ${ofBlock} AND used >= ${3 * most}))`,
      ),
    /** Throws files-full where no further one may come, before its bytes are kept. */
    require: (found: readonly unknown[]): void => {
      if (found.length) throw over()
    },
    /** Statements, the first of a batch: one more, where `when` holds. Refused as tray-full. */
    count: (when: SQL) =>
      [
        place(ofLine, most, when),
        place(ofBlock, 3 * most, sql`${line === block ? 0 : 1} AND ${when}`),
      ] as const,
    over,
  }
}
