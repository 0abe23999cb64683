import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { apiClient } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

beforeEach(() => demo(env))

const api = apiClient()

/** Days and moments, possible and not, in and out of every range. */
const moments = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc
    .tuple(fc.nat(9999), fc.nat(13), fc.nat(32))
    .map(([y, m, d]) => [y, m, d].map((n, i) => String(n).padStart(i ? 2 : 4, '0')).join('-')),
  fc.constantFrom(
    '9999-12-25',
    '9999-12-31T23:59:59-23:59',
    '0001-01-01T00:00:00+23:59',
    '2199-12-31',
    '2000-01-01T00:00:00+08:00',
    '2026-11-23T25:00:00+08:00',
    '2026-11-23T09:30:00+99:99',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

const rules = fc.oneof(
  fc.constantFrom('permit.decision', 'lodging.register', 'case.security', 'petition.notice', 'case.accept'),
  fc.string({ unit: 'binary', maxLength: 90 }),
)

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 220 }),
  fc.anything().map((value) => btoa(encodeURIComponent(JSON.stringify([value]) ?? ''))),
)

/** Nothing a stranger sends makes the server stumble: an answer, or a 4xx that says why. */
test.each([
  ['/calendar/due', fc.record({ rule: rules, from: moments })],
  ['/calendar/rules', fc.record({ on: moments })],
  [
    '/audit/roots',
    fc.record({ cursor: text, limit: fc.oneof(fc.constant('5'), text) }, { requiredKeys: [] }),
  ],
])('GET %s never fails, whatever it is asked', async (path, queries) => {
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const asked = `${path}?${new URLSearchParams(query as Record<string, string>)}`
      const { status } = await api.get(asked)
      expect([200, 404, 422], asked).toContain(status)
    }),
    { numRuns: 120 },
  )
})

test('GET /calendar/{year} never fails, whatever the year', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.integer().map(String), fc.string({ minLength: 1 })), async (year) => {
      const asked = `/calendar/${encodeURIComponent(year)}`
      expect([200, 404, 422], asked).toContain((await api.get(asked)).status)
    }),
    { numRuns: 60 },
  )
})

test('POST /audit/proof never fails, whatever it is sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.record({ reference: text, accessCode: text }), fc.json(), fc.string()),
      async (body) => {
        const { status } = await api.post('/audit/proof', body)
        expect([400, 404, 422, 429], JSON.stringify(body)).toContain(status)
      },
    ),
    { numRuns: 120 },
  )
})

test('a day nobody counts in is refused with words beside the field', async () => {
  for (const from of ['9999-12-25', '1999-12-31', '2200-01-01T00:00:00+08:00']) {
    const asked = `/calendar/due?rule=permit.decision&from=${encodeURIComponent(from)}`
    const { status, body } = await api.get(asked)
    expect([status, body.errors], from).toEqual([
      422,
      [expect.objectContaining({ pointer: '/from', code: 'day-out-of-range' })],
    ])
  }
  for (const asked of ['from=9999-12-31', 'to=0001-01-01&order=latest', 'from=2200-01-01']) {
    const { status, body } = await api.get(`/releases?${asked}`)
    expect([status, body.errors[0].code], asked).toEqual([422, 'day-out-of-range'])
  }
  for (const asked of ['from=2199-12-31', 'to=2000-01-01&order=latest'])
    expect((await api.get(`/releases?${asked}`)).status, asked).toBe(200)
  const { status, body } = await api.get('/calendar/due?rule=permit.decision&from=soon')
  expect([status, body.errors[0].code]).toEqual([422, 'day-invalid'])
  expect((await api.get('/calendar/due?rule=permit.decision&from=2199-12-31')).status).toBe(200)
})
