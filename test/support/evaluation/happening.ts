import type { Figures } from '../../../api/complaint/figures/figures.ts'
import type { Chance } from '../../../scripts/bench/ranking/chance.ts'

/** Weeks of the quarter; one more close is the end of the quarter behind it. */
export const weeks = 10
/** The weeks in which surveys end, when how often police are seen goes into the evaluation; of the last all is read. */
export const surveyWeeks = [2, 6]
export const surveyWeek = 6

const five = [1, 2, 3, 4, 5]
/** Whatever is published of people in cells: its levels, its groups, and whether something is taken off it later. */
export const streams = [
  { code: 'satisfaction', of: five, groups: 3, net: true },
  { code: 'satisfaction.apart', of: [1], groups: 3, net: false },
  { code: 'satisfaction.pressed', of: [1], groups: 2, net: false },
  { code: 'satisfaction.poster', of: [1], groups: 1, net: false },
  { code: 'unrated', of: [1], groups: 3, net: false },
  { code: 'application.time', of: [0, 1], groups: 2, net: false },
  { code: 'rectification.time', of: [0, 1], groups: 1, net: false },
  { code: 'waiting.promise', of: [0, 1], groups: 1, net: false },
  { code: 'visibility', of: five, groups: 1, net: false },
] as const
export type Code = (typeof streams)[number]['code']

/** Counts by group and level. */
type Counts = number[][]

/** What happened at one place in eleven weeks. */
export interface Happening {
  came: Record<Code, Counts[]>
  /** Ratings that were set aside after they had counted: by week, group and level. */
  gone: Counts[]
  /** What a week adds to a stream, less what it takes off. */
  net(code: Code, week: number): Counts
  soFar(code: Code, week: number): number
  months: { here: Figures; there: Figures; own: Figures }[]
  survey: { question: number; verified: 0 | 1; levels: number[] }[]
  report: { question: number; verified: 0 | 1; levels: number[] }[]
  /** Days noted as missed that the station objected to, rightly. */
  granted: { group: number }[]
}

/** What may have happened, from little to much, with nearly everybody rating or nearly nobody. */
export function happening(chance: Chance): Happening {
  const some = (most: number) => Math.floor(chance.next() * (most + 1))
  const spread = (n: number, weights: readonly number[]) => {
    const counts = weights.map(() => 0)
    for (let i = 0; i < n; i += 1) counts[chance.index(weights)]! += 1
    return counts
  }
  const weightsOf = (length: number) =>
    length === 1 ? [1] : length === 2 ? [0.12, 0.88] : [0.05, 0.07, 0.13, 0.25, 0.5]
  const came = Object.fromEntries(
    streams.map(({ code, of, groups }) => {
      const usual = Array.from({ length: groups }, () => 10 ** (1.6 * chance.next()))
      const rare =
        code === 'unrated' && chance.next() < 0.5 ? 0.05 : code.startsWith('satisfaction.') ? 0.2 : 1
      const week = (at: number) =>
        usual.map((n) =>
          code === 'visibility' && !surveyWeeks.includes(at)
            ? of.map(() => 0)
            : spread(some(n * rare), weightsOf(of.length)),
        )
      return [code, Array.from({ length: weeks + 1 }, (_, at) => week(at))]
    }),
  ) as Happening['came']
  // What is set aside was counted in a week before, and is counted apart from then on.
  const gone = came.satisfaction.map((week) => week.map((levels) => levels.map(() => 0)))
  for (let i = some(8); i > 0; i -= 1) {
    const [at, group, level] = [1 + some(weeks - 1), some(2), some(4)]
    const sum = (list: Counts[]) => list.slice(0, at).reduce((all, week) => all + week[group]![level]!, 0)
    if (sum(came.satisfaction) <= gone.reduce((all, week) => all + week[group]![level]!, 0)) continue
    gone[at]![group]![level]! += 1
    came['satisfaction.apart'][at]![group]![0]! += 1
  }
  const figures = (): Figures => ({
    ...{ received: some(30), inTime: some(14), late: some(7) },
    ...{ reopened: some(6), unanswered: some(6) },
  })
  const seen = came.visibility[surveyWeek]![0]!
  const missed = (group: number) =>
    came['application.time'].slice(0, weeks).reduce((all, week) => all + week[group]![0]!, 0)
  const net = (code: Code, week: number) =>
    came[code][week]!.map((levels, group) =>
      levels.map((n, i) => (code === 'satisfaction' ? n - gone[week]![group]![i]! : n)),
    )
  return {
    came,
    gone,
    net,
    soFar: (code, week) =>
      Array.from({ length: week + 1 }, (_, at) =>
        net(code, at)
          .flat()
          .reduce((a, b) => a + b, 0),
      ).reduce((a, b) => a + b, 0),
    months: Array.from({ length: 3 }, () => ({ here: figures(), there: figures(), own: figures() })),
    survey: [
      ...[1, 2].flatMap((question) =>
        ([1, 0] as const).map((verified) => ({ question, verified, levels: spread(some(40), weightsOf(5)) })),
      ),
      { question: 3, verified: 1, levels: [...seen] },
      { question: 3, verified: 0, levels: spread(some(12), weightsOf(5)) },
    ],
    report: [{ question: 1, verified: 1, levels: spread(some(30), weightsOf(5)) }],
    granted: [0, 1].flatMap((group) =>
      Array.from({ length: Math.min(missed(group), some(2)) }, () => ({ group })),
    ),
  }
}
