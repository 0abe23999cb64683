import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { cursorOf, readCursor } from '../shared/cursor.ts'
import { readWatchRules, watchRulesOn, watchView } from '../survey/watchRules.ts'
import { periodOf } from './asked.ts'
import { deskView } from './desk.ts'
import {
  deskCells,
  indicatorRows,
  leafOfPeriod,
  newestPeriods,
  type PeriodRow,
  periodRow,
  placeRows,
  resultRows,
} from './query.ts'
import { readIndicators } from './rules.ts'
import type { Evaluation, EvaluationList, EvaluationOpenList } from './schema.ts'
import { filesOf, indicatorView, periodView, resultsBy, resultView } from './view.ts'
import { periodNameOf } from './words.ts'

const itemOf = ({ period, state }: PeriodRow) => ({ period, name: periodNameOf(period), state })

/** Periods on one page of the list. */
const pageSize = 21

/** The periods, the newest first. Throws invalid-input for a cursor that is not ours. */
export async function listEvaluations({
  ctx,
  input: { cursor },
}: {
  ctx: Ctx
  input: { cursor?: string | undefined }
}): Promise<EvaluationList> {
  const [found] = await ctx.db.batch([newestPeriods(ctx, readCursor(cursor, 2), pageSize + 1)])
  const items = found.slice(0, pageSize)
  const last = found.length > pageSize ? items.at(-1) : undefined
  return {
    items: items.map(itemOf),
    nextCursor: last ? cursorOf([last.endsAt, last.period]) : null,
  }
}

/** The same with the files of each. */
export async function listFiles(asked: Parameters<typeof listEvaluations>[0]): Promise<EvaluationOpenList> {
  const { items, nextCursor } = await listEvaluations(asked)
  return {
    items: items.map((one) => ({ ...one, files: filesOf(one.period) })),
    nextCursor,
  }
}

/**
 * A period: every station by its bands, what is usual, the files it is published as. One batch, and as many rows as there are
 * stations and indicators, whatever was judged. Throws not-found for a period that has not begun.
 */
export async function showEvaluation({
  ctx,
  input: { period: asked },
}: {
  ctx: Ctx
  input: { period: string }
}): Promise<Evaluation> {
  const period = await periodOf(ctx, asked)
  const [[row], [leaf], contents, places, results, newest, watch, desk] = await ctx.db.batch([
    periodRow(ctx, period),
    leafOfPeriod(ctx, period),
    indicatorRows(ctx, period),
    placeRows(ctx),
    resultRows(ctx, period),
    newestPeriods(ctx, null, pageSize),
    watchRulesOn(ctx, dayOf(ctx.clock.now())),
    deskCells(ctx, period),
  ])
  if (!row) throw new Problem('not-found')
  const indicators = readIndicators(contents)
  const usual = resultsBy(results, null)
  const bySlug = Map.groupBy(results, ({ slug }) => slug)
  const items = places.map(({ slug, zh, en }) => {
    const own = resultsBy(bySlug.get(slug) ?? [], slug)
    return {
      station: { slug, name: { zh, en } },
      all: resultView(own.get('')),
      indicators: Object.fromEntries(indicators.map(({ code }) => [code, resultView(own.get(code))])),
      rated: own.get('satisfaction')?.n ?? 0,
      unrated: own.get('unrated')?.n ?? null,
    }
  })
  return {
    period: periodView(row, leaf, ctx.clock.now()),
    indicators: indicators.map((one) => indicatorView(one, usual)),
    items,
    rated: items.reduce((sum, { rated }) => sum + rated, 0),
    unrated: items.reduce((sum, { unrated }) => sum + (unrated ?? 0), 0) || null,
    desk: deskView(desk),
    files: filesOf(period),
    watch: watchView(readWatchRules(watch)),
    periods: newest.map(itemOf),
  }
}
