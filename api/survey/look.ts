import { sql } from 'drizzle-orm'
import { exec, rows } from '../../db/rows.ts'
import type { FlagWhy, RatingStanding } from '../../db/schema/rating.ts'
import { quietLeaf } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import { quarterAt } from '../calendar/period.ts'
import type { Ctx } from '../context.ts'
import { inBursts } from './burst.ts'
import { markOf } from './token.ts'
import {
  defaultWatchRules,
  readWatchRules,
  type Sharing,
  sharings,
  type WatchRules,
  watchCertainty,
  watchRulesOn,
} from './watchRules.ts'

/** Ratings looked at for the first time, those looked at beside them, and flags put up, in one round; rounds of one run. */
const most = { fresh: 100, beside: 5_000, flags: 200, rounds: 20 }

interface TraceRow {
  id: string
  /** What it shares; of a fresh one not asked. */
  shared: string | null
  point: string
  hour: number
  seconds: number | null
  standing: RatingStanding
  /** JSON array: why it was flagged already. */
  flagged: string
}

interface Flag {
  id: string
  why: FlagWhy
  evidence: string
}

/** Statement: ratings the watch has not looked at yet. */
const fresh = ({ db }: Pick<Ctx, 'db'>) =>
  rows<TraceRow>(
    db,
    sql`${traced(sql`NULL`)} WHERE t.rating_id IN (
          SELECT rating_id FROM rating_trace WHERE looked = 0 ORDER BY rating_id LIMIT ${most.fresh})`,
  )

const traced = (shared: ReturnType<typeof sql>) =>
  sql`SELECT t.rating_id AS id, ${shared} AS shared, r.service_point_id AS point, t.hour AS hour, t.seconds AS seconds,
        r.standing AS standing,
        (SELECT json_group_array(f.why) FROM rating_flag f WHERE f.rating_id = t.rating_id) AS flagged
      FROM rating_trace t JOIN rating r ON r.id = t.rating_id`

/** Statement: all that share something with the fresh ones, near enough in time to make a burst of. */
function sharing({ db }: Pick<Ctx, 'db'>, { column, rule }: Sharing, ids: string, rules: WatchRules) {
  const name = sql.raw(column)
  const { hours } = rules[rule]
  return rows<TraceRow>(
    db,
    sql`${traced(sql`t.${name}`)}
        JOIN (SELECT ${name} AS shared, min(hour) AS low, max(hour) AS high FROM rating_trace
              WHERE rating_id IN (SELECT value FROM json_each(${ids})) AND ${name} IS NOT NULL GROUP BY ${name}) n
          ON t.${name} = n.shared AND t.hour BETWEEN n.low - ${hours} AND n.high + ${hours}
        LIMIT ${most.beside}`,
  )
}

/**
 * Job `rating.look`: looks at each rating once for bursts by network, browser, counter and officer, for words that come again
 * and again, and for forms answered faster than people are. When a burst is found all in it are held, those that came before
 * it was one too, each with its evidence: counts, never whose. Held is not judged: the supervision desk decides, and what it
 * decided is not held for the same reason again. Looks at all there is, in rounds, each written by itself: a week is closed
 * over nothing that was not looked at (evaluation/close). Bounded, and safe to run twice: what does not fit is the next run's.
 * Rules that cannot be read are those the product comes with, and the job fails once it has looked, so that somebody sees it.
 */
export async function lookAtRatings(ctx: Ctx): Promise<{ looked: number; flagged: number }> {
  const done = { looked: 0, flagged: 0 }
  const unread: unknown[] = []
  for (let round = 0; round < most.rounds; round += 1) {
    const { looked, flagged, left, wrong } = await lookAtSome(ctx)
    done.looked += looked
    done.flagged += flagged
    if (wrong) unread.push(wrong)
    if (!left) break
  }
  if (unread.length) throw unread[0]
  return done
}

/** One round; `left`: whether there may be more. `wrong`: why the rules could not be read. */
async function lookAtSome(ctx: Ctx) {
  const today = dayOf(ctx.clock.now())
  const [found, ruleRows] = await ctx.db.batch([fresh(ctx), watchRulesOn(ctx, today)])
  if (found.length === 0) return { looked: 0, flagged: 0, left: false }
  const { rules, wrong } = rulesOf(ruleRows)
  const ids = JSON.stringify(found.map(({ id }) => id))
  const [a, b, c, d, e] = sharings.map((one) => sharing(ctx, one, ids, rules))
  const beside = await ctx.db.batch([a!, b!, c!, d!, e!])
  const flags = [
    ...tooFast(found, rules),
    ...sharings.flatMap((one, at) => burstsIn(beside[at] ?? [], one, rules)),
  ]
  const some = flags.slice(0, most.flags)
  const whole = some.length === flags.length
  await write(ctx, some, whole ? ids : '[]')
  return {
    looked: whole ? found.length : 0,
    flagged: some.length,
    left: !whole || found.length === most.fresh,
    wrong,
  }
}

function rulesOf(found: readonly { rules: string }[]): { rules: WatchRules; wrong?: unknown } {
  try {
    return { rules: readWatchRules(found) }
  } catch (wrong) {
    return { rules: defaultWatchRules, wrong }
  }
}

/** Only what counts is held: a pressed one counts already for nothing, and what was set aside stays so. */
const holdable = ({ standing, flagged }: TraceRow, why: FlagWhy) =>
  (standing === 'counted' || standing === 'held') && !(JSON.parse(flagged) as string[]).includes(why)

const evidence = (facts: object) => JSON.stringify({ ...facts, certainty: watchCertainty })

const tooFast = (found: readonly TraceRow[], { fastest }: WatchRules): Flag[] =>
  found
    .filter((row) => row.seconds !== null && row.seconds < fastest && holdable(row, 'too-fast'))
    .map(({ id, seconds }) => ({ id, why: 'too-fast', evidence: evidence({ seconds, threshold: fastest }) }))

function burstsIn(found: readonly TraceRow[], { why, rule, byPlace }: Sharing, rules: WatchRules): Flag[] {
  const groups = new Map<string, TraceRow[]>()
  for (const row of found) {
    const key = JSON.stringify([row.shared, byPlace ? row.point : null])
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const { ratings: threshold, hours } = rules[rule]
  return [...groups.values()].flatMap((group) => {
    const burst = inBursts(group, rules[rule])
    return group
      .filter((row) => burst.has(row.id) && holdable(row, why))
      .map(({ id }) => ({ id, why, evidence: evidence({ ratings: burst.get(id), threshold, hours }) }))
  })
}

/** Puts up flags and holds what they are about, and notes what was looked at, in one batch. */
async function write(ctx: Ctx, flags: readonly Flag[], looked: string): Promise<void> {
  const now = ctx.clock.now()
  const notes = exec(
    ctx.db,
    sql`UPDATE rating_trace SET looked = 1 WHERE rating_id IN (SELECT value FROM json_each(${looked}))`,
  )
  if (flags.length === 0) {
    await ctx.db.batch([notes])
    return
  }
  const ids = [...new Set(flags.map(({ id }) => id))]
  const leaf = await quietLeaf(ctx, {
    action: 'rating.hold',
    subject: 'rating',
    facts: {
      ratings: await Promise.all(ids.map((id) => markOf(ctx, id))),
      why: [...new Set(flags.map(({ why }) => why))].sort(),
    },
    at: null,
  })
  await ctx.db.batch([
    exec(
      ctx.db,
      sql`INSERT INTO rating_flag (rating_id, why, evidence, day)
          SELECT j.value ->> 'id', j.value ->> 'why', j.value ->> 'evidence', ${dayOf(now)}
          FROM json_each(${JSON.stringify(flags)}) j WHERE true ON CONFLICT DO NOTHING`,
    ),
    exec(
      ctx.db,
      // Of a quarter that is over and has not ended yet it is taken off there, before that one is closed.
      sql`UPDATE rating SET standing = 'held', rev = rev + 1, tallied_in = coalesce(
            (SELECT period FROM evaluation_period WHERE period = rating.tallied_in AND state = 'open'), ${quarterAt(now)})
          WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND standing = 'counted'
            AND EXISTS (SELECT 1 FROM rating_flag f WHERE f.rating_id = rating.id AND f.state = 'open')`,
    ),
    leaf.statement,
    notes,
  ])
}
