import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { startOfDay } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { open311Client } from '../../support/open311.ts'
import { aProblem, author, complaintAt } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const other = open311Client({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const report = (more: Record<string, string> = {}) => ({
  service_code: 'small-hazard',
  description: 'The cover of a manhole is loose',
  address_string: '3 Stone Bridge Lane',
  lat: '29.12345',
  long: '120.65432',
  ...more,
})

describe('what is sent', () => {
  test('is told as by the form: its author holds reference and code, and it is public where they agreed', async () => {
    const sent = await other.post(
      '/requests.json',
      report({ 'attribute[open]': 'yes', 'attribute[town]': '990101100' }),
    )
    expect(sent.status).toBe(201)
    const [made] = sent.body
    expect(made).toEqual({
      service_request_id: expect.stringMatching(/^P-[2-9A-HJKMNP-Z]{8}$/),
      service_notice: expect.stringContaining('110'),
      account_id: null,
      reference: expect.stringMatching(/^C-20261123-/),
      access_code: expect.stringMatching(/^\w{23}$/),
    })
    const row = await complaintAt(made.reference)
    expect(row).toMatchObject({
      channel: 'open311',
      anonymous: 1,
      kind: 'problem',
      open_wish: 1,
      locale: 'en',
      town_code: '990101100',
    })
    expect(row.received_at).toBe(startOfDay('2026-11-23'))
    const mine = await author(api, { reference: made.reference, accessCode: made.access_code }).read()
    expect(mine).toMatchObject({ words: report().description, state: 'received' })
    // Not before somebody took it up.
    expect((await other.get(`/requests/${made.service_request_id}.json`)).status).toBe(404)
    await walkTo(made.reference, 'accepted', 'accepted_at = received_at, tray = 0')
    expect((await other.get(`/requests/${made.service_request_id}.json`)).body).toMatchObject([
      { status: 'open' },
    ])
  })

  test('is private otherwise: a token that leads nowhere, and the same nowhere as any other', async () => {
    const sent = await other.post(
      '/requests.xml',
      report({ first_name: '小满', last_name: '林', phone: '13800000111' }),
    )
    expect(sent.status).toBe(201)
    const found = Object.fromEntries(sent.xml!.children[0]!.children.map(({ name, text }) => [name, text]))
    expect(Object.keys(found)).toEqual(['token', 'service_notice', 'account_id', 'reference', 'access_code'])
    expect(found.token).toBe(found.reference)
    expect(found.access_code).toHaveLength(8)
    expect(await complaintAt(found.reference!)).toMatchObject({ anonymous: 0, open_wish: 0 })
    const [own, none] = [
      await other.get(`/tokens/${found.token}.json`),
      await other.get('/tokens/C-20261123-222222.json'),
    ]
    expect([own.status, own.text]).toEqual([404, none.text])
    expect((await other.get(`/requests/${found.reference}.json`)).status).toBe(404)
  })

  test('counts once with one key, and is another with another', async () => {
    const key = { 'idempotency-key': 'sent-by-a-machine' }
    const fields = report({ 'attribute[open]': 'yes' })
    const [first, again] = [
      await other.post('/requests.json', fields, key),
      await other.post('/requests.json', fields, key),
    ]
    expect(again.body).toEqual(first.body)
    const mismatch = await other.post('/requests.json', report({ description: 'Another' }), key)
    expect([mismatch.status, mismatch.body[0].code]).toEqual([400, 400])
    // Without a key nobody who writes the same words is handed the receipt of somebody else.
    const [one, two] = [
      await other.post('/requests.json', fields),
      await other.post('/requests.json', fields),
    ]
    expect(one.body[0].reference).not.toBe(two.body[0].reference)
  })

  test('is refused in the words of the standard', async () => {
    for (const [fields, status, said] of [
      [report({ service_code: '' }), 400, 'service_code'],
      [report({ service_code: 'nothing' }), 404, 'service_code'],
      [report({ service_code: 'misconduct' }), 404, 'service_code'],
      [report({ description: '' }), 400, 'description'],
      [report({ description: 'x'.repeat(3001) }), 400, 'description'],
      [{ service_code: 'small-hazard', description: 'x' }, 400, 'address_string'],
      [report({ long: '' }), 400, 'long'],
      [report({ lat: '91' }), 400, 'lat'],
      [report({ phone: '12', last_name: 'Lin' }), 400, 'phone'],
      [report({ phone: '13800000111' }), 400, 'last_name'],
      [report({ jurisdiction_id: 'city.gov' }), 404, 'jurisdiction_id'],
      [report({ 'attribute[open]': 'maybe' }), 400, 'attribute[open]'],
      [report({ 'attribute[town]': '000000000' }), 400, 'attribute[town]'],
    ] as const) {
      const { status: got, body } = await other.post('/requests.json', fields)
      expect(got, JSON.stringify(fields)).toBe(status)
      expect(body[0], JSON.stringify(fields)).toMatchObject({
        code: status,
        description: expect.stringContaining(said),
      })
    }
    const { results } = await env.DB.prepare("SELECT 1 FROM complaint WHERE channel = 'open311'").all()
    expect(results).toEqual([])
    const json = await other.call('/requests.json', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    })
    expect([json.status, json.body[0].code]).toEqual([415, 415])
    const large = await other.post('/requests.xml', `description=${'x'.repeat(70_000)}`)
    expect([large.status, large.xml?.name]).toEqual([413, 'errors'])
    const lost = await other.get('/nothing.xml')
    expect([lost.status, lost.xml?.name]).toEqual([404, 'errors'])
    const method = await other.call('/services.json', { method: 'DELETE' })
    expect([method.status, method.body[0].code]).toEqual([405, 405])
  })

  test('waits in the tray of what came without a proof, and a full one says so', async () => {
    const guarded = open311Client({ clock, bindings: { BOT_CHECKS: 'on', NO_SCRIPT_PER_DAY: '1' } as never })
    const { body } = await guarded.post('/requests.json', report({ 'attribute[open]': 'yes' }))
    expect((await complaintAt(body[0].reference)).tray).toBe(1)
    await walkTo(body[0].reference, 'accepted', 'accepted_at = received_at')
    expect((await other.get('/requests.json')).body).toEqual([])
    const full = await guarded.post('/requests.json', report())
    expect(full.body).toEqual([{ code: full.status, description: expect.any(String) }])
    expect(full.status).toBeGreaterThanOrEqual(400)
  })

  test('comes from no page of another site, and fills no tray of the form', async () => {
    const from = (headers: Record<string, string>) =>
      other.call('/requests.json', {
        method: 'POST',
        body: new URLSearchParams(report()).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      })
    for (const headers of [
      { origin: 'https://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
    ] as Record<string, string>[])
      expect((await from(headers)).status, JSON.stringify(headers)).toBe(403)
    expect((await from({})).status).toBe(201)
    const bindings = { BOT_CHECKS: 'on', NO_SCRIPT_PER_DAY: '1' } as never
    const guarded = open311Client({ clock, bindings })
    expect((await guarded.post('/requests.json', report())).status).toBe(201)
    expect((await guarded.post('/requests.json', report())).status).toBeGreaterThanOrEqual(400)
    const form = apiClient({ clock, bindings })
    expect(
      (await form.post('/complaints', aProblem({ anonymous: true, name: undefined, phone: undefined })))
        .status,
    ).toBe(201)
  })

  test('keeps nothing that the standard has and we do not ask for', async () => {
    const extra = {
      email: 'lin@example.org',
      device_id: 'device-77',
      account_id: 'account-88',
      media_url: 'http://example.org/x.jpg',
      api_key: 'key-99',
    }
    const { status } = await other.post('/requests.json', report(extra))
    expect(status).toBe(201)
    const { results } = await env.DB.prepare('SELECT * FROM complaint').all()
    expect(JSON.stringify(results)).not.toMatch(/lin@example|device-77|account-88|key-99/)
  })
})
