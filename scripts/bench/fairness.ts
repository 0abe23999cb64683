/**
 * `npm run bench -- fairness`: 200 people and 20 bots at ten release days of the real API, as it was (first come, first
 * served) and as it is (list, lot and drawn minutes). `--runs=N` (6 unless said), `--readme` writes the table.
 */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root, tools } from '../tool.ts'
import { type Cell, markdown, plain } from './table.ts'

const path = join(root, 'README.md')
const from = '<!-- fairness: written by npm run bench -- fairness --readme -->'
const to = '<!-- /fairness -->'

/** One run as test/support/fairness/simulate.ts tells of it; null: never. */
interface Run {
  regime: string
  bots: number
  people: number
  names: number
  share: number
  tried: number
  passed: number
  served: number
  median: number | null
  p90: number | null
  botsChance: number
  readyChance: number
  days: string
}

/** What each regime is called; people are 200 in all of them. */
const regimes: Record<string, string> = {
  before: 'Before: first come, first served',
  after: 'After: bots try to pass places on',
  'after, bots keep what they get': 'After: bots only join and take',
  'after, five names each': 'After: five names for each bot',
}
const people = 200

/** Runs the simulations and prints the table; false where a claim did not hold. */
export async function bench(args: string[]): Promise<boolean> {
  const runs = Number(args.find((arg) => arg.startsWith('--runs='))?.slice(7) ?? 6)
  const { held, found } = await simulations(runs)
  if (found.length === 0) return false
  const table = tableOf(found)
  console.log(`\n${plain(table)}\n\n${plain(daysOf(found))}\n`)
  if (args.includes('--readme') && held) writeReadme(`${markdown(table)}\n`)
  return held
}

async function simulations(runs: number): Promise<{ held: boolean; found: Run[] }> {
  const list = Array.from({ length: runs }, (_, i) => i + 1).join()
  const child = spawn(
    process.execPath,
    [tools.vitest, 'run', '--project', 'worker', '--no-color', 'test/worker/fairness/'],
    {
      cwd: root,
      env: { ...process.env, KAIMEN_RUNS: list, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1))
  })
  const found: Run[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const told = /PROVED (\{.*\})\s*$/.exec(line)
    if (told?.[1]) {
      const run = JSON.parse(told[1]) as Run
      found.push(run)
      console.log(`${run.regime}: bots ${run.bots}, people ${run.people}`)
    } else if (/^\s*(✓|×|FAIL|AssertionError|Error:)/.test(line)) console.log(line)
  }
  return { held: (await ended) === 0, found }
}

const mean = (list: readonly number[]) => list.reduce((a, b) => a + b, 0) / list.length

/** Two-sided 95 % quantile of Student's t for 1 to 30 degrees of freedom; beyond, the normal one. */
const student = [
  ...[12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13],
  ...[2.12, 2.11, 2.1, 2.09, 2.09, 2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04],
]

/** Half the width of the 95 % interval of a mean; NaN for one run. */
export function halfWidth(list: readonly number[]): number {
  const middle = mean(list)
  const n = list.length
  const variance = list.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (n - 1)
  return (student[n - 2] ?? 1.96) * Math.sqrt(variance / n)
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** One line for each regime. */
export function tableOf(found: readonly Run[]): Cell[][] {
  return [
    [
      'ten release days, 180 places',
      'bots’ share of names',
      'bots’ share of places',
      '95 % of the mean',
      'passed on / tried',
      'a bot’s name got one',
      'a person as ready got one',
      'people served',
      'wait, median',
      'wait, p90',
    ],
    ...Object.entries(regimes).flatMap(([regime, name]) => {
      const own = found.filter((run) => run.regime === regime)
      if (own.length === 0) return []
      const shares = own.map(({ share }) => share)
      const [middle, half] = [mean(shares), halfWidth(shares)]
      const names = own[0]!.names
      return [
        [
          name,
          percent((names - people) / names),
          percent(middle),
          Number.isFinite(half)
            ? `${percent(Math.max(0, middle - half))} – ${percent(Math.min(1, middle + half))}`
            : '–',
          `${mean(own.map(({ passed }) => passed)).toFixed(1)} / ${mean(own.map(({ tried }) => tried)).toFixed(1)}`,
          percent(mean(own.map(({ botsChance }) => botsChance))),
          percent(mean(own.map(({ readyChance }) => readyChance))),
          `${mean(own.map(({ served }) => served)).toFixed(0)} of ${people}`,
          ...(['median', 'p90'] as const).map((of) => wait(own.map((run) => run[of]))),
        ],
      ]
    }),
  ]
}

/** Of all people, those without a place included: where half of them have none, there is no median. */
function wait(hours: readonly (number | null)[]): string {
  const known = hours.filter((one) => one !== null)
  return known.length * 2 > hours.length ? `${(mean(known) / 24).toFixed(1)} days` : 'none'
}

/** Places of each release day, bots : people, on average. */
function daysOf(found: readonly Run[]): Cell[][] {
  return Object.entries(regimes).flatMap(([regime, name]) => {
    const own = found.filter((run) => run.regime === regime).map(({ days }) => JSON.parse(days) as number[][])
    const count = Math.max(0, ...own.map((days) => days.length))
    const each = (day: number, of: number) => mean(own.map((days) => days[day]?.[of] ?? 0)).toFixed(1)
    return own.length
      ? [[name, ...Array.from({ length: count }, (_, day) => `${each(day, 0)} : ${each(day, 1)}`)]]
      : []
  })
}

/** Puts the table between its markers. Throws where there are none. */
function writeReadme(table: string): void {
  const text = readFileSync(path, 'utf8')
  const start = text.indexOf(from)
  const end = text.indexOf(to, start)
  if (start < 0 || end < 0)
    throw new Error('README.md has no place for the table of npm run bench -- fairness')
  writeFileSync(path, `${text.slice(0, start + from.length)}\n${table}${text.slice(end)}`)
}
