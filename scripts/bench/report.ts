import { type Flat, flatness } from './flat.ts'
import { type JobCost, jobTable } from './jobs.ts'
import type { Figures } from './measure.ts'
import { type Cell, markdown, plain } from './table.ts'
import { tripsAllowed, verdicts } from './targets.ts'

/** The figures by what grew. */
interface Found {
  bookings: Figures[]
  stations: Figures[]
  jobs: JobCost[]
}

const count = (n: number) => n.toLocaleString('en-GB')
const number = (n: number | undefined, digits: number) =>
  n !== undefined && Number.isFinite(n) ? n.toFixed(digits) : '–'
const unique = <T>(list: T[]) => [...new Set(list)]

/**
 * What is printed, what goes into the README, and what must not be: wrong answers, a round trip too many, rows that
 * grow with the bookings.
 */
export function report({ bookings, stations, jobs }: Found) {
  const largest = Math.max(...bookings.map((one) => one.bookings))
  const main = bookings.filter((one) => one.bookings === largest)
  const grown = flatness(bookings, 'bookings')
  const tables = [
    [heading(main[0]), ...main.map(row)],
    [growthHeading(bookings, 'bookings'), ...grown.map(growth)],
    ...(stations.length
      ? [[growthHeading(stations, 'stations'), ...flatness(stations, 'stations').map(growth)]]
      : []),
    ...(jobs.length ? [jobTable(jobs)] : []),
    [
      ['goal', 'found', ''],
      ...verdicts(main, grown).map(({ goal, found, met }) => [goal, found, met ? 'met' : 'missed']),
    ],
  ]
  return {
    text: `\n${tables.map(plain).join('\n\n')}\n`,
    readme: tables.map(markdown).join('\n\n'),
    broken: unique([...bookings, ...stations].flatMap(faults).concat(grown.flatMap(growing))),
  }
}

const heading = (of?: Figures): Cell[] => [
  `${count(of?.stations ?? 0)} stations, ${count(of?.bookings ?? 0)} bookings and applications`,
  'requests/s',
  'p50 ms',
  'p99 ms',
  '× trivial',
  '× bare',
  'CPU ms',
  'D1 trips',
  'rows read',
  'rows written',
]

const row = (of: Figures): Cell[] => [
  of.route,
  number(of.perSecond, 0),
  number(of.p50, 1),
  number(of.p99, 1),
  number(of.toTrivial, 2),
  of.kind === 'bare' ? '–' : number(of.toBare, 2),
  number(of.cpu, 2),
  number(of.trips, 0),
  number(of.rowsRead, 0),
  number(of.rowsWritten, 0),
]

function growthHeading(figures: Figures[], axis: 'bookings' | 'stations'): Cell[] {
  const sizes = unique(figures.map((one) => one[axis])).map(count)
  return [`p50 in ms at ${sizes.join(' / ')} ${axis}`, '', 'last ÷ first', 'rows read']
}

const growth = ({ route, p50, rows, ratio, same }: Flat): Cell[] => [
  route,
  p50.map((ms) => number(ms, 1)).join(' / '),
  number(ratio, 2),
  same || !Number.isFinite(rows[0]) ? number(rows[0], 0) : rows.join(' / '),
]

function faults({ route, kind, errors, complaint, trips }: Figures): string[] {
  return [
    ...(errors ? [`${route}: ${errors} wrong answers, first ${complaint}`] : []),
    ...(trips > tripsAllowed(kind) ? [`${route}: ${trips} round trips, at most ${tripsAllowed(kind)}`] : []),
  ]
}

const growing = ({ route, kind, same, rows }: Flat): string[] =>
  same || kind === 'bare' ? [] : [`${route}: rows read ${rows.join(' / ')} as bookings grow`]
