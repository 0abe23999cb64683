/**
 * `npm run bench -- ranking`: stations whose quality is known, ratings by people of whom the dissatisfied answer more often,
 * weekly closes, cells and results as the product makes them, beside other ways to make a table. `--runs=N` (20 unless
 * said), `--readme` writes the table.
 */
import { halfWidth } from './fairness.ts'
import { type Run, simulate } from './ranking/simulate.ts'
import { type Table, tables } from './ranking/tables.ts'
import { intoReadme } from './readme.ts'
import { type Cell, markdown, plain } from './table.ts'

/** Plays the quarters and prints the tables; false where a claim did not hold. */
export async function bench(args: string[]): Promise<boolean> {
  const count = Number(args.find((arg) => arg.startsWith('--runs='))?.slice(7) ?? 20)
  const runs = Array.from({ length: count }, (_, i) => simulate(i + 1))
  const shown = [tableOf(runs), intervalsOf(runs)]
  console.log(`\n${shown.map(plain).join('\n\n')}\n`)
  const broken = failures(runs)
  for (const failure of broken) console.error(failure)
  if (args.includes('--readme') && broken.length === 0)
    intoReadme('ranking', shown.map(markdown).join('\n\n'))
  return broken.length === 0
}

const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length
/** A mean with half of its 95 % interval by Student's t. */
const about = (list: readonly number[], digits: number) => {
  const half = halfWidth(list)
  const middle = mean(list).toFixed(digits).replace('-', '−')
  return Number.isFinite(half) ? `${middle} ± ${half.toFixed(digits)}` : middle
}
const percent = (list: readonly number[]) =>
  `${about(
    list.map((share) => 100 * share),
    1,
  )} %`

/** One line for each way to make a table. */
export function tableOf(runs: readonly Run[]): Cell[][] {
  const { stations } = runs[0]!
  return [
    [
      `${stations} stations, 1 to 100,000 ratings`,
      'order like the truth, of those with a score of ours',
      'of all',
      'praise pushed: moved by, points',
      'bombed: moved by, points',
      'one single 5 stands first',
    ],
    ...(Object.keys(tables) as Table[]).map((table) => [
      tables[table],
      about(
        runs.map(({ alike }) => alike[table]),
        3,
      ),
      about(
        runs.map(({ alikeAll }) => alikeAll[table]),
        3,
      ),
      about(
        runs.map(({ gamedBy }) => gamedBy[table]),
        2,
      ),
      about(
        runs.map(({ bombedBy }) => bombedBy[table]),
        2,
      ),
      `${runs.filter(({ singleFirst }) => singleFirst[table]).length} of ${runs.length}`,
    ]),
  ]
}

/** What only ours has: intervals and bands. */
export function intervalsOf(runs: readonly Run[]): Cell[][] {
  return [
    ['Ours: intervals of 95 % and bands', 'found'],
    ['intervals that hold what those who rate would say', percent(runs.map(({ holdsTold }) => holdsTold))],
    ['intervals that hold what all served would say', percent(runs.map(({ holdsTruth }) => holdsTruth))],
    [
      'stations with a score, of those banded A or C',
      `${about(
        runs.map(({ scored }) => scored),
        0,
      )}, ${about(
        runs.map(({ banded }) => banded),
        0,
      )}`,
    ],
    ['banded on the wrong side', percent(runs.map(({ wrong }) => wrong))],
    [
      'praise pushed, in widths of band B (the most of a run)',
      bands(runs.map(({ gamedBands }) => gamedBands)),
    ],
    ['and the band itself', letters(runs.map(({ gamedFrom }) => gamedFrom))],
    ['bombed, in widths of band B (the most of a run)', bands(runs.map(({ bombedBands }) => bombedBands))],
    ['and the band itself', letters(runs.map(({ bombedFrom }) => bombedFrom))],
  ]
}
const bands = (list: readonly number[]) => `${about(list, 2)} (${Math.max(...list).toFixed(2)})`
/** Which bands came of which, the most frequent first. */
function letters(list: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1)
  const sorted = [...counts].sort((a, b) => b[1] - a[1])
  return sorted.map(([one, n]) => `${one}: ${n}`).join(', ')
}

/** What must hold, in words where it does not. */
export function failures(runs: readonly Run[]): string[] {
  const of = (pick: (run: Run) => number) => mean(runs.map(pick))
  const others = (Object.keys(tables) as Table[]).filter((table) => table !== 'ours')
  return [
    ...others
      .filter((table) => of(({ alike }) => alike.ours - alike[table]) <= 0)
      .map((table) => `${tables[table]} is more like the truth than ours`),
    ...(runs.some(({ singleFirst }) => singleFirst.ours) ? ['a single 5 stands first in ours'] : []),
    ...(of(({ holdsTold }) => holdsTold) < 0.93 ? ['intervals hold too little of what they are of'] : []),
    ...(of(({ wrong }) => wrong) > 0.025 ? ['more than 2.5 % of A and C are on the wrong side'] : []),
    ...(runs.some(({ gamedBands }) => gamedBands >= 1) ? ['pushed praise moves a band'] : []),
    ...(runs.some(({ bombedBands }) => bombedBands >= 1) ? ['a campaign moves a band'] : []),
  ]
}
