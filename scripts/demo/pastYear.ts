import { sql } from 'drizzle-orm'
import { addDays, type Day, dayOf, HOUR, startOfDay } from '../../api/calendar/day.ts'
import {
  addQuarters,
  daysOfPeriod,
  type Quarter,
  quarterOf,
  startOfPeriod,
} from '../../api/calendar/period.ts'
import type { Ctx } from '../../api/context.ts'
import { settlePeriods } from '../../api/evaluation/close/settle.ts'
import { closeWeek } from '../../api/evaluation/close/week.ts'
import { indicators } from '../../api/evaluation/indicators.ts'
import { clockAt } from '../../api/shared/clock.ts'
import type { Db } from '../../db/client.ts'
import { exec, rows } from '../../db/rows.ts'
import { auditLeaf } from '../../db/schema/index.ts'
import { type DemoWeek, demoWeek, mondaysOf } from '../../db/seed/demo/ratings.ts'
import { pointId } from '../../db/seed/demoRows.ts'
import { insertAll, type Row } from '../../db/seed/insertAll.ts'

/** So many quarters before the running one are written. */
const past = 4
/** Objections are over so long after the end of a quarter, ms, whatever holidays there are. */
const settled = 45

/**
 * Writes what the fictional places were rated and judged by in the past year, as of `today`, and lets the product's own jobs
 * do the rest at the moments they would have: roll-ups by the triggers, weekly closes of the running quarter, the ends of
 * past ones, their objections over, frozen. Where there are ratings already it writes nothing.
 */
export async function seedRatings(ctx: Ctx, today: Day): Promise<void> {
  const [some] = await ctx.db.batch([rows<{ id: string }>(ctx.db, sql`SELECT id FROM rating LIMIT 1`)])
  if (some.length) return
  const running = quarterOf(today)
  const begun = indicators.map(({ fromPeriod }) => fromPeriod).sort()[0]!
  const quarters = Array.from({ length: past + 1 }, (_, i) => addQuarters(running, i - past)).filter(
    (quarter) => quarter >= begun,
  )
  for (const [nth, quarter] of quarters.entries()) {
    await settleAt(ctx, startOfPeriod(quarter) + 2 * HOUR)
    const frozenBy = addDays(daysOfPeriod(quarter).from, settled)
    if (quarter !== running)
      await write(
        ctx.db,
        quarter,
        mondaysOf(quarter).map((monday) => demoWeek(quarter, nth, monday)),
      )
    if (frozenBy <= today) await settleAt(ctx, startOfDay(frozenBy))
    if (quarter === running) await runOn(ctx, { quarter, nth, today })
  }
}

/** The running quarter, week by week: what happened in a whole one, and its close on the Monday after it. */
async function runOn(ctx: Ctx, { quarter, nth, today }: { quarter: Quarter; nth: number; today: Day }) {
  for (const monday of mondaysOf(quarter)) {
    const next = addDays(monday, 7)
    if (next > today) return
    await write(ctx.db, quarter, [demoWeek(quarter, nth, monday)])
    await closeWeek(at(ctx, startOfDay(next) + HOUR))
  }
}

/** Lets the job of the periods run at a moment until it finds nothing more to do. */
async function settleAt(ctx: Ctx, ms: number): Promise<void> {
  for (;;) {
    const { opened, ended, frozen } = await settlePeriods(at(ctx, ms))
    if (opened.length + ended.length + frozen.length === 0) return
  }
}

async function write(db: Db, quarter: Quarter, weeks: readonly DemoWeek[]): Promise<void> {
  const placed = (list: readonly Row[]) =>
    list.map((row) => {
      const slug = String(row.service_point_id)
      // What the bureau's own desk did is of no place.
      return { ...row, service_point_id: slug === '*' ? slug : pointId(slug) }
    })
  const unrated = weeks.flatMap((week) => week.unrated)
  const [first, ...rest] = [
    ...insertAll(db, 'rating', placed(weeks.flatMap(({ rating }) => rating))),
    ...insertAll(db, 'evaluation_event', placed(weeks.flatMap(({ evaluation_event }) => evaluation_event))),
    exec(
      db,
      sql`INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
          SELECT ${quarter}, value ->> 'point', 'unrated', value ->> 'group', 1, sum(value ->> 'n')
          FROM json_each(${JSON.stringify(unrated.map(({ slug, ...one }) => ({ ...one, point: pointId(slug) })))})
          GROUP BY 2, 4 ON CONFLICT DO UPDATE SET n = n + excluded.n`,
    ),
  ]
  if (first) await db.batch([first, ...rest])
}

/** The same at another moment; but what is attested stands in the record of the day on which it is written. */
function at(ctx: Ctx, ms: number): Ctx {
  const day = dayOf(ctx.clock.now())
  const db = new Proxy(ctx.db, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target)
      if (property === 'insert')
        return (table: Parameters<Db['insert']>[0]) => {
          const insert = target.insert(table)
          if (table !== auditLeaf) return insert
          return {
            values: (leaf: typeof auditLeaf.$inferInsert) =>
              target.insert(auditLeaf).values({ ...leaf, day }),
          }
        }
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...ctx, db, clock: clockAt(ms) }
}
