import { countsOf } from '../../../api/evaluation/close/restate.ts'
import { cellOf } from '../../../api/evaluation/files.ts'
import { resultLines } from '../../../api/evaluation/formula/files.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import type { CellRecord } from '../../../api/evaluation/query.ts'
import { ruleOf } from '../../../api/evaluation/rules.ts'
import { weeks } from './happening.ts'

const quarters = ['2026Q4', '2027Q1'] as const
export const quarterOfWeek = (week: number) => quarters[week < weeks ? 0 : 1]
/** Closes at which a quarter ends: the last of its ten weeks, and the one of the quarter behind it. */
export const endsAt = (week: number) => week === weeks - 1 || week === weeks

/** The place everything is about. */
export const place = { pointId: 'sp_here', station: 'here' }
/** A cell as it is published after a week. */
export const recordOf = (
  cell: { indicator: string; group: string; from: number; to: number; topped: number | null; n: number },
  week: number,
): CellRecord => ({
  period: quarterOfWeek(week),
  closed: String(week).padStart(2, '0'),
  station: place.station,
  indicator: cell.indicator,
  grp: cell.group,
  fromLevel: cell.from,
  toLevel: cell.to,
  topped: cell.topped ?? -1,
  n: cell.n,
  few: 0,
  objection: '',
})

/** A neighbour, so that there is something usual: the same in every world. */
const neighbour = [1, 2, 3, 4, 5].map((level) => ({
  ...recordOf(
    { indicator: 'satisfaction', group: '0', from: level, to: level, topped: null, n: 20 * level },
    0,
  ),
  station: 'there',
}))

const resultsOf = (cells: readonly CellRecord[]) =>
  JSON.stringify(resultLines(indicators.map(ruleOf), [...neighbour, ...cells].map(cellOf)))

/** The numbers of the pages, out of the cells. */
export function pageOf(cells: readonly CellRecord[]): Record<string, number> {
  const counted = countsOf(cells, new Map([[place.station, place.pointId]]))
  const rated = cells
    .filter(({ indicator }) => indicator === 'satisfaction')
    .reduce((sum, { n }) => sum + n, 0)
  return { satisfaction: rated, ...Object.fromEntries(counted.map(({ indicator, n }) => [indicator, n])) }
}
/** What the tables after a close are made of, where they keep to the cells. */
export const derived = (cells: readonly CellRecord[]) => {
  const page = pageOf(cells)
  return {
    results: resultsOf(cells),
    page,
    badge: page.satisfaction ?? 0,
    words: `到现在有 ${page.satisfaction ?? 0} 条评价。`,
  }
}
