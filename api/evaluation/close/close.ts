import { guard } from '../../../db/guard.ts'
import { leafFor } from '../../audit/append.ts'
import { DAY, type Day, startOfDay } from '../../calendar/day.ts'
import type { Quarter } from '../../calendar/period.ts'
import { countedMonths } from '../../complaint/figures/query.ts'
import type { Ctx } from '../../context.ts'
import { K } from '../../privacy/suppress.ts'
import { deskText } from '../desk.ts'
import type { CellRecord, PeriodRow } from '../query.ts'
import { countedOnly, ofFigures } from '../rules.ts'
import { cutDesk } from './cutDesk.ts'
import { figureCells, monthsOf } from './figureCells.ts'
import { closeRows, laterRows, putCells, putClose, putReleased, unlookedRows, waitingRows } from './query.ts'
import {
  type Becomes,
  type Ground,
  groundOf,
  groundRows,
  inForce,
  restate,
  sha256,
  stillOpen,
} from './restate.ts'
import { type Cuts, type Cutting, cutStreams } from './streams.ts'

/** Monthly figures of complaints become cells as a group of their own. */
const figureGroup = 'voice'

/** The watch may hold these (api/survey/look.ts), and nothing else. */
const watched = 'satisfaction'
/** So long from its day on a close waits for the watch, ms; then it goes without what the watch holds up. */
const patience = 2 * DAY
/** Behind every Monday: at the end of a quarter nothing is left for the next week. */
const never: Day = '9999-12-31'

/** What became of a close; `unlooked`: ratings that would have left and that the watch has yet to look at. */
export interface Closed {
  closed: boolean
  cells: number
  unlooked: number
}

/** A cell about to be published. */
type NewCell = CellRecord & { pointId: string }

/**
 * Closes a quarter once: cuts what waits into cells, publishes them with everything that is made of them, and notes it, all in
 * one batch or not at all. With `final`, at the end of the quarter, nothing is left behind that can be published, and the
 * quarter becomes what `final` says. What is published cannot be held any more: so it waits while the watch has yet to look at
 * ratings that would leave, for two days, and then leaves all ratings to the next close; either is an error in the log.
 * Undone as stale where it was closed on that day before, or something changed meanwhile.
 */
export async function closeQuarter(
  ctx: Ctx,
  { row, day, final }: { row: PeriodRow; day: Day; final: Becomes | null },
): Promise<Closed> {
  const quarter = row.period
  const monday = final ? never : day
  const { first, last } = monthsOf(quarter)
  const [[watch], waiting, later, closes, counted, ...found] = await ctx.db.batch([
    unlookedRows(ctx, quarter, monday),
    waitingRows(ctx, quarter),
    laterRows(ctx, quarter, monday),
    closeRows(ctx, quarter),
    countedMonths(ctx, first, last),
    ...groundRows(ctx, quarter),
  ])
  const unlooked = watch?.n ?? 0
  const without = unlooked > 0
  if (without) {
    const waits = ctx.clock.now() < startOfDay(day) + patience
    console.error(JSON.stringify({ evaluation: quarter, day, unlooked, waits }))
    if (waits) return { closed: false, cells: 0, unlooked }
  }
  const ground = groundOf(...found)
  const known = newestOf(closes.map(({ months }) => months))
  const figures = counted.filter(({ month }) => month > known)
  const placed = [...waiting, ...later].filter(({ pointId }) => ground.slugs.has(pointId))
  const cutting = cuttingIn(ground, quarter)
  const cuts = cutStreams(placed, (name) => (without && name === watched ? null : cutting(name)), {
    final: final !== null,
  })
  const ofDesk = cutDesk(final ? waiting.filter(({ pointId }) => pointId === '*') : [])
  const desk = ofDesk.cells.map(
    (cell): NewCell => ({ ...published(quarter, day), ...placedIn(cell), station: '*' }),
  )
  const cells = [
    ...cuts.cells.map(
      (cell): Omit<NewCell, 'station'> => ({
        ...published(quarter, day),
        ...placedIn(cell),
      }),
    ),
    ...figureCells(figures).map(
      ({ level, ...cell }): Omit<NewCell, 'station'> => ({
        ...published(quarter, day),
        ...cell,
        grp: figureGroup,
        fromLevel: level,
        toLevel: level,
        topped: -1,
      }),
    ),
  ].flatMap((cell): NewCell[] => {
    const station = ground.slugs.get(cell.pointId)
    return station === undefined ? [] : [{ ...cell, station }]
  })
  const action = final ? 'evaluation.settle' : 'evaluation.close'
  const facts = {
    day,
    new: cells.length,
    ...(without && { without: watched }),
    ...(final?.objectionsUntil && { until: final.objectionsUntil }),
    ...(desk.length && { desk: await sha256(deskText(desk)) }),
  }
  const all = [...ground.cells, ...cells]
  const changed = cells.length ? { closedOn: day } : {}
  const restated = await Promise.all(
    stillOpen(ground, quarter)
      .filter(({ period }) => cells.length > 0 || (final && period === quarter))
      .map((period) =>
        restate(ctx, {
          row: period,
          ground,
          cells: all,
          becomes: { ...changed, ...(period.period === quarter && final) },
          action,
          facts,
        }),
      ),
  )
  const noted = restated[0] ? null : await leafFor(ctx, { action, subject: quarter, facts })
  await ctx.db.batch([
    putClose(ctx, {
      quarter,
      day,
      cells: cells.length,
      months: newestOf([known, ...figures.map(({ month }) => month)]),
      leaf: restated[0]?.leaf ?? noted?.id ?? '',
    }),
    guard(ctx.db),
    ...(noted ? [noted.statement] : []),
    putCells(ctx, [...cells, ...desk]),
    putReleased(ctx, [...cuts.released, ...ofDesk.released]),
    ...restated.flatMap(({ statements }) => statements),
  ])
  return { closed: true, cells: cells.length, unlooked }
}

/** A cut cell as it is stored. */
const placedIn = (cell: Cuts['cells'][number]) => ({
  ...cell,
  grp: cell.group,
  fromLevel: cell.from,
  toLevel: cell.to,
  topped: cell.topped ?? -1,
})

const published = (period: Quarter, closed: string) => ({ period, closed, few: 0, objection: '' })

/** How each indicator in force is cut; those of figures, and what is not known, not at all. */
export function cuttingIn(
  { versions }: Pick<Ground, 'versions'>,
  quarter: Quarter,
): (indicator: string) => Cutting | null {
  const cuttings = new Map<string, Cutting>(
    inForce(versions, quarter)
      .filter(({ code }) => !ofFigures.some((name) => name === code))
      .map(({ code, k }) => [code, { k, one: null }]),
  )
  for (const name of countedOnly)
    cuttings.set(name, { k: K, one: { from: 1, to: name === 'unrated' ? 1 : 5 } })
  return (indicator) => cuttings.get(indicator) ?? null
}

const newestOf = (months: readonly string[]): string => [...months].sort().at(-1) ?? ''
