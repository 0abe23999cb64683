import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { tableRows } from '../../../api/evaluation/formula/table.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { jobsAt, judged, rated } from '../../support/evaluation.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
})

interface Cell {
  station: string
  indicator: string
  n: number
}
interface Line extends Record<string, string | number | null> {
  station: string
  indicator: string
}
const numbers = ['n', 'mean', 'score', 'low', 'high', 'band'] as const

test('period page, station page, CSV and JSON say the same of every number, those of surveys and publications too', async () => {
  await jobsAt(clock, '2026-10-06T09:00')
  const day = '2026-10-07'
  await rated(
    ...[5, 4, 3, 2, 1].map((level) => ({ level, n: 9 * level, day })),
    { level: 5, n: 60, day, point: 'sp_nanqiao' },
    { level: 5, n: 24, day, standing: 'poster' },
    { level: 5, n: 25, day, standing: 'pressed' },
    { level: 1, n: 26, day, standing: 'apart' },
  )
  await judged('publication.time', { level: 1, n: 7, day, grp: 'notice' })
  await judged('publication.time', { level: 0, n: 2, day, grp: 'notice' })
  await env.DB.prepare(
    `INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n) VALUES
     ('2026Q4', 'sp_qingshi', 'visibility', 'survey', 5, 40), ('2026Q4', 'sp_qingshi', 'visibility', 'survey', 2, 8),
     ('2026Q4', 'sp_qingshi', 'unrated', 'counter', 1, 31)`,
  ).run()
  await jobsAt(clock, '2026-10-12T00:30')

  const file = (name: string) => api.get(`/open-data/evaluations/2026Q4/${name}`)
  const [page, cellsCsv, cellsJson, resultsCsv, resultsJson] = await Promise.all([
    api.get('/evaluations/2026Q4'),
    ...['cells.csv', 'cells.json', 'results.csv', 'results.json'].map(file),
  ])
  const [csv, json] = [tableRows(cellsCsv!.text), cellsJson!.body.items as Cell[]]
  const sums = (station: string, indicator: string) =>
    [csv, json].map((list) =>
      list
        .filter((cell) => cell.station === station && cell.indicator === indicator)
        .reduce((sum, { n }) => sum + Number(n), 0),
    )
  const lines = tableRows(resultsCsv!.text)
  const items = resultsJson!.body.items as Line[]
  let compared = 0
  for (const { station, all, indicators, rated: given, unrated } of page!.body.items) {
    const own = (await api.get(`/evaluations/2026Q4/stations/${station.slug}`)).body
    const cells = own.cells as Cell[]
    const of = new Map(own.indicators.map((one: { code: string; result: object }) => [one.code, one.result]))
    expect(own.all).toEqual(all)
    expect([own.rated, own.unrated]).toEqual([given, unrated])
    for (const [code, result] of [['all', all], ...Object.entries<Line>(indicators)] as [string, Line][]) {
      if (code !== 'all') {
        expect(of.get(code), code).toEqual(result)
        const added = cells.filter(({ indicator }) => indicator === code).reduce((sum, { n }) => sum + n, 0)
        expect([...sums(station.slug, code), added], code).toEqual([result.n, result.n, result.n])
      }
      const line = lines.find((one) => one.station === station.slug && one.indicator === code)
      const item = items.find((one) => one.station === station.slug && one.indicator === code)
      if (!line || !item) {
        expect(result.n).toBe(0)
        continue
      }
      for (const name of numbers) {
        expect(item[name], `${code} ${name}`).toBe(result[name])
        const said = typeof result[name] === 'number' && name !== 'n' ? result[name].toFixed(2) : result[name]
        expect(line[name], `${code} ${name}`).toBe(String(said ?? ''))
        compared += 1
      }
    }
    expect(sums(station.slug, 'satisfaction')).toEqual([given, given])
    for (const [n, code] of [
      [unrated, 'unrated'],
      [own.apart.poster, 'satisfaction.poster'],
      [own.apart.pressed, 'satisfaction.pressed'],
      [own.apart.setAside, 'satisfaction.apart'],
    ])
      expect(sums(station.slug, code), code).toEqual([n ?? 0, n ?? 0])
  }
  const here = page!.body.items.find((one: { station: { slug: string } }) => one.station.slug === 'qingshi')
  expect(here.indicators).toMatchObject({ visibility: { n: 48 }, 'publication.time': { n: 9 } })
  expect(here.unrated).toBe(31)
  expect(compared).toBeGreaterThan(100)
})
