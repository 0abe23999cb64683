import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { demo } from '../../support/bureau.ts'

const count = async (table: string) =>
  (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>())?.n

const all = async (query: string) => (await env.DB.prepare(query).all()).results

test('the demo bureau is written whole, twice over without harm', async () => {
  await demo(env)
  await demo(env)
  expect(await count('service_point')).toBe(29)
  expect(await count('area')).toBe(100)
  expect(await count('town')).toBe(18)
  expect(await count('search_document')).toBe(29 + 100 + Number(await count('matter')))
  expect(await count('schedule')).toBeGreaterThan(300)
  expect(await count('deadline_rule')).toBeGreaterThan(30)
})

test('hours that every counter keeps are one row, and Saturday is the household counter alone', async () => {
  await demo(env)
  expect(
    await all(
      "SELECT weekday, opens, closes, counter_group FROM opening_hours WHERE service_point_id = 'sp_qingshi' AND weekday IN (5, 6) ORDER BY weekday, opens",
    ),
  ).toEqual([
    { weekday: 5, opens: '08:30', closes: '12:00', counter_group: '' },
    { weekday: 5, opens: '14:00', closes: '17:30', counter_group: '' },
    { weekday: 6, opens: '09:00', closes: '12:00', counter_group: 'household' },
  ])
})

test('an afternoon shut leaves the morning, and one counter shut leaves the other', async () => {
  await demo(env)
  expect(
    await all(
      "SELECT opens, closes, counter_group FROM special_hours WHERE service_point_id IN ('sp_liuwan', 'sp_guta')",
    ),
  ).toEqual([{ opens: '08:30', closes: '12:00', counter_group: '' }])
  expect(await all('SELECT service_point_id AS point, counter_group FROM closure ORDER BY point')).toEqual([
    { point: 'sp_guhuai-room', counter_group: '' },
    { point: 'sp_guta', counter_group: 'household' },
  ])
})
