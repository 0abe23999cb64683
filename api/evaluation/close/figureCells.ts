import type { Month } from '../../calendar/month.ts'
import { daysOfPeriod, type Quarter } from '../../calendar/period.ts'
import { type FigureName, type Figures, shownOf } from '../../complaint/figures/figures.ts'

/** Fewer than five, published as that, count as so many. */
const FEW = 2

/** Which figures make which level of which indicator. */
const made: { indicator: string; level: number; of: readonly FigureName[] }[] = [
  { indicator: 'complaint.time', level: 0, of: ['late'] },
  { indicator: 'complaint.time', level: 1, of: ['inTime'] },
  { indicator: 'complaint.closed', level: 0, of: ['unanswered'] },
  { indicator: 'complaint.closed', level: 1, of: ['inTime', 'late'] },
]

/** A cell out of published figures. */
export interface FigureCell {
  pointId: string
  indicator: string
  level: number
  n: number
  few: 0 | 1
}

/**
 * The cells of the indicators of complaints, out of the monthly figures as they are published and of nothing behind them, so
 * that neither publication tells more than the other: a number as it is, “fewer than five” as two.
 */
export function figureCells(counted: readonly (Figures & { desk: string })[]): FigureCell[] {
  const cells: FigureCell[] = []
  for (const [pointId, months] of Map.groupBy(counted, ({ desk }) => desk))
    for (const { indicator, level, of } of made) {
      const shown = months.flatMap((month) => of.map((name) => shownOf(month)[name]))
      const n = shown.reduce<number>((sum, figure) => sum + (figure ?? FEW), 0)
      if (n > 0) cells.push({ pointId, indicator, level, n, few: shown.includes(null) ? 1 : 0 })
    }
  return cells
}

/** The first and the last month of a quarter. */
export function monthsOf(quarter: Quarter): { first: Month; last: Month } {
  const { from, to } = daysOfPeriod(quarter)
  return { first: from.slice(0, 7), last: to.slice(0, 7) }
}
