import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { namesIn, open311Client } from '../../support/open311.ts'
import { anAccusation, openProblem, told } from '../../support/telling.ts'

const DAY = 86_400_000
const clock = clockAt(monday)
const api = apiClient({ clock })
const other = open311Client({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

/** Published by the office, in words of its own. */
async function published(more: object = {}, words: { said?: string; did?: string; came?: string } = {}) {
  const one = await openProblem(api, more)
  await walkTo(one.reference, 'accepted')
  await env.DB.prepare("UPDATE complaint SET state = 'answered', rev = rev + 1 WHERE reference = ?")
    .bind(one.reference)
    .run()
  await env.DB.prepare(
    "UPDATE complaint_public SET state = 'out', said = ?, did = ?, came_day = ?, done_day = '2026-11-24', published_at = 1 WHERE id = ?",
  )
    .bind(words.said ?? '路灯不亮', words.did ?? '换了灯泡', words.came ?? '2026-11-23', one.id)
    .run()
  return one
}

/** What GeoReport v2 wants in each answer (wiki.open311.org), in its order. */
const fields = {
  discovery: ['changeset', 'contact', 'key_service', 'endpoints'],
  endpoint: ['specification', 'url', 'changeset', 'type', 'formats'],
  service: ['service_code', 'service_name', 'description', 'metadata', 'type', 'keywords', 'group'],
  definition: ['service_code', 'attributes'],
  attribute: [
    ...['variable', 'code', 'datatype', 'required', 'datatype_description', 'order', 'description', 'values'],
  ],
  value: ['key', 'name'],
  request: [
    ...['service_request_id', 'status', 'status_notes', 'service_name', 'service_code', 'description'],
    ...[
      'agency_responsible',
      'service_notice',
      'requested_datetime',
      'updated_datetime',
      'expected_datetime',
    ],
    ...['address', 'address_id', 'zipcode', 'lat', 'long', 'media_url'],
  ],
  error: ['code', 'description'],
}

describe('what GeoReport v2 wants of each answer', () => {
  test.each([
    [
      '/discovery',
      'discovery',
      [
        [[], fields.discovery],
        [['endpoints', 0], fields.endpoint],
      ],
    ],
    ['/services', 'services', [[[0], fields.service]]],
    [
      '/services/small-hazard',
      'service_definition',
      [
        [[], fields.definition],
        [['attributes', 0], fields.attribute],
        [['attributes', 0, 'values', 0], fields.value],
      ],
    ],
    ['/requests', 'service_requests', [[[0], fields.request]]],
    ['/requests/:id', 'service_requests', [[[0], fields.request]]],
    ['/requests/P-22222222', 'errors', [[[0], fields.error]]],
    ['/tokens/C-20261123-7K3M9Q', 'errors', [[[0], fields.error]]],
  ] as [string, string, [(string | number)[], string[]][]][])('%s', async (path, root, wanted) => {
    const { id } = await openProblem(api)
    const at = path.replace(':id', id)
    const [json, xml] = [await other.get(`${at}.json`), await other.get(`${at}.xml`)]
    expect(json.type).toBe('application/json; charset=utf-8')
    expect(xml.type).toBe('text/xml; charset=utf-8')
    expect(xml.text).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n/)
    expect(xml.xml?.name).toBe(root)
    expect(json.status).toBe(xml.status)
    for (const [way, names] of wanted) {
      let inJson = json.body
      let inXml = xml.xml!
      for (const step of way) {
        inJson = inJson[step]
        inXml =
          typeof step === 'number' ? inXml.children[step]! : inXml.children.find(({ name }) => name === step)!
      }
      expect(Object.keys(inJson)).toEqual(names)
      expect(namesIn(inXml)).toEqual(names)
      for (const { name, text, children } of inXml.children)
        if (!children.length) expect(text, name).toBe(String(inJson[name] ?? ''))
    }
  })

  test('moments have a zone, errors the status of the answer, and a language is heard', async () => {
    await openProblem(api)
    const [one] = (await other.get('/requests.json')).body
    expect(one.requested_datetime).toBe('2026-11-23T00:00:00+08:00')
    expect(one).toMatchObject({ status: 'open', description: null, lat: 29.123, long: 120.654 })
    const zh = open311Client({ clock, locale: 'zh' })
    expect((await zh.get('/services.json')).body[0].service_name).toMatch(/\p{Script=Han}/u)
    expect((await other.get('/services.json')).body[0].service_name).not.toMatch(/\p{Script=Han}/u)
    expect((await other.get('/discovery.json')).body.endpoints[0]).toMatchObject({
      url: expect.stringMatching(/\/open311\/v2$/),
      formats: ['text/xml', 'application/json'],
    })
  })
})

describe('what is read', () => {
  test('is what is open, without a word, and what is published, in the words of the office', async () => {
    const open = await openProblem(api)
    const out = await published()
    const answer = await other.get('/requests.json')
    expect(answer.body).toHaveLength(2)
    expect(answer.body).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          service_request_id: open.id,
          status: 'open',
          description: null,
          status_notes: null,
        }),
        expect.objectContaining({
          service_request_id: out.id,
          status: 'closed',
          description: '路灯不亮',
          status_notes: '换了灯泡',
          updated_datetime: '2026-11-24T00:00:00+08:00',
        }),
      ]),
    )
    expect(answer.text).not.toMatch(/石桥|3 号楼|林小满|13800000111|29\.1234|C-2026/)
    // Over, and nothing published: nobody lists it, whoever knows its name reads that it is over.
    await walkTo(open.reference, 'accepted')
    await env.DB.prepare("UPDATE complaint SET state = 'answered', rev = rev + 1 WHERE reference = ?")
      .bind(open.reference)
      .run()
    expect((await other.get('/requests.json')).body).toHaveLength(1)
    expect((await other.get(`/requests/${open.id}.json`)).body).toMatchObject([
      { status: 'closed', description: null },
    ])
    await env.DB.prepare('UPDATE complaint SET open_wish = 0 WHERE reference = ?').bind(out.reference).run()
    expect((await other.get(`/requests/${out.id}.json`)).status).toBe(404)
    expect((await other.get('/requests.json')).body).toEqual([])
  })

  test('never holds an accusation, what is kept from a station, or what must not reach somebody: the same bytes', async () => {
    await openProblem(api)
    const paths = ['/requests.json', '/requests.xml', '/requests.json?status=closed', '/services.json']
    const before = await Promise.all(paths.map(async (path) => (await other.get(path)).text))
    const names = []
    for (const body of [anAccusation(), anAccusation({ kind: 'service', away: true, officer: '' })]) {
      const { reference } = await told(api, body)
      await walkTo(reference, 'accepted', 'accepted_at = received_at, tray = 0')
      const name = `P-${reference.slice(-6)}22`
      names.push(name)
      await env.DB.batch([
        env.DB.prepare(
          "UPDATE complaint SET open_wish = 1, town_code = '990101100', category = 'small-hazard' WHERE reference = ?",
        ).bind(reference),
        env.DB.prepare(
          "INSERT INTO complaint_public (complaint_id, id, kind, locale) SELECT id, ?, 'problem', 'zh' FROM complaint WHERE reference = ?",
        ).bind(name, reference),
      ])
    }
    const shut = await published()
    names.push(shut.id)
    await env.DB.prepare(
      "INSERT INTO complaint_barred (complaint_id, who, barred_id) SELECT id, 'staff', 'su_x' FROM complaint WHERE reference = ?",
    )
      .bind(shut.reference)
      .run()
    for (const [n, path] of paths.entries()) expect((await other.get(path)).text, path).toBe(before[n])
    expect((await other.get(`/requests.json?service_request_id=${names.join(',')}`)).body).toEqual([])
    for (const name of names) expect((await other.get(`/requests/${name}.json`)).status).toBe(404)
  })

  test('is narrowed by name, kind, state and day, and a span is 90 days', async () => {
    const old = await openProblem(api, { category: 'small-dispute' })
    clock.set(monday + 91 * DAY)
    const fresh = await openProblem(api)
    const done = await published({}, { came: '2027-02-22' })
    const ids = async (query: string) =>
      (await other.get(`/requests.json?${query}`)).body.map(
        ({ service_request_id: id }: { service_request_id: string }) => id,
      )
    expect((await ids('')).sort()).toEqual([fresh.id, done.id].sort())
    expect(await ids('status=open')).toEqual([fresh.id])
    expect(await ids('status=closed')).toEqual([done.id])
    expect((await ids('status=open,closed')).length).toBe(2)
    expect(await ids('service_code=small-dispute')).toEqual([])
    expect((await ids(`service_request_id=${old.id},${done.id},P-22222222&status=open`)).sort()).toEqual(
      [old.id, done.id].sort(),
    )
    expect(await ids('start_date=2026-11-20T00:00:00Z&end_date=2026-11-30T00:00:00Z')).toEqual([old.id])
    expect(await ids('start_date=2026-11-20T00:00:00Z')).toEqual([old.id])
    expect(await ids('end_date=2026-11-23T08:00:00+08:00&service_code=small-dispute,small-hazard')).toEqual([
      old.id,
    ])
    for (const [query, status] of [
      ['start_date=2026-01-01T00:00:00Z&end_date=2026-11-30T00:00:00Z', 400],
      ['start_date=2026-11-30T00:00:00Z&end_date=2026-11-01T00:00:00Z', 400],
      ['start_date=yesterday', 400],
      ['start_date=2026-11-20', 400],
      ['status=lost', 400],
      ['jurisdiction_id=localhost', 200],
      ['jurisdiction_id=city.gov', 404],
    ] as const) {
      const answer = await other.get(`/requests.json?${query}`)
      expect(answer.status, query).toBe(status)
      if (status !== 200)
        expect(answer.body, query).toEqual([{ code: status, description: expect.any(String) }])
    }
  })

  test('is a thousand at most, and within a day in no order that tells by when it came', async () => {
    const { reference } = await openProblem(api)
    await env.DB.batch([
      env.DB.prepare('DROP TRIGGER complaint_begins'),
      env.DB.prepare(
        `INSERT INTO complaint (id, reference, code_hash, kind, anonymous, away, desk, locale, channel, tray, state, moved_at,
           moved_by, received_at, updated_at, open_wish, accepted_at, town_code, category)
         SELECT 'cp_many' || value, 'C-many-' || value, '', 'problem', 1, 0, desk, 'zh', 'online', 0, 'accepted', 0, 'x',
           received_at + value, 0, 1, 1, town_code, category FROM complaint, json_each(?) WHERE reference = ?`,
      ).bind(JSON.stringify(Array.from({ length: 1010 }, (_, i) => i)), reference),
      env.DB.prepare(
        "INSERT INTO complaint_public (complaint_id, id, kind, locale) SELECT id, 'P-' || substr('22222222' || abs(random() % 100000000), -8) || id, 'problem', 'zh' FROM complaint WHERE id LIKE 'cp_many%'",
      ),
    ])
    const { body } = await other.get('/requests.json')
    expect(body).toHaveLength(1000)
    const ids = body.map(({ service_request_id: id }: { service_request_id: string }) => id)
    expect(ids).toEqual(ids.toSorted((a: string, b: string) => a.localeCompare(b)))
  })

  test('carries signs and lines of any kind whole, in both forms', async () => {
    const said = '<script>alert("x")</script> & ]]> \u0000\u0008 换行\n第二行 \u{1F4A1}'
    const { id } = await published({}, { said, did: "it's <b>done</b>" })
    const json = await other.get(`/requests/${id}.json`)
    expect(json.body[0]).toMatchObject({ description: said, status_notes: "it's <b>done</b>" })
    const xml = await other.get(`/requests/${id}.xml`)
    expect(xml.text).not.toMatch(/<script|<b>/)
    const found = xml.xml!.children[0]!.children.find(({ name }) => name === 'description')
    // XML 1.0 has no spelling for control characters.
    expect(found?.text).toBe(said.replace('\u0000\u0008', ''))
    const hostile = await other.get('/requests.xml?start_date=%3Cscript%3E%26')
    expect(hostile.status).toBe(400)
    expect(hostile.xml!.name).toBe('errors')
  })
})
