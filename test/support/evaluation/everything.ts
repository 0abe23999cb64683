import { type Figures, type Shown, shownOf, shownOfBureau } from '../../../api/complaint/figures/figures.ts'
import { cuttingIn } from '../../../api/evaluation/close/close.ts'
import { type FigureCell, figureCells } from '../../../api/evaluation/close/figureCells.ts'
import type { TallyRow } from '../../../api/evaluation/close/query.ts'
import { cutStreams } from '../../../api/evaluation/close/streams.ts'
import { indicators } from '../../../api/evaluation/indicators.ts'
import { publishedIn } from '../../../api/evaluation/objection/decide.ts'
import type { CellRecord } from '../../../api/evaluation/query.ts'
import { cellsOf as surveyCells } from '../../../api/survey/campaign/close.ts'
import type { CellRow as SurveyCell } from '../../../api/survey/campaign/query.ts'
import { derived, endsAt, place, quarterOfWeek, recordOf } from './derived.ts'
import { type Code, type Happening, streams, weeks } from './happening.ts'

/** A table that tells too much, each in the way that suggests itself to whoever writes it without thinking. */
export type Leak =
  | `small ${Code}`
  | 'offered'
  | 'results'
  | 'page'
  | 'badge'
  | 'words'
  | 'union'
  | 'bureau figures'
  | 'complaint cells'
  | 'survey cells'
  | 'survey together'
  | 'survey and visibility'
  | 'correction'

/** What everybody can read of one place, close by close, and of its surveys, months and corrections. */
export interface Documents {
  closes: CellRecord[][]
  /** After each close: results.csv, the numbers of the page and of the badge, the words of the station. */
  results: string[]
  pages: Record<string, number>[]
  badges: number[]
  words: string[]
  /** Of the half-year, which the year is too: both quarters together. */
  union: { results: string; page: Record<string, number> }
  months: { here: Shown; there: Shown; own: Shown; total: Shown }[]
  complaints: FigureCell[]
  survey: { cells: SurveyCell[]; together: SurveyCell[]; report: SurveyCell[] }
  corrections: CellRecord[]
  /** After each close how many could have been rated, where that is told. */
  offered: number[] | null
}

const cutting = cuttingIn({ versions: [...indicators] }, '2026Q4')

/** The survey's answers by question and level, as the database sums them up. */
const tallyOf = (questions: Happening['survey']) =>
  questions.flatMap(({ question, verified, levels }) =>
    levels.map((n, i) => ({
      pointId: place.pointId,
      slug: place.station,
      question,
      verified,
      level: i + 1,
      n,
    })),
  )

/** Everything that is published of what happened; with `leak` one table of it tells too much. */
export function publishAll(happening: Happening, leak: Leak | null = null): Documents {
  const tally = new Map<string, TallyRow>()
  const row = (week: number, code: Code, group: number, level: number) => {
    const key = `${quarterOfWeek(week)} ${code} ${group} ${level}`
    const known = tally.get(key) ?? {
      ...{ period: quarterOfWeek(week), pointId: place.pointId, indicator: code, grp: String(group), level },
      ...{ n: 0, released: 0 },
    }
    tally.set(key, known)
    return known
  }
  const docs: Documents = {
    ...{ closes: [], results: [], pages: [], badges: [], words: [] },
    union: { results: '', page: {} },
    ...complaintsOf(happening, leak),
    survey: surveyOf(happening, leak),
    corrections: [],
    offered: null,
  }
  for (let week = 0; week <= weeks; week += 1) {
    for (const { code, of } of streams)
      for (const [group, levels] of happening.net(code, week).entries())
        for (const [i, n] of levels.entries()) if (n !== 0) row(week, code, group, of[i]!).n += n
    const rows = [...tally.values()].filter(({ n, released }) => n !== released)
    const small = (code: string) => leak === `small ${code}`
    const { cells, released } = cutStreams(rows, (code) => (small(code) ? null : cutting(code)), {
      final: endsAt(week),
    })
    for (const { period, indicator, grp, level, by } of released)
      tally.get(`${period} ${indicator} ${grp} ${level}`)!.released += by
    const naive = rows.filter(({ indicator, n, released: gone }) => small(indicator) && n > gone)
    docs.closes.push([
      ...cells.map((cell) => recordOf(cell, week)),
      ...naive.map(({ indicator, grp, level, n, released: gone }) =>
        recordOf({ indicator, group: grp, from: level, to: level, topped: null, n: n - gone }, week),
      ),
    ])
    for (const one of naive) one.released = one.n
    const known = docs.closes.filter((_, i) => quarterOfWeek(i) === quarterOfWeek(week)).flat()
    const made = derived(known)
    const truly = happening.soFar('satisfaction', week)
    docs.results.push(
      leak === 'results'
        ? made.results.replace(/\["here","satisfaction",\d+/, `["here","satisfaction",${truly}`)
        : made.results,
    )
    docs.pages.push(leak === 'page' ? { ...made.page, unrated: happening.soFar('unrated', week) } : made.page)
    docs.badges.push(leak === 'badge' ? truly : made.badge)
    docs.words.push(leak === 'words' ? `到现在有 ${truly} 条评价。` : made.words)
    if (week === weeks - 1)
      docs.corrections = corrected(happening, docs.closes.flat(), [...tally.values()], leak)
  }
  const both = derived([...docs.closes.flat(), ...docs.corrections])
  // Cut anew instead of put together: then what the quarters kept back shows in the difference.
  docs.union =
    leak === 'union'
      ? { ...both, page: { ...both.page, satisfaction: happening.soFar('satisfaction', weeks) } }
      : both
  if (leak === 'offered')
    docs.offered = docs.pages
      .slice(0, weeks)
      .map(({ satisfaction = 0 }, week) => satisfaction + happening.soFar('unrated', week))
  return docs
}

function complaintsOf({ months }: Happening, leak: Leak | null) {
  const shown = months.map(({ here, there, own }) => {
    const bureau = shownOfBureau([here, there], own)
    const all = (name: keyof Figures) => here[name] + there[name] + own[name]
    const total = Object.fromEntries(Object.keys(here).map((name) => [name, all(name as keyof Figures)]))
    return {
      here: shownOf(here),
      there: shownOf(there),
      ...bureau,
      ...(leak === 'bureau figures' && { total: total as Shown }),
    }
  })
  const cells = figureCells(months.map(({ here }) => ({ ...here, desk: place.pointId })))
  return {
    months: shown,
    complaints:
      leak === 'complaint cells'
        ? cells.map((cell) =>
            cell.indicator === 'complaint.time' && cell.level === 0
              ? { ...cell, n: months.reduce((sum, { here }) => sum + here.late, 0) }
              : cell,
          )
        : cells,
  }
}

/** The questions of the survey; the third is how often police are seen. */
const seenQuestion = 3
function surveyOf({ survey, report }: Happening, leak: Leak | null): Documents['survey'] {
  const tally = tallyOf(survey)
  const bare = tally
    .filter(({ n, question, verified }) => n > 0 && !(verified === 1 && question === seenQuestion))
    .map(({ slug, question, verified, level, n }) => ({
      station: slug,
      question,
      verified,
      fromLevel: level,
      toLevel: level,
      topped: -1,
      n,
    }))
  const cells =
    leak === 'survey cells' ? bare : surveyCells(tally, leak === 'survey and visibility' ? 0 : seenQuestion)
  return {
    cells,
    together: leak === 'survey together' ? bare : cells,
    report: surveyCells(tallyOf(report), 0),
  }
}

/** What an objection that is granted publishes: the cells of decide.ts, for as many as there are. */
function corrected(
  { granted }: Happening,
  cells: CellRecord[],
  tally: TallyRow[],
  leak: Leak | null,
): CellRecord[] {
  const found: CellRecord[] = []
  for (const [i, { group }] of granted.entries()) {
    const row = {
      period: '2026Q4' as const,
      slug: place.station,
      indicator: 'application.time',
      grp: String(group),
    }
    const stream = tally.filter(({ indicator, grp }) => indicator === row.indicator && grp === row.grp)
    // What waits is corrected before anybody sees it.
    if (stream.some(({ level, n, released }) => level === 0 && n > released)) continue
    const at = publishedIn(row, { cells: [...cells, ...found], periods: [{ period: row.period }] })
    const as = leak === 'correction' ? row.grp : at.group
    for (const level of [0, 1])
      found.push({
        ...recordOf(
          { indicator: row.indicator, group: as, from: level, to: level, topped: null, n: level ? 1 : -1 },
          weeks - 1,
        ),
        objection: `ob_${i}`,
      })
  }
  return found
}
