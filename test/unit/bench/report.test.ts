import { expect, test } from 'vitest'
import { flatness } from '../../../scripts/bench/flat.ts'
import type { Figures } from '../../../scripts/bench/measure.ts'
import { withTables } from '../../../scripts/bench/readme.ts'
import { report } from '../../../scripts/bench/report.ts'
import { routes } from '../../../scripts/bench/routes.ts'
import { markdown, plain } from '../../../scripts/bench/table.ts'
import { verdicts } from '../../../scripts/bench/targets.ts'

/** Figures of every route at one size, all goals met, save what is said otherwise. */
const figures = (bookings: number, more: Record<string, Partial<Figures>> = {}): Figures[] =>
  routes.map(({ name, kind }) => ({
    route: name,
    kind,
    stations: 18,
    bookings,
    perSecond: 700,
    p50: 10,
    p99: 20,
    toTrivial: 0.9,
    toBare: 0.95,
    cpu: 2,
    trips: kind === 'write' ? 2 : 1,
    rowsRead: 30,
    rowsWritten: 0,
    errors: 0,
    complaint: '',
    crowdP99: 300,
    ...more[name],
  }))

const goals = (list: Figures[]) =>
  verdicts(
    list.filter(({ bookings }) => bookings === 1000),
    flatness(list, 'bookings'),
  )

test('says of each goal whether it is met, and by how much it is missed', () => {
  expect(goals([...figures(10), ...figures(1000)]).every(({ met }) => met)).toBe(true)
  const slow = figures(1000, {
    book: { perSecond: 300, p99: 450, p50: 12 },
    slots: { toBare: 0.45, cpu: 11 },
  })
  const missed = goals([...figures(10), ...slow]).filter(({ met }) => !met)
  expect(missed.map(({ goal, found }) => `${goal.slice(0, 3)} ${found}`)).toEqual([
    'P7  0.45, 50 % short',
    'P8  300, 50 % short',
    'P8  450, 3 times as much over',
    'P9  11, 10 % over',
    'P10 1.2, 9 % over',
  ])
})

test('counts decide, times do not', () => {
  const slow = figures(1000, { book: { perSecond: 1, p50: 9999 } })
  expect(report({ bookings: [...figures(10), ...slow], stations: [], jobs: [] }).broken).toEqual([])
  const dear = figures(1000, { track: { trips: 2, rowsRead: 31 }, cancel: { errors: 3, complaint: 'x' } })
  expect(report({ bookings: [...figures(10), ...dear], stations: [], jobs: [] }).broken).toEqual([
    'track: 2 round trips, at most 1',
    'cancel: 3 wrong answers, first x',
    'track: rows read 30 / 31 as bookings grow',
  ])
})

test('both tables have a row for each route, and the jobs one of their own', () => {
  const jobs = [{ job: 'clock', trips: [13, 13], rows: [100, 207] }]
  const { text, readme } = report({ bookings: figures(10), stations: figures(10), jobs })
  expect(readme).toContain('| clock | 13 | 100 / 207 |')
  for (const { name } of routes) {
    expect(text.split('\n').filter((line) => line.startsWith(`${name}  `))).toHaveLength(3)
    expect(readme.split('\n').filter((line) => line.startsWith(`| ${name} |`))).toHaveLength(3)
  }
})

test('tables in two dresses', () => {
  const rows = [
    ['a', 'long'],
    ['long', 1],
  ]
  expect(plain(rows)).toBe('a     long\nlong     1')
  expect(markdown(rows)).toBe('| a | long |\n| --- | --: |\n| long | 1 |')
})

test('the README keeps what stands around the tables', () => {
  const text = 'a\n<!-- bench: written by npm run bench -- --readme -->\nold\n<!-- /bench -->\nb'
  const again = withTables(text, 'new')
  expect(again).toBe(text.replace('old', 'new'))
  expect(withTables(again, 'new')).toBe(again)
  expect(() => withTables('nothing', 'new')).toThrow('no place')
})
