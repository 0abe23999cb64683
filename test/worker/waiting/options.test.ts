import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { setRules, waiter } from '../../support/waiting.ts'

const { api, cost } = costed({ clock: clockAt(monday) })

beforeEach(() => demo(env))

const options = (query: string) => api.get(`/waiting/options?${query}`)
const slugs = (body: { others: { slug: string }[] }) => body.others.map(({ slug }) => slug)

test('names the place, the others that handle all of it, the days and the rules, in one trip', async () => {
  await setRules({ waitingPointsMost: 3, waitingDaysMost: 20, offerMinutes: 90 })
  Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
  const { status, body, text } = await options('station=qingshi&matter=ID-02')
  expect(status, text).toBe(200)
  expect(body).toMatchObject({
    station: { slug: 'qingshi', name: { zh: '青石派出所' } },
    matter: { code: 'ID-02' },
    alsoMatters: [],
    people: 1,
    fromDay: '2026-11-23',
    usualDay: '2026-12-12',
    lastDay: '2026-12-12',
    stationsMost: 3,
    rules: { offerMinutes: 90, quietFrom: '22:00', offersMost: 3 },
  })
  expect(body.others.length).toBeGreaterThan(2)
  expect(slugs(body)).not.toContain('qingshi')
  expect(cost.trips).toBe(1)
  expect(cost.direct).toBe(0)
  expect(cost.rowsRead).toBeLessThanOrEqual(200)
})

test('the others handle every matter, at the same counters', async () => {
  const one = await options('station=qingshi&matter=ID-02')
  const both = await options('station=qingshi&matter=ID-02&also=ID-05&people=2')
  expect(both.body).toMatchObject({ people: 2, alsoMatters: [{ code: 'ID-05' }] })
  expect(both.body.minutes).toBeGreaterThan(one.body.minutes)
  const [other] = slugs(both.body)
  await env.DB.prepare(
    `UPDATE matter_offer SET counter_group = 'elsewhere' WHERE matter_code = 'ID-05'
     AND service_point_id = (SELECT id FROM service_point WHERE slug = ?)`,
  )
    .bind(other)
    .run()
  const after = await options('station=qingshi&matter=ID-02&also=ID-05')
  expect(slugs(after.body)).not.toContain(other)
  expect(slugs((await options('station=qingshi&matter=ID-02')).body)).toContain(other)
})

test.each([
  ['station=nowhere&matter=ID-02', 404, 'not-found'],
  ['station=qingshi&matter=XX-99', 422, 'invalid-input'],
  ['station=exit-entry-hall&matter=ID-02', 409, 'matter-not-offered'],
  ['station=qingshi&matter=ID-02&also=ID-02', 422, 'invalid-input'],
  ['station=qingshi&matter=ID-02&people=6', 422, 'invalid-input'],
  ['matter=ID-02', 422, 'invalid-input'],
])('%s is refused', async (query, status, code) => {
  const answer = await options(query)
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('a place on the list is read without being taken: every fault at once, then the spelling', async () => {
  const wrong = await api.post(
    '/waiting/check',
    waiter({
      stations: ['qingshi', 'nowhere'],
      fromDay: '2026-12-10',
      toDay: '2026-12-01',
      applicant: { name: '', phone: '1', idType: 'none' },
    }),
  )
  expect(wrong.status).toBe(422)
  expect(wrong.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
    '/stations/1',
    '/toDay',
    '/applicant/name',
    '/applicant/phone',
  ])
  Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
  const right = await api.post(
    '/waiting/check',
    waiter({
      stations: ['qingshi'],
      weekdays: [1, 3],
      applicant: { name: ' 周 小舟', phone: '138-0000-1234', idType: 'none' },
    }),
  )
  expect(right.status, right.text).toBe(200)
  expect(right.body).toMatchObject({
    sought: { stations: [{ slug: 'qingshi' }], fromDay: '2026-11-23', weekdays: [1, 3], part: 'any' },
    applicant: { phone: '13800001234' },
    helper: null,
    rules: { offersMost: 3 },
  })
  expect(cost.trips).toBe(1)
  expect(await env.DB.prepare('SELECT count(*) AS n FROM waiting').first('n')).toBe(0)
  expect((await api.post('/waiting/check', waiter({ stations: [] }))).status).toBe(422)
  expect((await api.post('/waiting/check', waiter({ stations: ['exit-entry-hall'] }))).body.code).toBe(
    'matter-not-offered',
  )
  expect(
    (await api.post('/waiting/check', waiter({ stations: ['qingshi'], website: 'x' }))).body.errors[0].code,
  ).toBe('trap.filled')
})

test('an answer that names a time never answers another offer', async () => {
  const { body } = await api.post('/waiting', waiter({ stations: ['qingshi'] }))
  for (const verb of ['take', 'decline']) {
    const answer = await api.post(`/waiting/${body.reference}/${verb}`, {
      accessCode: body.accessCode,
      slotId: 'sl_other',
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'offer-gone'])
  }
})
