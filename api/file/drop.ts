import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import { MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { faultOf } from '../fault.ts'

/** Files dropped in one run of the job. */
const most = 50
/** A store that cannot is asked again after so long, twice as long each time, a day at the most (ms). */
const firstWait = 5 * MINUTE
const longestWait = 24 * 60 * MINUTE

/**
 * Statement: these kept files should go. It stands in the batch that lets go of them, so that no file outlives what it
 * belonged to; `drop` takes them out at once, and the job whatever that missed.
 */
export function dropLater(ctx: Ctx, keys: readonly string[]) {
  return exec(
    ctx.db,
    sql`INSERT INTO file_drop (object_key, next_at) SELECT value, ${ctx.clock.now()} FROM json_each(${JSON.stringify(keys)})
        WHERE 1 ON CONFLICT (object_key) DO NOTHING`,
  )
}

/** Drops files that `dropLater` named: those that are gone leave the list, the others are tried again later. */
export async function drop(ctx: Ctx, keys: readonly string[]): Promise<{ dropped: number; failed: number }> {
  const [gone, kept]: [string[], string[]] = [[], []]
  for (const key of keys) {
    try {
      await ctx.files.dropFile(key)
      gone.push(key)
    } catch (error) {
      kept.push(key)
      console.error(JSON.stringify({ file: key, ...faultOf(error) }))
    }
  }
  if (keys.length) await ctx.db.batch([forget(ctx, gone), putOff(ctx, kept)])
  return { dropped: gone.length, failed: kept.length }
}

/** Job `file.drop`: drops what was let go of and is still there. A file the store cannot drop stands behind the others. */
export async function dropDue(ctx: Ctx): Promise<{ dropped: number; failed: number }> {
  const [due] = await ctx.db.batch([
    rows<{ key: string }>(
      ctx.db,
      sql`SELECT object_key AS key FROM file_drop WHERE next_at <= ${ctx.clock.now()} ORDER BY next_at LIMIT ${most}`,
    ),
  ])
  return drop(
    ctx,
    due.map(({ key }) => key),
  )
}

const forget = ({ db }: Ctx, keys: readonly string[]) =>
  exec(
    db,
    sql`DELETE FROM file_drop WHERE object_key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
  )

const putOff = ({ db, clock }: Ctx, keys: readonly string[]) =>
  exec(
    db,
    sql`UPDATE file_drop SET tries = tries + 1,
          next_at = ${clock.now()} + min(${longestWait}, ${firstWait} * (1 << min(tries, 9)))
        WHERE object_key IN (SELECT value FROM json_each(${JSON.stringify(keys)}))`,
  )
