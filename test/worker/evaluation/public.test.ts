import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { openFile } from '../../../api/evaluation/openFile.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { defaultWatchRules, watchView } from '../../../api/survey/watchRules.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { testCtx } from '../../support/ctx.ts'

const now = Date.parse('2026-11-23T10:00+08:00')
const clock = clockAt(now)
const api = apiClient({ clock })
beforeEach(async () => {
  clock.set(now)
  await demo(env)
})

test('a period that has begun is shown with every station, also where nothing is published yet', async () => {
  await env.DB.prepare(
    "INSERT INTO evaluation_period (period, state, ends_at, formula) VALUES ('2026Q4', 'open', 1798732799999, '1')",
  ).run()
  expect((await api.get('/evaluations')).body).toMatchObject({
    items: [{ period: '2026Q4', state: 'open', name: { en: 'Quarter 4 of 2026' } }],
    nextCursor: null,
  })
  const { body, status } = await api.get('/evaluations/2026Q4')
  expect(status).toBe(200)
  expect(body.period).toMatchObject({
    from: '2026-10-01',
    to: '2026-12-31',
    nextClose: '2026-11-30',
    proof: null,
  })
  expect(body.indicators.map(({ code }: { code: string }) => code)).toContain('satisfaction')
  expect(body.items[0]).toMatchObject({ all: { n: 0, score: null, band: '' }, rated: 0, unrated: null })
  const station = await api.get(`/evaluations/2026Q4/stations/${body.items[0].station.slug}`)
  expect(station.status, station.text).toBe(200)
  expect(station.body).toMatchObject({ cells: [], trend: [], apart: { poster: null } })
  for (const { path } of body.files) {
    const file = await api.get(path.replace('/api/v1', ''))
    expect(file.status, file.text).toBe(200)
  }
})

test('files can be found from their list, named by hand in small letters, and read by Excel', async () => {
  await env.DB.prepare(
    "INSERT INTO evaluation_period (period, state, ends_at, formula) VALUES ('2026Q4', 'open', 1798732799999, '1')",
  ).run()
  const { body } = await api.get('/open-data/evaluations')
  expect(body.items).toMatchObject([{ period: '2026Q4' }])
  const paths = body.items[0].files.map(({ path }: { path: string }) => path)
  expect(paths).toContain('/api/v1/open-data/evaluations/2026Q4/stations.csv')
  expect((await api.get('/evaluations/2026q4')).body.period.period).toBe('2026Q4')
  const stations = await api.get('/open-data/evaluations/2026q4/stations.csv')
  expect(stations.text).toContain('"qingshi","青石派出所","Qingshi Police Station","station"')
  const input = { period: '2026Q4', file: 'indicators.csv' } as const
  const ctx = await testCtx({ clock })
  const plain = await openFile({ ctx, input })
  // Reading a response as text takes the mark away, so it is looked for where the file is made.
  expect((await openFile({ ctx, input: { ...input, for: 'excel' } })).text).toBe(`\ufeff${plain.text}`)
  expect(plain.text).toMatch(/^"code"/)
  const path = '/open-data/evaluations/2026Q4/indicators.csv'
  expect((await api.get(`${path}?for=excel`)).status).toBe(200)
  expect((await api.get(`${path}?for=word`)).status).toBe(422)
})

test('what has not begun, and who is not there, is not found', async () => {
  for (const path of [
    '/evaluations/2026Q4',
    '/evaluations/2026Q4/stations/qingshi',
    '/open-data/evaluations/2026/cells.csv',
  ])
    expect((await api.get(path)).status, path).toBe(404)
  expect((await api.get('/evaluations/2026Q5')).status).toBe(422)
})

test('from when on ratings are held is what the bureau has set, from its day on', async () => {
  await env.DB.prepare(
    "INSERT INTO evaluation_period (period, state, ends_at, formula) VALUES ('2026Q4', 'open', 1798732799999, '1')",
  ).run()
  const watch = async () => (await api.get('/evaluations/2026Q4')).body.watch
  expect(await watch()).toEqual(watchView(defaultWatchRules))
  const rule = (from: string, rules: object) =>
    env.DB.prepare('INSERT INTO rating_rule VALUES (?, ?, 0)').bind(from, JSON.stringify(rules)).run()
  await rule('2026-11-20', { device: { ratings: 9, hours: 48 }, fastest: 4 })
  await rule('2026-11-24', { fastest: 7 })
  const { bursts, seconds } = await watch()
  expect(seconds).toBe(4)
  expect(bursts).toContainEqual({ why: 'burst-device', byPlace: true, ratings: 9, hours: 48 })
  expect(bursts).toContainEqual({ why: 'same-words', byPlace: true, ...defaultWatchRules.words })
  clock.set(now + 86_400_000)
  expect((await watch()).seconds).toBe(7)
})
