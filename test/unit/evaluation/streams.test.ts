import { expect, test } from 'vitest'
import { figureCells, monthsOf } from '../../../api/evaluation/close/figureCells.ts'
import type { TallyRow } from '../../../api/evaluation/close/query.ts'
import { inForce } from '../../../api/evaluation/close/restate.ts'
import { type Cutting, cutStreams } from '../../../api/evaluation/close/streams.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'

const row = (level: number, n: number, more: Partial<TallyRow> = {}): TallyRow => ({
  period: '2026Q4',
  pointId: 'sp_one',
  indicator: 'satisfaction',
  grp: 'traffic',
  level,
  n,
  released: 0,
  ...more,
})
const five: Cutting = { k: 5, one: null }
const cut = (rows: TallyRow[], final = false, cutting: Cutting = five) =>
  cutStreams(rows, () => cutting, { final })

test('what waited in an earlier quarter leaves with what waits now, the row of each quarter by itself', () => {
  const { cells, released } = cut([row(5, 14, { period: '2026Q3', released: 1 }), row(5, 23)])
  expect(cells).toMatchObject([{ from: 5, to: 5, n: 36 }])
  expect(released.map(({ period, by }) => [period, by])).toEqual([
    ['2026Q3', 13],
    ['2026Q4', 23],
  ])
})

test('at the end groups with too few are put together, and too few even so stay', () => {
  const rows = [row(5, 29), row(3, 3, { grp: 'exit' }), row(5, 2, { grp: 'counter' })]
  expect(cut(rows).cells.map(({ group }) => group)).toEqual(['traffic'])
  const { cells, released } = cut(rows, true)
  expect(cells).toMatchObject([{ group: 'traffic' }, { group: 'several', from: 3, to: 5, n: 5 }])
  expect(released.map(({ grp, by }) => `${grp} ${by}`).sort()).toEqual(['counter 2', 'exit 3', 'traffic 29'])
  expect(cut([row(5, 2), row(4, 2, { grp: 'exit' })], true)).toEqual({ cells: [], released: [] })
})

test('what is only counted is one cell, whatever its levels', () => {
  const { cells, released } = cut([row(1, 30), row(5, 40), row(4, -10)], false, {
    k: 5,
    one: { from: 1, to: 5 },
  })
  expect(cells).toMatchObject([{ from: 1, to: 5, topped: null, n: 60 }])
  expect(released.map(({ by }) => by)).toEqual([30, 40, -10])
})

test('places and indicators are never put together, and what has no rule stays', () => {
  const rows = [row(5, 3), row(5, 3, { pointId: 'sp_two' }), row(5, 3, { indicator: 'other' })]
  expect(cut(rows, true).cells).toEqual([])
  expect(cutStreams([row(5, 9)], () => null, { final: true }).cells).toEqual([])
})

test('figures of complaints: a number as it is published, fewer than five as two', () => {
  const month = { desk: 'sp_one', received: 99, reopened: 3 }
  const cells = figureCells([
    { ...month, inTime: 20, late: 1, unanswered: 0 },
    { ...month, inTime: 4, late: 0, unanswered: 5 },
  ])
  expect(cells.map(({ indicator, level, n, few }) => [indicator, level, n, few])).toEqual([
    ['complaint.time', 0, 2, 1],
    ['complaint.time', 1, 22, 1],
    ['complaint.closed', 0, 5, 0],
    ['complaint.closed', 1, 24, 1],
  ])
  expect(monthsOf('2026Q4')).toEqual({ first: '2026-10', last: '2026-12' })
})

test('the newest version that began by the first quarter of a period is in force', () => {
  const [satisfaction] = indicators
  const next = { ...satisfaction!, version: 2, fromPeriod: '2026Q3', weight: 50 }
  const weight = (period: string) =>
    inForce([...indicators, next], period)
      .filter(({ code }) => code === 'satisfaction')
      .map((one) => one.weight)
  expect(weight('2026Q2')).toEqual([35])
  expect(weight('2026Q3')).toEqual([50])
  expect(weight('2026H2')).toEqual([50])
  expect(weight('2026')).toEqual([35])
})
