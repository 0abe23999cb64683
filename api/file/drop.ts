import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec, rows } from '../../db/rows.ts'
import { HOUR, MINUTE } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { faultOf } from '../fault.ts'
import type { Bytes } from '../shared/bytes.ts'
import { newFileKey } from './store.ts'

/** Files dropped in one run of the job. */
const most = 50
/** A store that cannot is asked again after so long, twice as long each time, a day at the most (ms). */
const firstWait = 5 * MINUTE
const longestWait = 24 * HOUR
/** How long a file may be kept before something owns it (ms); an upload is answered within a minute or never. */
const unclaimedFor = HOUR

/**
 * Keeps the bytes of a file that nothing owns yet. Its key is on the list of what should go before the bytes are there,
 * so that a Worker that dies half-way leaves none that nobody knows of; `claim` takes it off. Costs one round trip.
 */
export async function putUnclaimed(ctx: Ctx, file: { type: string; bytes: Bytes }) {
  const key = newFileKey()
  await ctx.db.batch([dropLater(ctx, [key], ctx.clock.now() + unclaimedFor)])
  return { key, ...(await ctx.files.putFile({ key, ...file })) }
}

/** Statements: the batch that names this kept file owns it from now on. Undone as 'stale' when it was to be dropped meanwhile. */
export const claim = ({ db }: Ctx, key: string) =>
  [exec(db, sql`DELETE FROM file_drop WHERE object_key = ${key}`), guard(db)] as const

/**
 * Statement: these kept files should go. It stands in the batch that lets go of them, so that no file outlives what it
 * belonged to; `drop` takes them out at once, and the job whatever that missed.
 */
export function dropLater(ctx: Ctx, keys: readonly string[], at = ctx.clock.now()) {
  return exec(
    ctx.db,
    sql`INSERT INTO file_drop (object_key, next_at) SELECT value, ${at} FROM json_each(${JSON.stringify(keys)})
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
