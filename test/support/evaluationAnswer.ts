import { evaluateWhole, FORMULA } from '../../api/evaluation/formula/evaluate.ts'
import type { ResultRow } from '../../api/evaluation/formula/indicatorScore.ts'
import type { CellRow } from '../../api/evaluation/formula/sums.ts'
import { indicators } from '../../api/evaluation/indicators.ts'
import type { Evaluation, Result, StationEvaluation } from '../../api/evaluation/schema.ts'
import type { Text } from '../../api/shared/text.ts'
import { firstWatch } from '../../site/lib/evaluation.ts'

/** Stations with how many were asked, and how good they are; the last has too few ratings. */
const places = [
  { slug: 'qingshi', name: { zh: '青石派出所', en: 'Qingshi Police Station' }, n: 310, good: 0.97 },
  { slug: 'nanqiao', name: { zh: '南桥派出所', en: 'Nanqiao Police Station' }, n: 880, good: 0.9 },
  { slug: 'donghu', name: { zh: '东湖派出所', en: 'Donghu Police Station' }, n: 160, good: 0.5 },
  { slug: 'guta', name: { zh: '古塔派出所', en: 'Guta Police Station' }, n: 60, good: 0.85 },
  { slug: 'sanhe', name: { zh: '三河派出所', en: 'Sanhe Police Station' }, n: 9, good: 0.9 },
] as const

/** Twenty places, as a county has: the five, and fifteen that are all alike but in size. */
export const county = [
  ...places,
  ...Array.from({ length: 15 }, (_, i) => ({
    slug: `other-${i + 1}`,
    name: { zh: `第${i + 1}派出所`, en: `Police Station No. ${i + 1}` },
    n: 90 + 37 * i,
    good: 0.78 + 0.011 * i,
  })),
]
type Place = (typeof county)[number]

/** The published cells of a place: most rate well, the others are spread over the lower levels. */
export function publishedCells({ slug, n, good }: Pick<Place, 'slug' | 'n' | 'good'>): CellRow[] {
  const cell = (indicator: string, group: string, level: number, count: number): CellRow[] =>
    count < 5 ? [] : [{ station: slug, indicator, group, from: level, to: level, topped: null, n: count }]
  const best = Math.round(n * good * 0.7)
  return [
    ...cell('satisfaction', 'household', 5, best),
    ...cell('satisfaction', 'household', 4, Math.round(n * good) - best),
    ...cell('satisfaction', 'counter', 3, Math.round((n * (1 - good)) / 2)),
    { station: slug, indicator: 'satisfaction', group: 'voice', from: 1, to: 2, topped: 4, n: 5 },
    ...cell('application.time', 'household', 1, Math.round(n * 0.5)),
    ...cell('application.time', 'household', 0, Math.round(n * 0.04)),
    ...cell('waiting.promise', 'several', 1, Math.round(n * 0.6)),
    ...cell('waiting.promise', 'several', 0, Math.round(n * 0.6 * (1 - good))),
  ]
}

const nothing: Result = { n: 0, mean: null, score: null, low: null, high: null, band: '' }
const read = (row: ResultRow | undefined): Result =>
  row ? { n: row.n, mean: row.mean, score: row.score, low: row.low, high: row.high, band: row.band } : nothing

/** A period as the API answers it, its numbers made by the formula out of cells. */
export function evaluationAnswer(some: readonly Place[] = places): Evaluation {
  const { rows, usual } = evaluateWhole(
    indicators,
    some.flatMap(publishedCells),
    some.map(({ slug }) => slug),
  )
  const of = (slug: string, code: string) =>
    read(rows.find(({ station, indicator }) => station === slug && indicator === code))
  const items = some.map(({ slug, name }) => {
    const rated = of(slug, 'satisfaction').n
    return {
      station: { slug, name },
      all: of(slug, ''),
      indicators: Object.fromEntries(indicators.map(({ code }) => [code, of(slug, code)])),
      rated,
      unrated: rated > 0 ? rated * 2 + 7 : null,
    }
  })
  return {
    period: {
      period: '2026Q3',
      name: { zh: '2026 年第 3 季度', en: 'Quarter 3 of 2026' },
      state: 'provisional',
      from: '2026-07-01',
      to: '2026-09-30',
      closedOn: '2026-10-01',
      nextClose: null,
      objectionsUntil: '2026-10-28',
      counted: [{ zh: '国庆节不算。', en: 'The National Day holiday is not counted.' }],
      frozenOn: null,
      formula: FORMULA,
      inputHash: 'ab'.repeat(32),
      resultHash: 'cd'.repeat(32),
      proof: { leaf: 'lf_1', day: '2026-10-01', body: '{}', salt: '', hash: 'ef'.repeat(32) },
    },
    indicators: indicators.map(
      ({ code, version, name, counts, why, basis, certainty, weight, minimum, levels }) => ({
        ...{ code, version, name, counts, why, basis, certainty, weight, minimum, levels },
        usual: usual.find(({ indicator }) => indicator === code)?.score ?? null,
      }),
    ),
    items,
    desk: [],
    rated: items.reduce((sum, { rated }) => sum + rated, 0),
    unrated: items.reduce((sum, { unrated }) => sum + (unrated ?? 0), 0),
    files: ['cells.csv', 'results.csv'].map((name) => ({
      name,
      path: `/api/v1/open-data/evaluations/2026Q3/${name}`,
      about: { zh: '公布的每一格', en: 'Every published cell' },
    })),
    watch: firstWatch,
    periods: [
      { period: '2026Q3', name: { zh: '2026 年第 3 季度', en: 'Quarter 3 of 2026' }, state: 'provisional' },
      { period: '2026H1', name: { zh: '2026 年上半年', en: 'First half of 2026' }, state: 'frozen' },
    ],
  }
}

const groups: Record<string, Text> = {
  household: { zh: '户口', en: 'Household' },
  voice: { zh: '投诉、咨询、小事', en: 'Complaints, questions, small problems' },
  counter: { zh: '窗口办事', en: 'At the counter' },
  several: { zh: '几类合在一起', en: 'Several together' },
}

/** What a station said, once and unchanged. */
const said = (period: string, zh: string, en: string, on: string): StationEvaluation['plan']['will'] => ({
  ...{ period, name: { zh: period, en: period }, text: { zh, en }, on, changedOn: null },
})

/** One of its stations, down to the cells. */
export function stationAnswer(slug: string, some: readonly Place[] = places): StationEvaluation {
  const { period, indicators: shown, items } = evaluationAnswer(some)
  const place = some.find((one) => one.slug === slug)
  const item = items.find(({ station }) => station.slug === slug)
  if (!place || !item) throw new Error(`No ${slug}`)
  const quarters = ['2025Q4', '2026Q1', '2026Q2', '2026Q3']
  return {
    period,
    station: item.station,
    all: item.all,
    indicators: shown.map((one) => ({ ...one, result: item.indicators[one.code] ?? nothing })),
    cells: publishedCells(place).map(({ station: _, group, ...cell }) => {
      const names = indicators
        .find(({ code }) => code === cell.indicator)!
        .levels.filter(({ level }) => level >= cell.from && level <= cell.to)
        .map(({ name }) => name)
      const levels = {
        zh: names.map(({ zh }) => zh).join('、') + (cell.topped === null ? '' : '（1 到 4 个），其余是满意'),
        en:
          names.map(({ en }) => en).join(' / ') +
          (cell.topped === null ? '' : ' (1 to 4 of them), the others Satisfied'),
      }
      return {
        ...cell,
        cells: 1,
        group: { code: group, name: groups[group]! },
        levels,
        added: 0,
        few: false,
        correction: false,
      }
    }),
    trend: quarters.map((quarter, i) => ({
      period: quarter,
      name: { zh: quarter, en: quarter },
      all: i === 0 ? nothing : item.all,
      satisfaction: i === 0 ? nothing : item.indicators.satisfaction!,
    })),
    rated: item.rated,
    unrated: item.unrated,
    apart: { poster: 12, pressed: null, setAside: 0 },
    corrections: [
      {
        indicator: 'application.time',
        day: '2026-10-12',
        reason: { zh: '停电那天不算', en: 'The power cut is not counted' },
      },
    ],
    plan: {
      before: said('2026Q2', '周六上午也开窗口', 'We will open on Saturday mornings', '2026-07-10'),
      did: said('2026Q3', '从八月起周六上午开两个窗口', 'Two counters are open on Saturdays', '2026-10-08'),
      will: null,
    },
  }
}
