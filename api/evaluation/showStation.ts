import type { Ctx } from '../context.ts'
import { K } from '../privacy/suppress.ts'
import { Problem } from '../problem.ts'
import { periodOf } from './asked.ts'
import type { Indicator } from './indicator.ts'
import { grantedRows } from './objection/query.ts'
import { planRows } from './plan/query.ts'
import { planOf } from './plan/show.ts'
import {
  type CellSum,
  cellSums,
  indicatorRows,
  leafOfPeriod,
  periodRow,
  placeRows,
  resultRowsOf,
  trendRows,
} from './query.ts'
import { type CountedOnly, readIndicators } from './rules.ts'
import type { StationEvaluation } from './schema.ts'
import { indicatorView, periodView, resultsBy, resultView } from './view.ts'
import { groupNameOf, levelsNameOf, periodNameOf } from './words.ts'

/**
 * A station in a period: each indicator down to its cells, how it went before, what was set aside, which objections were
 * granted, what it says it will do and what it did. One batch; the cells of one station are as many as it has groups and levels, not as there are ratings. Throws
 * not-found for a period that has not begun and for an unknown station.
 */
export async function showStation({
  ctx,
  input: { period: asked, slug },
}: {
  ctx: Ctx
  input: { period: string; slug: string }
}): Promise<StationEvaluation> {
  const period = await periodOf(ctx, asked)
  const [[row], [leaf], contents, [place], results, cells, trend, granted, said] = await ctx.db.batch([
    periodRow(ctx, period),
    leafOfPeriod(ctx, period),
    indicatorRows(ctx, period),
    placeRows(ctx, slug),
    resultRowsOf(ctx, period, slug),
    cellSums(ctx, period, slug),
    trendRows(ctx, period, slug),
    grantedRows(ctx, period, slug),
    planRows(ctx, period, slug),
  ])
  if (!row || !place) throw new Problem('not-found')
  const indicators = readIndicators(contents)
  const [own, usual] = [resultsBy(results, slug), resultsBy(results, null)]
  const counted = (name: CountedOnly) => own.get(name)?.n ?? null
  const before = Map.groupBy(trend, (one) => one.period)
  return {
    period: periodView(row, leaf, ctx.clock.now()),
    station: { slug, name: { zh: place.zh, en: place.en } },
    all: resultView(own.get('')),
    indicators: indicators.map((one) => ({
      ...indicatorView(one, usual),
      result: resultView(own.get(one.code)),
    })),
    cells: indicators.flatMap((one) =>
      cells.filter(({ indicator }) => indicator === one.code).map((cell) => cellView(one, cell)),
    ),
    trend: [...before].sort().map(([at, found]) => ({
      period: at,
      name: periodNameOf(at),
      all: resultView(found.find(({ indicator }) => indicator === '')),
      satisfaction: resultView(found.find(({ indicator }) => indicator === 'satisfaction')),
    })),
    rated: own.get('satisfaction')?.n ?? 0,
    unrated: counted('unrated'),
    apart: {
      poster: counted('satisfaction.poster'),
      pressed: counted('satisfaction.pressed'),
      setAside: counted('satisfaction.apart'),
    },
    corrections: granted.map(({ indicator, day, zh, en }) => ({ indicator, day, reason: { zh, en } })),
    plan: planOf(period, said),
  }
}

function cellView(indicator: Indicator, { grp, fromLevel: from, toLevel: to, ...cell }: CellSum) {
  const topped = cell.topped < 0 ? null : cell.topped
  return {
    indicator: indicator.code,
    group: { code: grp, name: groupNameOf(grp) },
    from,
    to,
    levels: levelsNameOf(indicator, { from, to, topped, cells: cell.cells }, K),
    topped,
    cells: cell.cells,
    n: cell.n,
    added: cell.added,
    few: cell.few === 1,
    correction: cell.correction === 1,
  }
}
