import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from '../build.ts'
import { freshSecrets } from '../secrets.ts'
import { type Bench, openBench, readBuild } from './bench.ts'
import { type JobCost, measureJobs } from './jobs.ts'
import { ask } from './load.ts'
import { type Figures, measure, type Pace, type Site } from './measure.ts'
import { preparePlace } from './place.ts'
import { writeReadme } from './readme.ts'
import { report } from './report.ts'
import { routes } from './routes.ts'
import { fillBookings } from './seed/bookings.ts'
import { fillBureau, type Stations } from './seed/bureau.ts'

type Size = { stations: Stations; bookings: number }

/** Databases that are measured side by side, so that their figures can be held against each other. */
interface Axis {
  name: 'bookings' | 'stations'
  sizes: Size[]
}

const bookings: Axis = {
  name: 'bookings',
  sizes: [1e3, 1e4, 1e5, 1e6].map((n) => ({ stations: 18, bookings: n })),
}
const stations: Axis = {
  name: 'stations',
  sizes: ([18, 2580, 41_352] as const).map((n) => ({ stations: n, bookings: 1e4 })),
}

const full = {
  axes: [bookings, stations],
  pace: { rounds: 3, seconds: 1, bareSeconds: 0.4, warmSeconds: 0.6 },
}
const quick = {
  axes: [{ ...bookings, sizes: bookings.sizes.slice(0, 2) }],
  pace: { rounds: 2, seconds: 0.5, bareSeconds: 0.25, warmSeconds: 0.4 },
}

const began = performance.now()
const say = (line: string) =>
  console.error(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}`)

/**
 * Speed of every route at growing sizes, as ratios to bare routes in the same runtime. `--quick` takes the two
 * smallest sizes, `--short` all of them in shorter rounds, `--readme` writes the table there. False when a route was answered wrongly, took more round trips
 * than it may, or read more rows as bookings grew; how fast it was decides nothing.
 */
export async function bench(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      readme: { type: 'boolean', default: false },
    },
  })
  const { axes } = values.quick ? quick : full
  const { pace } = values.quick || values.short ? quick : full
  say(`build ${await buildIfStale()}`)
  const folder = mkdtempSync(join(tmpdir(), 'kaimen-bench-'))
  const drop = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('SIGINT', () => process.exit(130))
  process.once('exit', drop)
  const found: Record<Axis['name'], Figures[]> & { jobs: JobCost[] } = {
    bookings: [],
    stations: [],
    jobs: [],
  }
  const open = opener(folder, freshSecrets())
  for (const axis of axes) {
    const walked = await walk(axis, pace, open)
    found[axis.name] = walked.figures
    found.jobs.push(...walked.jobs)
    // What is measured is kept, should the next sizes take too long for whoever waits.
    if (values.readme) writeReadme(report(found).readme)
  }
  drop()
  const { text, broken } = report(found)
  console.log(text)
  for (const line of broken) console.error(`BROKEN  ${line}`)
  return broken.length === 0
}

type Opener = (size: Size) => Promise<Bench>

/** Opens a database of a size; the bureau in it is made once and copied. */
function opener(folder: string, secrets: Record<string, string>): Opener {
  const build = readBuild()
  const bases = new Map<Stations, string>()
  return async ({ stations, bookings }) => {
    let base = bases.get(stations)
    if (!base) {
      base = join(folder, `base-${stations}`)
      const maker = await openBench(build, secrets, base)
      await fillBureau(maker, stations)
      await maker.close()
      bases.set(stations, base)
      say(`${stations} stations are there`)
    }
    const state = join(folder, `${stations}-${bookings}`)
    rmSync(state, { recursive: true, force: true })
    cpSync(base, state, { recursive: true })
    const made = await openBench(build, secrets, state)
    await fillBookings(made.db, bookings)
    say(`${bookings} bookings among ${stations} stations are there`)
    return made
  }
}

async function walk(
  { name, sizes }: Axis,
  pace: Pace,
  open: Opener,
): Promise<{ figures: Figures[]; jobs: JobCost[] }> {
  const sites: Site[] = []
  try {
    for (const size of sizes) {
      const bench = await open(size)
      const place = await preparePlace(bench, size.bookings)
      say(`${size.bookings} applications are there`)
      sites.push({ ...size, bench, place })
      await ask(bench.port, { path: '/bare/prepare' })
    }
    const found: Figures[] = []
    for (const route of routes) {
      const figures = await measure(route, sites, pace)
      found.push(...figures)
      const rates = figures.map(({ bookings, stations, perSecond, p50 }) => {
        const size = sizes[0]?.stations === sizes[1]?.stations ? bookings : stations
        return `${size.toLocaleString('en-GB')}: ${perSecond.toFixed(0)}/s, ${p50.toFixed(1)} ms`
      })
      say(`${route.name.padEnd(14)} ${rates.join('  ')}`)
    }
    const jobs = name === 'bookings' ? await measureJobs(sites) : []
    return { figures: found, jobs }
  } finally {
    await Promise.all(sites.map(({ bench }) => bench.close()))
  }
}
