import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { cellsIn, recompute } from '../../../api/evaluation/formula/files.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { purgeRatings } from '../../../api/survey/purge.ts'
import { apiClient } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { cellsOf, jobsAt, rated } from '../../support/evaluation.ts'
import { invited, rate } from '../../support/rating.ts'

const begin = Date.parse('2026-10-06T09:00+08:00')
const clock = clockAt(begin)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(begin)
  await demo(env)
  await jobsAt(clock, '2026-10-06T09:00')
})

/** So many occasions end on a day, nobody rates them, and their time passes. */
async function unrated(n: number, day: string, more: object = {}) {
  clock.set(Date.parse(`${day}T09:00+08:00`))
  for (let i = 0; i < n; i += 1) await invited(clock, more)
  clock.set(Date.parse(`${day}T09:00+08:00`) + 33 * 86_400_000)
  return purgeRatings(await systemCtx(clock))
}
const tally = async () =>
  (
    await env.DB.prepare(
      "SELECT period, service_point_id, grp, level, n FROM evaluation_tally WHERE indicator IN ('offered', 'unrated') ORDER BY 1, 2",
    ).all()
  ).results.map((row) => Object.values(row).join(' '))
const end = (quarter: 'Q4' | 'Q1') =>
  jobsAt(clock, quarter === 'Q4' ? '2027-01-01T01:30' : '2027-04-01T01:30')

/** What page, station page, CSV and JSON of a period say of the occasions that nobody rated. */
async function said(period: string) {
  const file = (name: string) => api.get(`/open-data/evaluations/${period}/${name}`)
  const [whole, station, csv, json, indicators, results] = await Promise.all([
    api.get(`/evaluations/${period}`),
    api.get(`/evaluations/${period}/stations/qingshi`),
    file('cells.csv'),
    file('cells.json'),
    file('indicators.csv'),
    file('results.csv'),
  ])
  expect(recompute(csv.text, indicators.text)).toBe(results.text)
  expect([whole.text, station.text, csv.text, json.text].join()).not.toContain('"offered')
  const sum = (list: readonly { station: string; indicator: string; n: number }[]) =>
    list
      .filter((cell) => cell.station === 'qingshi' && cell.indicator === 'unrated')
      .reduce((all, { n }) => all + n, 0)
  return [
    whole.body.items.find((one: { station: { slug: string } }) => one.station.slug === 'qingshi').unrated,
    whole.body.unrated,
    station.body.unrated,
    sum(cellsIn(csv.text)) || null,
    sum(json.body.items) || null,
  ]
}

test('an occasion counts as unrated when its time is over, once; rated or taken back it never does', async () => {
  expect(await unrated(2, '2026-10-06')).toMatchObject({ over: 2 })
  expect(await tally()).toEqual(['2026Q4 sp_qingshi id-card 1 2'])
  await purgeRatings(await systemCtx(clock))
  const { token, opensAt, id } = await invited(clock)
  const { id: back } = await invited(clock)
  await env.DB.prepare("UPDATE rating_invite SET state = 'withdrawn' WHERE id = ?").bind(back).run()
  clock.set(opensAt)
  expect((await rate(api, token)).status).toBe(201)
  clock.set(opensAt + 40 * 86_400_000)
  await purgeRatings(await systemCtx(clock))
  expect((await env.DB.prepare('SELECT state FROM rating_invite WHERE id = ?').bind(id).first())?.state).toBe(
    'used',
  )
  expect(await tally()).toEqual(['2026Q4 sp_qingshi id-card 1 2'])
  // What ended in December may be over in January: it counts there. The bureau's own counts for no station.
  await unrated(1, '2026-12-20')
  await unrated(9, '2026-12-20', { pointId: '*' })
  expect(await tally()).toEqual([
    '2026Q4 sp_qingshi id-card 1 2',
    '2027Q1 * id-card 1 9',
    '2027Q1 sp_qingshi id-card 1 1',
  ])
})

test('where nearly everybody rates, nothing says how few did not; five of two quarters are five', async () => {
  await rated({ level: 5, n: 40, day: '2026-10-07' }, { level: 4, n: 57, day: '2026-10-07' })
  await unrated(3, '2026-10-06')
  await jobsAt(clock, '2026-11-09T00:30')
  await end('Q4')
  expect((await api.get('/evaluations/2026Q4/stations/qingshi')).body.rated).toBe(97)
  for (const period of ['2026Q4', '2026H2', '2026'])
    expect(await said(period)).toEqual([null, null, null, null, null])
  await unrated(2, '2027-01-04')
  await end('Q1')
  expect((await cellsOf('2027Q1')).filter((line) => line.includes('unrated'))).toEqual([
    '2027-04-01 sp_qingshi unrated several 1-1 5',
  ])
  expect(await said('2027Q1')).toEqual([5, 5, 5, 5, 5])
})

test('of two stations each says its own, and all together the sum of what is published', async () => {
  await rated({ level: 5, n: 40, day: '2026-10-07' })
  await unrated(21, '2026-10-06')
  clock.set(begin)
  await unrated(4, '2026-10-06', { pointId: 'sp_nanqiao' })
  await jobsAt(clock, '2026-11-09T00:30')
  expect(await said('2026Q4')).toEqual([21, 21, 21, 21, 21])
  const { body } = await api.get('/evaluations/2026Q4/stations/nanqiao')
  expect(body.unrated).toBeNull()
})
