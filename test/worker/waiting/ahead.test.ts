import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { twoStations } from '../../support/appointment.ts'
import { addWaiting } from '../../support/release.ts'
import { joinOne, look } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const ahead = async (held: { reference: string; accessCode: string }) => (await look(api, held)).waiting.ahead

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

test('who joined before is counted from the front, however long the list and whoever joins behind', async () => {
  const first = await joinOne(api)
  clock.pass(MINUTE)
  const second = await joinOne(api)
  clock.pass(MINUTE)
  expect([await ahead(first), await ahead(second)]).toEqual([
    { least: 0, most: 0 },
    { least: 1, most: 5 },
  ])
  for (let i = 0; i < 70; i++) await addWaiting({ created_at: clock.now(), joined_day: '2026-11-23' })
  await env.DB.prepare('UPDATE waiting_point SET joined_at = ? WHERE joined_at = 0').bind(clock.now()).run()
  clock.pass(MINUTE)
  const last = await joinOne(api)
  expect([await ahead(first), await ahead(second), await ahead(last)]).toEqual([
    { least: 0, most: 0 },
    { least: 1, most: 5 },
    { least: 21, most: null },
  ])
})

test('who waits for other days is not counted', async () => {
  await joinOne(api, { toDay: '2026-11-24' })
  clock.pass(MINUTE)
  expect(await ahead(await joinOne(api, { fromDay: '2026-11-25' }))).toEqual({ least: 0, most: 0 })
})
