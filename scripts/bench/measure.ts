import type { Bench } from './bench.ts'
import { ask, load, type Measured, quantile } from './load.ts'
import type { Place } from './place.ts'
import { bare, type Route } from './routes.ts'

/** One database that is measured. */
export interface Site {
  stations: number
  bookings: number
  bench: Bench
  place: Place
}

/** How long and how often, in seconds. */
export interface Pace {
  rounds: number
  seconds: number
  bareSeconds: number
  warmSeconds: number
}

/** Requests under way at a time. */
export const connections = 16
export const crowd = 256

/** What one route did on one site. Times in ms, medians of the rounds. */
export interface Figures {
  route: string
  kind: Route['kind']
  stations: number
  bookings: number
  perSecond: number
  p50: number
  p99: number
  /** Requests a second against those of the trivial route, and of the bare read or INSERT, in the same round. */
  toTrivial: number
  toBare: number
  /** CPU of the whole workerd process for one request, ms: the database is in it. */
  cpu: number
  trips: number
  rowsRead: number
  rowsWritten: number
  errors: number
  complaint: string
  /** The 99th percentile with a crowd; NaN where it was not asked for. */
  crowdP99: number
}

/**
 * Measures one route on several sites in turn, round by round, so that what slows the machine for a while slows all of
 * them; the bare routes run right before it, on the same process.
 */
export async function measure(route: Route, sites: readonly Site[], pace: Pace): Promise<Figures[]> {
  const runs = sites.map((site) => ({ site, rounds: [] as Round[] }))
  const costs: Cost[] = []
  for (const { site } of runs) {
    await warm(route, site, pace.warmSeconds)
    costs.push(await costOf(route, site))
  }
  for (let round = 0; round < pace.rounds; round++)
    for (const run of runs) run.rounds.push(await oneRound(route, run.site, pace))
  const figures: Figures[] = []
  for (const [i, { site, rounds }] of runs.entries()) {
    const wrong = rounds.find(({ own }) => own.errors > 0)
    const crowded =
      route.name === 'book'
        ? await load(site.bench.port, () => route.next(site.place), {
            connections: crowd,
            seconds: pace.seconds * 2,
          })
        : null
    figures.push({
      route: route.name,
      kind: route.kind,
      stations: site.stations,
      bookings: site.bookings,
      perSecond: middle(rounds.map(({ own }) => rate(own))),
      p50: middle(rounds.map(({ own }) => quantile(own.times, 0.5))),
      p99: middle(rounds.map(({ own }) => quantile(own.times, 0.99))),
      toTrivial: middle(rounds.map(({ own, trivial }) => rate(own) / rate(trivial))),
      toBare: middle(rounds.map(({ own, bare }) => rate(own) / rate(bare))),
      cpu: sum(rounds.map(({ cpu }) => cpu)) / sum(rounds.map(({ own }) => own.requests)),
      ...costs[i]!,
      errors: sum(rounds.map(({ own }) => own.errors)) + (crowded?.errors ?? 0),
      complaint: wrong?.own.complaint ?? crowded?.complaint ?? '',
      crowdP99: crowded ? quantile(crowded.times, 0.99) : Number.NaN,
    })
  }
  return figures
}

interface Round {
  trivial: Measured
  bare: Measured
  own: Measured
  cpu: number
}

async function oneRound(route: Route, { bench, place }: Site, pace: Pace): Promise<Round> {
  const run = (next: Parameters<typeof load>[1], seconds: number) =>
    load(bench.port, next, { connections, seconds })
  const trivial = await run(bare.trivial, pace.bareSeconds)
  const beside = await run(bare[route.beside], pace.bareSeconds)
  const before = bench.cpu()
  const own = await run(() => route.next(place), pace.seconds)
  return { trivial, bare: beside, own, cpu: bench.cpu() - before }
}

async function warm(route: Route, { bench, place }: Site, seconds: number): Promise<void> {
  const { complaint } = await load(bench.port, () => route.next(place), { connections, seconds })
  if (complaint) throw new Error(complaint)
}

type Cost = Pick<Figures, 'trips' | 'rowsRead' | 'rowsWritten'>

/** The dearest of three requests, asked alone, by the Worker's own lines; the same requests on every site. */
async function costOf(route: Route, { bench, place: whole }: Site): Promise<Cost> {
  const place = { ...whole, slots: whole.slots.slice(0, 1) }
  if (route.kind === 'bare') return { trips: Number.NaN, rowsRead: Number.NaN, rowsWritten: Number.NaN }
  const costs: Cost[] = []
  for (let i = 0; i < 3; i++) {
    const lines = await bench.linesOf(async () => {
      const asked = route.next(place)
      if (!asked) return
      const { body } = await ask(bench.port, asked)
      asked.keep?.(body)
    })
    costs.push({
      trips: sum(lines.map(({ d1 }) => d1)),
      rowsRead: sum(lines.map(({ rowsRead }) => rowsRead)),
      rowsWritten: sum(lines.map(({ rowsWritten }) => rowsWritten)),
    })
  }
  const most = (name: keyof Cost) => Math.max(...costs.map((cost) => cost[name]))
  return { trips: most('trips'), rowsRead: most('rowsRead'), rowsWritten: most('rowsWritten') }
}

const rate = ({ requests, errors, seconds }: Measured) => (requests - errors) / seconds
const sum = (numbers: number[]) => numbers.reduce((all, n) => all + n, 0)
const middle = (numbers: number[]) =>
  quantile(
    numbers.filter(Number.isFinite).sort((a, b) => a - b),
    0.5,
  )
