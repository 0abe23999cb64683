import type { Flat } from './flat.ts'
import type { Figures } from './measure.ts'

/** One goal held against what was found. */
export interface Verdict {
  goal: string
  found: string
  met: boolean
}

/** Round trips a route may take: one to read, two to write, one more at work. */
export const tripsAllowed = (kind: Figures['kind']) => (kind === 'write' || kind === 'work' ? 2 : 1)

/** The goals of speed, on the figures of one size and on how they grew up to it. */
export function verdicts(figures: Figures[], grown: Flat[]): Verdict[] {
  const own = figures.filter(({ kind }) => kind !== 'bare')
  const of = (route: string) => own.find((one) => one.route === route)!
  const reading = own.filter(({ kind }) => kind === 'page' || kind === 'read')
  const writing = own.filter(({ kind }) => kind === 'write')
  const slowest = least(
    own.filter(({ kind }) => kind === 'read'),
    ({ toBare }) => toBare,
  )
  const dearest = most(own, ({ cpu }) => cpu)
  const steepest = most(
    grown.filter(({ kind }) => kind !== 'bare'),
    ({ ratio }) => ratio,
  )
  const noise = most(
    grown.filter(({ kind }) => kind === 'bare'),
    ({ ratio }) => ratio,
  )
  const changed = grown.filter(({ same, kind }) => !same && kind !== 'bare').map(({ route }) => route)
  const book = of('book')
  return [
    atMost('P5 D1 round trips of a page or a read ≤ 1', most(reading, ({ trips }) => trips).trips, 1),
    atMost('P5 D1 round trips of a write ≤ 2', most(writing, ({ trips }) => trips).trips, 2),
    {
      goal: 'P6, P10 rows read are equal at every number of bookings and applications',
      found: changed.length ? `not of ${changed.join(', ')}` : 'equal',
      met: changed.length === 0,
    },
    atLeast('P7 home page ≥ 0.80 × the trivial route', of('home page').toTrivial, 0.8),
    atLeast('P7 time page ≥ 0.25 × the trivial route', of('time page').toTrivial, 0.25),
    atLeast(
      `P7 one-read answers of the API ≥ 0.90 × the bare read (slowest: ${slowest.route})`,
      slowest.toBare,
      0.9,
    ),
    atLeast('P8 booking ≥ 0.70 × the bare INSERT', book.toBare, 0.7),
    atLeast('P8 bookings a second ≥ 600', book.perSecond, 600),
    atMost('P8 booking, p99 at 16 connections ≤ 150 ms', book.p99, 150),
    atMost('P8 booking, p99 at 256 connections ≤ 500 ms', book.crowdP99, 500),
    atMost(
      `P9 CPU of a request ≤ 10 ms, mean, database included (dearest: ${dearest.route})`,
      dearest.cpu,
      10,
    ),
    atMost(
      `P10 p50 at the most bookings ≤ 1.1 × at the fewest (steepest: ${steepest.route}; of the bare routes ${text(noise.ratio)})`,
      steepest.ratio,
      1.1,
    ),
  ]
}

const most = <T>(list: T[], value: (one: T) => number) =>
  list.reduce((one, other) => (value(other) > value(one) ? other : one))
const least = <T>(list: T[], value: (one: T) => number) => most(list, (one) => -value(one))

/** Two digits behind the point where they tell something. */
const text = (n: number) => (Number.isFinite(n) ? String(Number(n.toFixed(n < 10 ? 2 : 0))) : '–')

/** How far a figure is from its goal: in hundredths of the goal, or as a multiple where that is easier to read. */
function gap(is: number, wanted: number): string {
  const times = is / wanted
  return times > 2 ? `${text(times)} times as much` : `${Math.abs((times - 1) * 100).toFixed(0)} %`
}

function atLeast(goal: string, is: number, wanted: number): Verdict {
  const met = is >= wanted
  return { goal, found: text(is) + (met ? '' : `, ${gap(is, wanted)} short`), met }
}

function atMost(goal: string, is: number, wanted: number): Verdict {
  // Nothing is said of what could not be measured here.
  const met = !(is > wanted)
  return { goal, found: text(is) + (met ? '' : `, ${gap(is, wanted)} over`), met }
}
