import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { lookUpsAnHour } from '../../../api/record/lookUp.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, twoStations } from '../../support/appointment.ts'
import { costed } from '../../support/cost.ts'
import { signedIn } from '../../support/signedIn.ts'

// Looking somebody up by the end of a telephone: noted without the digits, and counted by the hour.

const clock = clockAt(monday)
const api = apiClient({ clock })
const { api: staff, cost } = costed({ clock, app: createStaffApp({ clock }) })
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const clerk = () => signedIn({ clock, grants: [['clerk', 'sp_one']] })
const roads = {
  'at the desk': (typed: string, headers: Record<string, string>) =>
    staff.post('/staff/records/find', { typed, day: '2026-11-24' }, headers),
  'at check-in': (text: string, headers: Record<string, string>) =>
    staff.post('/staff/points/one/check-in', { text }, headers),
}
const leaves = async () => {
  const sql = "SELECT subject, body FROM audit_leaf WHERE action = 'record.find'"
  return (await env.DB.prepare(sql).all<{ subject: string; body: string }>()).results
}

test.each(Object.entries(roads))('%s it is noted who looked and where, never for what', async (_, look) => {
  const applicant = { name: '张小明', phone: '13800009731', idType: 'none' }
  const { reference } = await bookOne(api, await addSlot({ startsAt: monday + DAY }), { applicant })
  const { id, headers } = await clerk()
  Object.assign(cost, { trips: 0, rowsRead: 0 })
  expect((await look('9731', headers)).status).toBe(200)
  expect(cost.trips).toBe(3)
  expect((await look(reference, headers)).status, 'by the reference nothing is counted').toBeLessThan(410)
  const noted = await leaves()
  expect(noted).toMatchObject([{ subject: 'one' }])
  expect(JSON.parse(noted[0]!.body).facts).toEqual({ staff: id })
  const operations = await env.DB.prepare('SELECT operation FROM tray').all<{ operation: string }>()
  expect(operations.results).toEqual([{ operation: `record.find ${id}` }])
})

test('so many in an hour for one of them, on both roads together and all at once; the others go on', async () => {
  const { id, headers } = await clerk()
  await env.DB.prepare('INSERT INTO tray (operation, hour, used, cap) VALUES (?, ?, ?, ?)')
    .bind(`record.find ${id}`, Math.floor(monday / HOUR), lookUpsAnHour - 3, lookUpsAnHour)
    .run()
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => Object.values(roads).map((look) => look('1234', headers))).flat(),
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
  const refused = answers.find(({ status }) => status === 429)!
  expect(refused.body).toMatchObject({
    code: 'looked-up-too-often',
    retryAfter: 3600 - ((monday / 1000) % 3600),
  })
  expect(refused.body.title).toContain('预约编号')
  expect(await leaves()).toHaveLength(3)
  expect((await roads['at the desk']('1234', (await clerk()).headers)).status).toBe(200)
  clock.pass(HOUR - (monday % HOUR) + MINUTE)
  expect((await roads['at check-in']('1234', (await clerk()).headers)).status).toBe(200)
})

test('another station’s look-up is refused before it is counted', async () => {
  const { headers } = await signedIn({ clock, grants: [['clerk', 'sp_two']] })
  const far = { typed: '1234', day: '2026-11-24', point: 'one' }
  expect((await staff.post('/staff/records/find', far, headers)).status).toBe(404)
  expect((await roads['at check-in']('1234', headers)).status).toBe(404)
  expect(await leaves()).toEqual([])
})
