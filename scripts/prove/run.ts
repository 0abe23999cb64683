/**
 * `npm run prove`: the promises of booking at their full counts (2,000 people for 20 places, 1,000 keys times
 * 20 copies, a million contended attempts, 100 kills under load, …), of complaints (50 kills, 5,000 posts of robots),
 * of the evaluation (100,000 events with crashes, a million ratings) and of the record, on a real D1. The suite runs the
 * same tests with smaller counts. Prints what was shown.
 */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { columnsOf, type Shown } from './table.ts'

const features = [
  ...['appointment', 'waiting', 'release', 'track', 'intake', 'complaint'],
  ...['survey', 'evaluation', 'canary', 'budget', 'privacy', 'openapi'],
].map((name) => `test/worker/${name}/`)

const proofs = [
  'test/unit/appointment/contended.test.ts',
  'test/unit/audit/day.test.ts',
  'test/unit/audit/tampering.test.ts',
  ...['attacker', 'known', 'formula'].map((name) => `test/unit/evaluation/${name}.test.ts`),
  'test/unit/privacy/cut.test.ts',
]

const kills = ['test/browser/kills.test.ts', 'test/browser/killsTold.test.ts']

/** `npm run prove -- waiting`: only what has one of these words in its path. */
const words = process.argv.slice(2)
const wanted = (file: string) => words.length === 0 || words.some((word) => file.includes(word))

/** One after the other: what kills a server under load needs the machine for itself. */
const runs = [
  { project: 'unit', files: proofs.filter(wanted) },
  { project: 'worker', files: features.filter(wanted) },
  { project: 'browser', files: kills.filter(wanted) },
].filter(({ files }) => files.length > 0)

const shown: Shown[] = []

/** Keeps the figures, passes the verdicts on, drops the rest. Both streams must be read, or a full pipe stops the run. */
async function read(stream: Readable): Promise<void> {
  for await (const line of createInterface({ input: stream })) {
    const found = /PROVED (\{.*\})\s*$/.exec(line)
    if (found?.[1]) shown.push(JSON.parse(found[1]) as Shown)
    else if (/^\s*(✓|×|❯|FAIL|AssertionError|Error:)|Test Files|^\s+Tests /.test(line)) console.log(line)
  }
}

/** Whether every test held. */
async function run({ project, files }: (typeof runs)[number]): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [
      ...['node_modules/vitest/vitest.mjs', 'run', '--project', project],
      ...['--no-color', '--testTimeout=120000', ...files],
    ],
    {
      env: { ...process.env, KAIMEN_PROVE: 'full', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (left) => resolve(left ?? 1))
  })
  await Promise.all([read(child.stdout), read(child.stderr)])
  return (await ended) === 0
}

let failed = 0
for (const one of runs) if (!(await run(one))) failed += 1

console.log(`\nWhat was shown${failed === 0 ? '' : ' (with failures above)'}:\n`)
for (const row of columnsOf(shown)) console.log(row)
process.exitCode = failed
