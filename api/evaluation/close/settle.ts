import { sql } from 'drizzle-orm'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { clockRows, startClock } from '../../calendar/clock.ts'
import { addDays, dayOf, HOUR } from '../../calendar/day.ts'
import { monthOf } from '../../calendar/month.ts'
import {
  daysOfPeriod,
  endOfPeriod,
  type Period,
  periodsOf,
  quarterAt,
  quartersOf,
} from '../../calendar/period.ts'
import { firstOfStations } from '../../complaint/figures/close.ts'
import { lastMonth } from '../../complaint/figures/query.ts'
import type { Ctx } from '../../context.ts'
import { newestFormula } from '../formulas.ts'
import { type PeriodRow, runningPeriods } from '../query.ts'
import { closeQuarter } from './close.ts'
import { monthsOf } from './figureCells.ts'
import { groundOf, groundRows, restate } from './restate.ts'

/** A period is ended so long after its last moment, ms: what was begun in it is written by then. */
const settles = HOUR
/** The clock of objections (db/seed/deadlines.ts). */
const objecting = 'evaluation.object'

const isQuarter = (period: Period) => period.includes('Q')

/** What a run did: the periods it opened, ended, froze. */
export interface Settled {
  opened: Period[]
  ended: Period[]
  frozen: Period[]
}

/**
 * Job `evaluation.period`: opens the running quarter, half-year and year, once there are rules to evaluate by; ends those that are over, from when on stations may
 * object; freezes them when that time is over and nobody waits for an answer. One step of each a run, each in one batch, so
 * that whatever is interrupted is done by the next run, and nothing twice. A half-year or year ends and is frozen once all
 * its quarters are. A period that cannot be ended or frozen is passed over for the others, and the run fails with its reason.
 */
export async function settlePeriods(ctx: Ctx): Promise<Settled> {
  const done: Settled = { opened: [], ended: [], frozen: [] }
  const now = ctx.clock.now()
  const wanted = periodsOf(quarterAt(now))
  const [running, known, waiting, rules] = await ctx.db.batch([
    runningPeriods(ctx),
    rows<{ period: Period }>(
      ctx.db,
      sql`SELECT period FROM evaluation_period WHERE period IN (SELECT value FROM json_each(${JSON.stringify(wanted)}))`,
    ),
    rows<{ period: Period }>(
      ctx.db,
      sql`SELECT DISTINCT period FROM evaluation_objection WHERE state = 'open'`,
    ),
    rows<{ one: 1 }>(ctx.db, sql`SELECT 1 AS one FROM evaluation_indicator LIMIT 1`),
  ])
  // In an empty house no quarter begins, or its first rules would come too late (0126).
  const missing = wanted.filter((period) => rules.length > 0 && !known.some((row) => row.period === period))
  if (missing.length) {
    await ctx.db.batch([openStatement(ctx, missing)])
    done.opened.push(...missing)
  }
  const of = (row: PeriodRow) =>
    running.filter((one) => isQuarter(one.period) && quartersOf(row.period).includes(one.period))
  const over = running.filter(
    (row) =>
      row.state === 'open' &&
      row.endsAt + settles <= now &&
      (isQuarter(row.period) || !of(row).some(({ state }) => state === 'open')),
  )
  const faults: unknown[] = []
  done.ended.push(...(await firstOf(over, (row) => end(ctx, row), faults)))
  const settled = running.filter(
    (row) =>
      row.state === 'provisional' &&
      (row.objectionsUntil ?? 0) < now &&
      (isQuarter(row.period) ? !waiting.some(({ period }) => period === row.period) : of(row).length === 0),
  )
  done.frozen.push(...(await firstOf(settled, (row) => freeze(ctx, row), faults)))
  if (faults.length) throw faults[0]
  return done
}

/** The first of these periods for which the step was made, if any; what failed before it is kept to be said. */
async function firstOf(
  found: readonly PeriodRow[],
  step: (row: PeriodRow) => Promise<boolean>,
  faults: unknown[],
): Promise<Period[]> {
  for (const row of found) {
    try {
      if (await stepped(() => step(row))) return [row.period]
    } catch (error) {
      faults.push(error)
    }
  }
  return []
}

/** Whether a step was made; what somebody changed meanwhile is left to the next run. */
async function stepped(step: () => Promise<boolean>): Promise<boolean> {
  try {
    return await step()
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return false
  }
}

/** Statement: begins periods; one that another run began stays. */
const openStatement = ({ db }: Ctx, periods: readonly Period[]) =>
  exec(
    db,
    sql`INSERT INTO evaluation_period (period, state, ends_at, formula)
        SELECT value ->> 'period', 'open', value ->> 'endsAt', ${newestFormula()}
        FROM json_each(${JSON.stringify(periods.map((period) => ({ period, endsAt: endOfPeriod(period) })))}) WHERE true
        ON CONFLICT DO NOTHING`,
  )

/** Ends a period: its last cells, and from now on stations may object. Not before the figures of its months are counted. */
async function end(ctx: Ctx, row: PeriodRow): Promise<boolean> {
  const now = ctx.clock.now()
  const [[counted], [first], rules, years, days] = await ctx.db.batch([
    lastMonth(ctx),
    firstOfStations(ctx),
    ...clockRows(ctx, objecting, dayOf(now)),
  ])
  const clock = startClock(now, rules, years, days)
  const becomes = {
    state: 'provisional',
    provisionalAt: now,
    objectionsUntil: clock.dueAt,
    counted: JSON.stringify(clock.counted),
  } as const
  if (!isQuarter(row.period)) return restated(ctx, row, becomes, 'evaluation.settle')
  const { last } = monthsOf(row.period)
  const isCounted = counted?.month ? counted.month >= last : !first || monthOf(first.at) > last
  if (!isCounted) return false
  const day = addDays(daysOfPeriod(row.period).to, 1)
  return (await closeQuarter(ctx, { row, day, final: becomes })).closed
}

/** Freezes a period: what was published of it does not change any more. */
const freeze = (ctx: Ctx, row: PeriodRow): Promise<boolean> =>
  restated(ctx, row, { state: 'frozen', frozenAt: ctx.clock.now() }, 'evaluation.freeze')

async function restated(
  ctx: Ctx,
  row: PeriodRow,
  becomes: Parameters<typeof restate>[1]['becomes'],
  action: 'evaluation.settle' | 'evaluation.freeze',
): Promise<boolean> {
  const ground = groundOf(...(await ctx.db.batch([...groundRows(ctx, row.period)])))
  const { statements, result } = await restate(ctx, {
    row,
    ground,
    cells: ground.cells,
    becomes,
    action,
    facts: {},
  })
  if (becomes.state === 'frozen' && row.resultHash !== null && row.resultHash !== result)
    throw new TypeError(`evaluation: ${row.period} does not come out as it was published`)
  await ctx.db.batch([...statements])
  return true
}
