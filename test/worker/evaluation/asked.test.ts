import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { daysOfPeriod, endOfPeriod } from '../../../api/calendar/period.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

const api = apiClient({ clock: clockAt(Date.parse('2026-11-23T10:00+08:00')) })
beforeEach(async () => {
  await demo(env)
})

/** A period with a band for Qingshi; `closed`: whether anything of it is published. */
async function period(name: string, state: 'open' | 'provisional', band: string, closed = true) {
  const ended = state === 'open' ? null : endOfPeriod(name) + 1
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, objections_until, formula, closed_on)
       VALUES (?, ?, ?, ?, ?, '1', ?)`,
    ).bind(name, state, endOfPeriod(name), ended, ended, closed ? daysOfPeriod(name).to : null),
    env.DB.prepare(
      "INSERT INTO evaluation_result SELECT ?, id, '', 3, NULL, 9000, 8800, 9200, ? FROM service_point WHERE slug = 'qingshi'",
    ).bind(name, band),
  ])
}
const asked = async (which: string) => {
  const { status, body } = await api.get(`/evaluations/${which}`)
  const station = await api.get(`/evaluations/${which}/stations/qingshi`)
  expect(station.status).toBe(status)
  if (status === 200) expect(station.body.period.period).toBe(body.period.period)
  return status === 200 ? body.period.period : status
}
const shown = async (slug = 'qingshi') => (await api.get(`/stations/${slug}`)).body.evaluation

test('before anything is published there is neither a current nor a latest period, nor a band on a page', async () => {
  expect([await asked('current'), await asked('latest')]).toEqual([404, 404])
  await period('2026Q4', 'open', '', false)
  expect([await asked('current'), await asked('latest')]).toEqual([404, 404])
  expect(await shown('nanqiao')).toBe(null)
})

test('the current quarter is the newest with something published; the latest one has ended where any has', async () => {
  await period('2026Q4', 'open', 'A')
  expect([await asked('current'), await asked('latest')]).toEqual(['2026Q4', '2026Q4'])
  expect(await shown()).toMatchObject({ period: '2026Q4', state: 'open', band: 'A' })
  await period('2026H2', 'open', 'A')
  await period('2026Q2', 'provisional', 'B')
  await period('2026Q3', 'provisional', 'C')
  await period('2026H1', 'provisional', 'B')
  expect([await asked('current'), await asked('latest')]).toEqual(['2026Q4', '2026Q3'])
  expect(await shown()).toEqual({
    period: '2026Q3',
    state: 'provisional',
    band: 'C',
    name: { zh: '2026 年第 3 季度', en: 'Quarter 3 of 2026' },
  })
  expect(await shown('nanqiao')).toBe(null)
  const { body } = await api.get('/evaluations/2026Q3')
  expect(body.periods.map((one: { period: string }) => one.period)).toEqual([
    '2026Q4',
    '2026H2',
    '2026Q3',
    '2026Q2',
    '2026H1',
  ])
  expect(body.indicators[0].levels.at(-1)).toMatchObject({ level: 5, points: 100 })
  for (const wrong of ['newest', 'currents', 'CURRENT']) expect(await asked(wrong)).toBe(422)
})
