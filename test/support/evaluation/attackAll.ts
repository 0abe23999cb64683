import { type Figures, figureNames } from '../../../api/complaint/figures/figures.ts'
import { figureCells } from '../../../api/evaluation/close/figureCells.ts'
import type { CellRecord } from '../../../api/evaluation/query.ts'
import { K } from '../../../api/privacy/suppress.ts'
import type { CellRow as SurveyCell } from '../../../api/survey/campaign/query.ts'
import { askAll, readStream } from './attacker.ts'
import { Bounds } from './bounds.ts'
import { derived, endsAt, quarterOfWeek } from './derived.ts'
import type { Documents } from './everything.ts'
import { streams, surveyWeek, surveyWeeks } from './happening.ts'
import { leaves } from './leaves.ts'

/** What is unknown of a stream, by week, group and level. */
type Unknowns = number[][][]
/** What is asked for once all is read, and which table it is of. */
interface Ask {
  table: string
  found: () => readonly unknown[]
}

/** Asks for everything of a stream; gives how many there were until each week. */
type AskFor = (table: string, counts: Unknowns, of: readonly number[], totals?: number[][]) => number[]

/**
 * Reads every published table of a place beside every other, as somebody who knows the rules of them all: what is certain of
 * fewer than five, each with the table that gave it away. A table made of cells is made anew out of them: whatever it says
 * besides is given away. What a granted objection says of its one day is public by itself, with its reason.
 */
export function attackAll(docs: Documents): string[] {
  const seen = [...besideTheCells(docs), ...smallOnes(docs)]
  // Whoever sees a small number, or one that contradicts the cells, need not work it out.
  if (seen.length) return seen
  const bounds = new Bounds()
  const asks: Ask[] = []
  const ask: AskFor = (table, counts, of, totals) => {
    const { found, until } = askAll(bounds, counts, of, totals)
    asks.push({ table, found })
    return until
  }
  const read = new Map(
    streams.map(({ code, of, groups, net }) => {
      const closes = docs.closes.map((cells) =>
        cells.filter(({ indicator }) => indicator === code).map(cutOf),
      )
      const stream = readStream(bounds, closes, { groups, of, net }, endsAt)
      const until = ask(code, stream.came, of, stream.totals)
      if (net) ask(`${code}, set aside`, stream.gone, of)
      return [code, { ...stream, until }] as const
    }),
  )
  setAside(bounds, read.get('satisfaction')!.gone, read.get('satisfaction.apart')!.came)
  readSurvey(bounds, docs, read.get('visibility')!, ask)
  readFigures(bounds, docs, asks)
  for (const [week, n] of (docs.offered ?? []).entries())
    bounds.know([[read.get('unrated')!.until[week + 1]!, 1]], n - (docs.pages[week]!.satisfaction ?? 0))
  bounds.narrow()
  return asks.flatMap(({ table, found }) => found().map((one) => `${table}: ${JSON.stringify(one)}`))
}

const cutOf = ({ grp, fromLevel, toLevel, topped, n }: CellRecord) => ({
  ...{ group: grp, from: fromLevel, to: toLevel, n },
  topped: topped < 0 ? null : topped,
})

/** Whatever is set aside after it counted is counted apart in the same week, beside what was held from the first. */
function setAside(bounds: Bounds, gone: Unknowns, apart: Unknowns): void {
  for (const [week, groups] of apart.entries())
    for (const [group, [n]] of groups.entries())
      bounds.know([[n!, -1], [bounds.count(), 1], ...gone[week]![group]!.map((one) => [one, 1] as const)], 0)
}

/** Answers to a survey leave once, question by question; how often police are seen, in the evaluation, at its end. */
function readSurvey(
  bounds: Bounds,
  { survey: { cells, report } }: Documents,
  seen: { came: Unknowns; totals: number[][] },
  ask: AskFor,
): void {
  for (const [week, [own]] of seen.came.entries())
    if (!surveyWeeks.includes(week))
      for (const one of [...own!, seen.totals[week]![0]!]) bounds.know([[one, 1]], 0)
  const of = [1, 2, 3, 4, 5]
  const tables: [string, readonly SurveyCell[]][] = [
    ['survey', cells],
    ['report', report],
  ]
  for (const [table, own] of tables)
    for (const question of [1, 2, 3])
      for (const verified of [1, 0]) {
        const some = own.filter((cell) => cell.question === question && cell.verified === verified)
        const isSeen = table === 'survey' && question === 3 && verified === 1
        // Where the evaluation has it, it is not here; if it is here as well, it is the same answers.
        if (isSeen && some.length === 0) continue
        const before = isSeen ? seen.came[surveyWeek]![0]! : of.map(() => bounds.count())
        const after = of.map(() => bounds.count())
        leaves(
          bounds,
          { before, after, of, net: false, final: true },
          some.map((cell) => ({
            ...{ from: cell.fromLevel, to: cell.toLevel, n: cell.n },
            topped: cell.topped < 0 ? null : cell.topped,
          })),
        )
        if (isSeen)
          bounds.know(
            [[seen.totals[surveyWeek]![0]!, 1]],
            some.reduce((sum, { n }) => sum + n, 0),
          )
        else ask(`${table} ${question}`, [[before]], of)
      }
}

/** The monthly figures of complaints: of two stations, of what no station handles, of all together. */
function readFigures(bounds: Bounds, { months }: Documents, asks: Ask[]): void {
  for (const [month, { here, there, own, total }] of months.entries())
    for (const name of figureNames) {
      const station = (n: number | null) => bounds.count(n ?? 1, n ?? K - 1)
      const parts = [station(here[name]), station(there[name])]
      const small = here[name] === null || there[name] === null
      const rest =
        own[name] !== null
          ? bounds.count(own[name], own[name])
          : bounds.count(small ? 0 : 1, small ? Number.POSITIVE_INFINITY : K - 1)
      const all = bounds.sum([...parts, rest])
      if (total[name] !== null) bounds.know([[all, 1]], total[name])
      const certain = (table: string, unknown: number) => ({
        table: `figures of ${table}`,
        found: () => {
          const n = bounds.exactly(unknown)
          return n !== null && n >= 1 && n < K ? [{ month, name, n }] : []
        },
      })
      asks.push(certain('the station', parts[0]!), certain('another', parts[1]!), certain('the bureau', rest))
    }
}

/** Numbers that stand there below five; of a correction one, which is public by itself, but of a published cell alone. */
function smallOnes({ closes, survey, corrections }: Documents): string[] {
  const all = closes.flat()
  const missed = (grp: string) =>
    [...all, ...corrections]
      .filter((cell) => cell.indicator === 'application.time' && cell.grp === grp && cell.fromLevel === 0)
      .reduce((sum, { n }) => sum + n, 0)
  return [
    ...all.filter(({ n }) => n < K).map(({ indicator, n }) => `${indicator}: ${n} stand there`),
    ...Object.entries(survey).flatMap(([table, cells]) =>
      cells.filter(({ n }) => n < K).map(({ n }) => `survey ${table}: ${n} stand there`),
    ),
    ...new Set(corrections.map(({ grp }) => grp).filter((grp) => missed(grp) < 0)),
  ].map((one) => (/^\d$/.test(one) || one === 'several' ? `correction: of one that waits in ${one}` : one))
}

/** What tables that are made of cells say besides them. */
function besideTheCells(docs: Documents): string[] {
  const found: string[] = []
  const same = (table: string, said: unknown, made: unknown) => {
    if (JSON.stringify(said) !== JSON.stringify(made)) found.push(`${table}: says more than the cells`)
  }
  for (const week of docs.closes.keys()) {
    const known = docs.closes.filter((_, i) => i <= week && quarterOfWeek(i) === quarterOfWeek(week)).flat()
    const made = derived(known)
    same('results', docs.results[week], made.results)
    same('page', docs.pages[week], made.page)
    same('badge', docs.badges[week], made.badge)
    same('words', docs.words[week], made.words)
  }
  const both = derived([...docs.closes.flat(), ...docs.corrections])
  same('union', docs.union, { ...docs.union, results: both.results, page: both.page })
  const shown = docs.months.map(({ here }) => ({
    ...Object.fromEntries(figureNames.map((name) => [name, here[name] ?? 1])),
    desk: 'sp_here',
  }))
  same('complaint cells', docs.complaints, figureCells(shown as (Figures & { desk: string })[]))
  same('survey together', docs.survey.together, docs.survey.cells)
  return found
}
