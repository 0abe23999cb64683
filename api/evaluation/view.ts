import { dayOf } from '../calendar/day.ts'
import { daysOfPeriod, movesNext, type Period } from '../calendar/period.ts'
import type { Text } from '../shared/text.ts'
import type { Indicator } from './indicator.ts'
import type { LeafRow, PeriodRow, ResultPoints, ResultRow } from './query.ts'
import type { EvaluationFile, PeriodView, Result } from './schema.ts'
import { periodNameOf } from './words.ts'

/** A period as everybody reads it. */
export function periodView(row: PeriodRow, leaf: LeafRow | undefined, now: number): PeriodView {
  const { period, state, objectionsUntil, frozenAt } = row
  return {
    period,
    name: periodNameOf(period),
    state,
    ...daysOfPeriod(period),
    closedOn: row.closedOn,
    // What is over moves once more when it is settled, which waits for other figures: no day can be told.
    nextClose: state === 'open' && now <= row.endsAt ? movesNext(now) : null,
    objectionsUntil: objectionsUntil === null ? null : dayOf(objectionsUntil),
    counted: JSON.parse(row.counted) as Text[],
    frozenOn: frozenAt === null ? null : dayOf(frozenAt),
    formula: row.formula,
    inputHash: row.inputHash,
    resultHash: row.resultHash,
    proof: leaf ?? null,
  }
}

const points = (hundredths: number | null) => (hundredths === null ? null : hundredths / 100)

/** Points out of the hundredths that are stored; of what has no row, that there is too little. */
export const resultView = (row: ResultPoints | undefined): Result => ({
  n: row?.n ?? 0,
  mean: points(row?.mean ?? null),
  score: points(row?.score ?? null),
  low: points(row?.low ?? null),
  high: points(row?.high ?? null),
  band: row?.band ?? '',
})

/** The results of one place by indicator. */
export const resultsBy = (found: readonly ResultRow[], slug: string | null) =>
  new Map(found.filter((row) => row.slug === slug).map((row) => [row.indicator, row]))

/** An indicator as it is shown, with what is usual in it. */
export const indicatorView = (
  { code, version, name, counts, why, basis, certainty, weight, minimum, levels }: Indicator,
  usual: ReadonlyMap<string, ResultPoints>,
) => ({
  code,
  version,
  name,
  counts,
  why,
  basis,
  certainty,
  weight,
  minimum,
  levels,
  usual: points(usual.get(code)?.score ?? null),
})

/** What each file holds. */
const aboutFiles: Record<EvaluationFile, Text> = {
  'indicators.csv': { zh: '指标：权重、下限、每一级的分', en: 'The indicators: weights, floors, points' },
  'cells.csv': { zh: '公布的每一格数', en: 'Every published cell' },
  'results.csv': { zh: '结果：每个派出所、每项指标', en: 'The results of each station and indicator' },
  'desk.csv': {
    zh: '公安局督察自己：申诉、再评',
    en: 'The bureau’s supervision desk itself: appeals, second ratings',
  },
  'stations.csv': { zh: '单位代号、中英文名称', en: 'The stations: code, Chinese and English name, kind' },
  'period.json': { zh: '这一期：到哪一步了、存证', en: 'The period: how far it has got, and its proof' },
  'indicators.json': { zh: '指标，带说明和依据', en: 'The indicators with their reasons and basis' },
  'cells.json': { zh: '公布的每一格数，给程序读', en: 'Every published cell, for programs' },
  'results.json': { zh: '结果，给程序读', en: 'The results, for programs' },
  'desk.json': { zh: '公安局督察自己，给程序读', en: 'The supervision desk itself, for programs' },
}

/** Where the files of a period are. */
export const filesOf = (period: Period) =>
  Object.entries(aboutFiles).map(([name, about]) => ({
    name,
    path: `/api/v1/open-data/evaluations/${period}/${name}`,
    about,
  }))
