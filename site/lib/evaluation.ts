import { addCell, nothing, weighed } from '../../api/evaluation/formula/sums.ts'
import type { Rule } from '../../api/evaluation/indicator.ts'
import { ownChoice } from '../../api/evaluation/indicators.ts'
import type { Evaluation, Result, StationEvaluation } from '../../api/evaluation/schema.ts'
import { levelsNameOf } from '../../api/evaluation/words.ts'
import { K } from '../../api/privacy/suppress.ts'
import { defaultWatchRules, watchView } from '../../api/survey/watchRules.ts'
import type { Reader, Text } from './text.ts'

export { indicators as firstIndicators } from '../../api/evaluation/indicators.ts'

/** From when on ratings are held, where no period has begun and nothing else is known. */
export const firstWatch = watchView(defaultWatchRules)

type Words = Pick<Reader, 't' | 'say' | 'format' | 'locale'>
export type Line = Evaluation['items'][number]
export type Period = Evaluation['period']
export type Weighed = Pick<Evaluation['indicators'][number], 'code' | 'weight' | 'usual'>

/** Points as they are read: hundredths rounded once to a tenth, `92.4`. */
export const pointsOf = (value: number): string => (Math.round(Math.round(value * 100) / 10) / 10).toFixed(1)

/** `90.1–94.3` */
export const spanOf = ({ low, high }: Pick<Result, 'low' | 'high'>): string =>
  low === null || high === null ? '—' : `${pointsOf(low)}–${pointsOf(high)}`

/** What came out, where there is something to draw. */
export function drawn({ score, low, high }: Result): { score: number; low: number; high: number } | null {
  return score === null || low === null || high === null ? null : { score, low, high }
}

/** How many of those who could rate did, in whole hundredths; null where too few did not for that to be told. */
export const rateOf = (rated: number, unrated: number | null): number | null =>
  unrated === null ? null : Math.round((rated / (rated + unrated)) * 100)

/** Whether an indicator counts in the whole of this period: it is weighed, and somebody has something in it. */
export const counts = (one: Weighed): one is Weighed & { usual: number } =>
  one.weight > 0 && one.usual !== null

/** What is usual of all together, by the same weights for every place. */
export const usualOf = (indicators: readonly Weighed[]): number | null =>
  weighed(indicators.filter(counts).map(({ weight, usual }) => ({ weight, points: usual })))

/**
 * Why the whole is what it is: each indicator that counts, the points it counts with (what is usual where the place has too few),
 * and those by its weight; what they add up to, and divided by all weights.
 */
export function wholeOf<One extends Weighed & { result: Result }>(indicators: readonly One[]) {
  const lines = indicators.flatMap((indicator) => {
    if (!counts(indicator)) return []
    const points = indicator.result.score ?? indicator.usual
    const usual = indicator.result.score === null
    return [{ indicator, points, usual, sum: (indicator.weight * Math.round(points * 100)) / 100 }]
  })
  return {
    lines,
    weights: lines.reduce((sum, { indicator }) => sum + indicator.weight, 0),
    sum: lines.reduce((sum, line) => sum + Math.round(line.sum * 100), 0) / 100,
    score: weighed(lines.map(({ indicator, points }) => ({ weight: indicator.weight, points }))),
    /** Weighed, and nobody has anything in them. */
    nobody: indicators.filter((one) => one.weight > 0 && one.usual === null),
  }
}

/** The indicators that count and that no station has a number of: nothing of them was published in the period. */
export const missingOf = <One extends Weighed>(indicators: readonly One[]): One[] =>
  indicators.filter(({ weight, usual }) => weight > 0 && usual === null)

/** What the table can be sorted by, besides the codes of the indicators. */
const ownSorts = ['band', 'score', 'rated'] as const

/** What it is to be sorted by; anything else is by name, as the API gives it. */
export function sortOf(query: URLSearchParams, codes: readonly string[]): string {
  const asked = query.get('sort') ?? ''
  return [...ownSorts, ...codes].includes(asked) ? asked : 'name'
}

/** The lines in that order: the most first, what has too few last, and by name what is alike. */
export function sorted(items: readonly Line[], sort: string): Line[] {
  if (sort === 'name') return [...items]
  const worth = ({ all, rated, indicators }: Line): number => {
    if (sort === 'band') return all.band === '' ? -1 : { A: 3, B: 2, C: 1 }[all.band]
    if (sort === 'rated') return rated
    return (sort === 'score' ? all.score : indicators[sort]?.score) ?? -1
  }
  return items
    .map((item, at) => ({ item, at, worth: worth(item) }))
    .sort((a, b) => b.worth - a.worth || a.at - b.at)
    .map(({ item }) => item)
}

/** How many stations are of each band. */
export function bandCounts(items: readonly Line[]) {
  const of = { A: 0, B: 0, C: 0, few: 0 }
  for (const { all } of items) of[all.band || 'few'] += 1
  return of
}

/** Addresses within the site. */
export const periodPath = (period: string) => `/evaluations/${period}`
export const stationPath = (period: string, slug: string) =>
  `${periodPath(period)}/stations/${encodeURIComponent(slug)}`
export const badgePath = (period: string, slug: string) => `${stationPath(period, slug)}/badge.svg`

/** How far a period has got, in a few words. */
export function stateWords({ state, nextClose, objectionsUntil, frozenOn }: Period, { t, format }: Words) {
  const day = (value: string | null) => (value ? format.date(value, { year: true }) : '—')
  if (state === 'frozen') return t('evaluation.state.frozen', { day: day(frozenOn) })
  if (state === 'provisional') return t('evaluation.state.provisional', { day: day(objectionsUntil) })
  return nextClose ? t('evaluation.state.open', { day: format.day(nextClose) }) : t('evaluation.state.soon')
}

/** A band in words, never a letter alone. */
export const bandWords = ({ band }: Pick<Result, 'band'>, { t }: Pick<Words, 't'>): string =>
  band === '' ? t('evaluation.few') : t(`evaluation.band.${band}`)

/** How a band looks: told by a shape before its letter, dashed while its period runs and it may change. */
export const bandLook = ({ band }: Pick<Result, 'band'>, { state }: Pick<Period, 'state'>): string =>
  ['tag', ...(band ? [`band-${band}`] : []), ...(state === 'open' ? ['soon'] : [])].join(' ')

/** A period in a list: its name, and that it may still change. */
export const itemWords = ({ name, state }: Evaluation['periods'][number], { t, say }: Words): string =>
  state === 'frozen' ? say(name) : `${say(name)}${t('evaluation.comma')}${t(`evaluation.so.${state}`)}`

/** A band with its letter, and that it may change where it is not final. */
export function evaluationWords(
  { band, state }: Pick<Result, 'band'> & Pick<Period, 'state'>,
  words: Pick<Words, 't'>,
) {
  const { t } = words
  const said =
    band === ''
      ? bandWords({ band }, words)
      : t('evaluation.badge.band', { band, words: bandWords({ band }, words) })
  return state === 'frozen' ? said : `${said}${t('evaluation.comma')}${t(`evaluation.so.${state}`)}`
}

/** The name of a period on a chart: its part above, its year below. */
export function chartName(period: string, { t }: Pick<Words, 't'>): { label: string; year: string } {
  const [year, part] = [period.slice(0, 4), (period.slice(4) || 'year') as Part]
  return { year, label: t(`evaluation.short.${part}`) }
}
type Part = 'Q1' | 'Q2' | 'Q3' | 'Q4' | 'H1' | 'H2' | 'year'

type Shown = StationEvaluation['indicators'][number]
type ShownCell = StationEvaluation['cells'][number]

/** The cells of one indicator with what each counts for, and what they add up to: “why this number”. */
export function addedUp(levels: Rule['levels'], cells: readonly ShownCell[]) {
  const rule = { code: '', weight: 0, minimum: 0, spread: 0, levels }
  const lines = cells.map((cell) => {
    const one = nothing()
    const row = { ...cell, station: '', group: cell.group.code }
    addCell(rule, one, row)
    // Of a cell that was filled up the formula takes two to be of the low levels; here several may be added up.
    for (let more = 1; more < cell.cells; more += 1) addCell(rule, one, { ...row, n: 0 })
    return { ...cell, points: one.n === 0 ? 0 : one.sum / one.n, sum: one.sum }
  })
  const n = lines.reduce((sum, line) => sum + line.n, 0)
  const total = lines.reduce((sum, line) => sum + line.sum, 0)
  const worth = levels.map(({ points }) => points)
  // As the formula: a correction may take more off a joined cell than it was taken to hold.
  const mean = n > 0 ? Math.min(Math.max(...worth), Math.max(Math.min(...worth), total / n)) : null
  return { lines, n, mean }
}

/** How many events of each sort of level an indicator has, the best first. */
export function spreadOf(
  { levels }: Pick<Shown, 'levels'>,
  cells: readonly ShownCell[],
  { say }: Pick<Words, 'say'>,
) {
  const sorts = new Map<string, Pick<ShownCell, 'from' | 'to' | 'topped' | 'cells' | 'n'>>()
  for (const { from, to, topped, cells: more, n } of cells) {
    const key = `${from}-${to}-${topped ?? ''}`
    const sort = sorts.get(key) ?? { from, to, topped, cells: 0, n: 0 }
    sorts.set(key, { ...sort, cells: sort.cells + more, n: sort.n + n })
  }
  return [...sorts.values()]
    .sort((a, b) => b.to - a.to || b.from - a.from)
    .filter(({ n }) => n > 0)
    .map(({ n, ...sort }) => ({ n, label: say(levelsNameOf({ levels }, sort, K)) }))
}

/** Least and most of the events that may be of the levels from `first` to `last`, as the cells allow. */
export function boundsOf(cells: readonly ShownCell[], first: number, last: number): [number, number] {
  const inside = (level: number) => level >= first && level <= last
  let [least, most] = [0, 0]
  for (const { from, to, topped, cells: many, n } of cells) {
    const [all, some] = [inside(from) && inside(to), from <= last && to >= first]
    if (topped === null) {
      // A correction takes one off: where it may be of other levels, it may be off this.
      if (some) least += all ? n : Math.min(0, n)
      if (some) most += all ? n : Math.max(0, n)
      continue
    }
    // One to K − 1 of each cell are of the low levels, the others of the level it was filled up with.
    const low = [many, Math.min(many * (K - 1), n)] as const
    const top = inside(topped)
    if (all && top) least += n
    else if (all) least += low[0]
    else if (top) least += n - low[1]
    if (top) most += some ? n : n - low[0]
    else if (some) most += low[1]
  }
  return [Math.max(0, least), Math.max(0, most)]
}

/** Whether a rule is the bureau's own: then nothing need be said of how sure its source is. */
export const isOurs = (basis: Text): boolean => basis.zh === ownChoice.zh

/** The indicator people's ratings are. */
export const satisfaction = 'satisfaction'

/** Of one indicator: its cells, in the order of their groups and levels. */
export const cellsOf = (cells: readonly ShownCell[], { code }: Pick<Shown, 'code'>): ShownCell[] =>
  cells
    .filter(({ indicator }) => indicator === code)
    .sort((a, b) => (a.group.code < b.group.code ? -1 : a.group.code > b.group.code ? 1 : a.from - b.from))
