/** `npm run verify`: formatting, types, the house's own checks, and what would be deployed. Ends 1 when a step fails. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.ts'
import { type Outcome, run, tools } from './tool.ts'
import { weightAtStart } from './weigh.ts'

/** The whole Worker may weigh this much, KiB compressed: most of it is signing in, which only staff load. */
const heaviest = 2560
/** What is loaded before a resident's first answer may weigh this much: it must start on a cold machine in a blink. */
const heaviestAtStart = 576

interface Step {
  name: string
  run(): Promise<Outcome>
}

interface Done extends Outcome {
  name: string
  seconds: number
}

async function timed({ name, run }: Step): Promise<Done> {
  const began = performance.now()
  const outcome = await run().catch((error: unknown) => ({ code: 1, output: String(error) }))
  return { name, seconds: (performance.now() - began) / 1000, ...outcome }
}

/** Packs the built Worker as a deployment would, and weighs it. */
async function dryRun(): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'kaimen-deploy-'))
  try {
    const outcome = await run(tools.wrangler, ['deploy', '--dry-run', '--outdir', folder])
    const gzip = Number(/gzip:\s*([\d.]+)\s*KiB/.exec(outcome.output)?.[1])
    if (outcome.code !== 0) return outcome
    if (!(gzip > 0)) return { code: 1, output: `No size in:\n${outcome.output}` }
    const atStart = weightAtStart()
    const tooHeavy = gzip > heaviest || atStart > heaviestAtStart
    const note = `${gzip} KiB compressed, at most ${heaviest}; ${atStart.toFixed(0)} at the start, at most ${heaviestAtStart}`
    return { code: tooHeavy ? 1 : 0, output: note }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function build(): Promise<Outcome> {
  return { code: 0, output: await buildIfStale() }
}

const format: Step = {
  name: 'format and lint',
  run: () => run(tools.biome, ['ci', '--colors=off', '--error-on-warnings']),
}
const checks: Step = {
  name: 'own checks',
  run: () => run(tools.vitest, ['run', '--project', 'unit', 'test/check']),
}
const types: Step = { name: 'types', run: () => run(tools.astro, ['check', '--minimumSeverity', 'warning']) }

// Types wait for the build: both write Astro's generated types.
const [quick, slow] = await Promise.all([
  timed(format).then(async (first) => [first, await timed(checks)]),
  timed({ name: 'build', run: build }).then(async (first) => [
    first,
    ...(await Promise.all([
      timed(types),
      first.code === 0 ? timed({ name: 'deploy, dry', run: dryRun }) : skipped(),
    ])),
  ]),
])

function skipped(): Done {
  return { name: 'deploy, dry', seconds: 0, code: 1, output: 'There is no build to weigh.' }
}

const done = [...quick, ...slow]
for (const { name, code, output } of done) if (code !== 0) console.log(`\n── ${name} ──\n${output.trim()}\n`)
for (const { name, seconds, code, output } of done) {
  const note = code === 0 && !output.includes('\n') ? output : ''
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s  ${note}`,
  )
}
process.exitCode = done.some(({ code }) => code !== 0) ? 1 : 0
