import type { Period } from '../calendar/period.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { deskItems, deskText } from './desk.ts'
import { cellText, indicatorText, stationText } from './files.ts'
import { allTogether, type Line, resultText, usualRow } from './formula/files.ts'
import {
  type CellRecord,
  cellRows,
  deskCells,
  indicatorRows,
  leafOfPeriod,
  periodRow,
  placeRows,
  type ResultRow,
  resultRows,
} from './query.ts'
import { readIndicators } from './rules.ts'
import type { EvaluationFile } from './schema.ts'
import { periodView } from './view.ts'

/** A file of open data. */
export interface OpenFile {
  name: string
  type: 'text/csv' | 'application/json'
  text: string
}

/**
 * One of the files a period is published as, byte for byte what its hashes are of; for Excel with a mark in front. Reads as many rows as the file has. Throws
 * not-found for a period that has not begun.
 */
export async function openFile({
  ctx,
  input: { period, file, for: reader },
}: {
  ctx: Ctx
  input: { period: Period; file: EvaluationFile; for?: 'excel' | undefined }
}): Promise<OpenFile> {
  const name = `evaluation-${period}-${file}`
  const mark = reader === 'excel' ? '\ufeff' : ''
  const csv = (text: string): OpenFile => ({ name, type: 'text/csv', text: mark + text })
  const json = (content: unknown): OpenFile => ({
    name,
    type: 'application/json',
    text: `${JSON.stringify(content, null, 1)}\n`,
  })
  const known = ([row]: readonly { period: Period }[]) => {
    if (!row) throw new Problem('not-found')
  }
  switch (file) {
    case 'cells.csv':
    case 'cells.json': {
      const [period_, cells] = await ctx.db.batch([periodRow(ctx, period), cellRows(ctx, period)])
      known(period_)
      return file === 'cells.csv' ? csv(cellText(cells)) : json({ period, items: cells.map(cellItem) })
    }
    case 'indicators.csv':
    case 'indicators.json': {
      const [period_, found] = await ctx.db.batch([periodRow(ctx, period), indicatorRows(ctx, period)])
      known(period_)
      const indicators = readIndicators(found)
      return file === 'indicators.csv' ? csv(indicatorText(indicators)) : json({ period, items: indicators })
    }
    case 'results.csv':
    case 'results.json': {
      const [period_, contents, found] = await ctx.db.batch([
        periodRow(ctx, period),
        indicatorRows(ctx, period),
        resultRows(ctx, period),
      ])
      known(period_)
      const lines = linesOf(
        readIndicators(contents).map(({ code }) => code),
        found,
      )
      return file === 'results.csv' ? csv(resultText(lines)) : json({ period, items: lines.map(lineItem) })
    }
    case 'desk.csv':
    case 'desk.json': {
      const [period_, cells] = await ctx.db.batch([periodRow(ctx, period), deskCells(ctx, period)])
      known(period_)
      return file === 'desk.csv' ? csv(deskText(cells)) : json({ period, items: deskItems(cells) })
    }
    case 'stations.csv': {
      const [period_, places] = await ctx.db.batch([periodRow(ctx, period), placeRows(ctx)])
      known(period_)
      return csv(stationText(places))
    }
    case 'period.json': {
      const [[row], [leaf]] = await ctx.db.batch([periodRow(ctx, period), leafOfPeriod(ctx, period)])
      if (!row) throw new Problem('not-found')
      return json(periodView(row, leaf, ctx.clock.now()))
    }
  }
}

/** The stored results in the order of the file. */
export function linesOf(codes: readonly string[], found: readonly ResultRow[]): Line[] {
  const order = new Map(['', ...codes].map((code, i) => [code, i]))
  const scored = found.filter(({ indicator }) => order.has(indicator))
  const points = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100)
  const line = (row: ResultRow): Line => [
    row.slug ?? usualRow,
    row.indicator || allTogether,
    row.n,
    points(row.mean),
    points(row.score),
    points(row.low),
    points(row.high),
    row.band,
  ]
  const key = ({ slug }: ResultRow) => slug ?? '\uffff'
  return [...scored]
    .sort((a, b) =>
      key(a) === key(b)
        ? (order.get(a.indicator) ?? 0) - (order.get(b.indicator) ?? 0)
        : key(a) < key(b)
          ? -1
          : 1,
    )
    .map(line)
}

const lineItem = ([station, indicator, n, mean, score, low, high, band]: Line) => ({
  station,
  indicator,
  n,
  mean,
  score,
  low,
  high,
  band,
})

const cellItem = (cell: CellRecord) => ({
  period: cell.period,
  closed: cell.closed,
  station: cell.station,
  indicator: cell.indicator,
  group: cell.grp,
  from: cell.fromLevel,
  to: cell.toLevel,
  topped: cell.topped < 0 ? null : cell.topped,
  n: cell.n,
  few: cell.few === 1,
  correction: cell.objection,
})
