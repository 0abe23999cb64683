import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { KEPT_DAYS, purge } from '../../../api/privacy/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, publish, someone, systemCtx, twoStations } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { signedIn } from '../../support/signedIn.ts'

// What looking at records may cost: the session is one trip, a read one more, a write two more.

const clock = clockAt(monday)
const plain = apiClient({ clock })
const { api, cost } = costed({ clock, app: createStaffApp({ clock }) })

test('each operation within its trips and rows, however full the tables are', {
  timeout: 60_000,
}, async () => {
  await demo(env)
  await publish(clock)
  const slot = (more = {}) =>
    addSlot({ point: 'sp_qingshi', startsAt: monday + DAY + 13 * 3_600_000, ...more })
  const slotId = await slot({ capPublic: 30, capCounter: 5 })
  const applicant = {
    name: '张小明',
    phone: '13812345678',
    idType: 'resident-id',
    idNumber: '11010519491231002X',
  }
  const { reference } = await bookOne(plain, slotId, { applicant })
  for (let i = 0; i < 12; i++) await bookOne(plain, slotId)
  // Other people's records, looked at by other staff.
  await env.DB.prepare(
    `WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 3000)
     INSERT INTO record_view (id, reference, day, at, kind, role, staff_id, service_point_id)
     SELECT 'vw_' || value, 'A-' || value, '2026-11-23', value, 'opened', 'clerk', 'su_' || (value % 20), 'sp_qingshi'
     FROM n`,
  ).run()
  const { headers } = await signedIn({ grants: [['chief', 'sp_qingshi']] })
  const booking = { ...someone(slotId), channel: 'counter' }
  const ask = {
    visits: () => api.get('/staff/points/qingshi/visits?day=2026-11-24', headers),
    find: () => api.post('/staff/records/find', { typed: reference }, headers),
    first: () => api.get(`/staff/records?reference=${reference}`, headers),
    again: () => api.get(`/staff/records?reference=${reference}`, headers),
    unmask: () =>
      api.post(`/staff/records/${reference}/unmask`, { fields: ['name'], reason: 'identity' }, headers),
    code: () =>
      api.post(`/staff/records/${reference}/code`, { seen: 'resident-id', numberEnd: '002X' }, headers),
    slots: () => api.get('/staff/points/qingshi/slots?matter=ID-02&channel=counter', headers),
    check: () => api.post('/staff/points/qingshi/bookings/check', booking, headers),
    book: () => api.post('/staff/points/qingshi/bookings', booking, headers),
    views: () => api.get('/staff/record-views', headers),
  }
  const most: Record<keyof typeof ask, [trips: number, rows: number]> = {
    visits: [2, 150],
    find: [2, 20],
    first: [3, 50],
    again: [2, 50],
    unmask: [3, 20],
    code: [3, 20],
    slots: [2, 300],
    check: [2, 50],
    book: [3, 80],
    views: [2, 7_000],
  }
  const over: string[] = []
  const seen: Record<string, string> = {}
  for (const [name, call] of Object.entries(ask) as [keyof typeof ask, () => ReturnType<typeof api.get>][]) {
    Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
    const { status, text } = await call()
    expect(status, `${name} ${text}`).toBeLessThan(300)
    const [trips, rows] = most[name]
    seen[name] = `${cost.trips} trips, ${cost.rowsRead} rows`
    if (cost.trips > trips || cost.rowsRead > rows || cost.direct > 0) over.push(`${name}: ${seen[name]}`)
  }
  expect(over, JSON.stringify(seen)).toEqual([])
})

test('what staff wrote goes with the personal fields; that they looked stays', async () => {
  clock.set(monday)
  await twoStations()
  const { reference } = await bookOne(plain, await addSlot())
  const { headers } = await signedIn({ grants: [['clerk', 'sp_one']] })
  const body = { fields: ['name'], reason: 'other', words: '家属来问' }
  expect((await api.post(`/staff/records/${reference}/unmask`, body, headers)).status).toBe(200)
  const noted = () => env.DB.prepare('SELECT kind, words IS NULL AS empty FROM record_view').all()
  expect((await noted()).results).toEqual([{ kind: 'unmasked', empty: 0 }])
  await env.DB.prepare("UPDATE booking SET state = 'ended'").run()
  await purge(await systemCtx(clockAt(monday + (KEPT_DAYS + 3) * DAY)))
  expect((await noted()).results).toEqual([{ kind: 'unmasked', empty: 1 }])
})
