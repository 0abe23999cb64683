import { env } from 'cloudflare:workers'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { endPast } from '../../../api/appointment/end.ts'
import { endOver } from '../../../api/appointment/waiting/endOver.ts'
import { settleDue } from '../../../api/appointment/waiting/settle.ts'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { closeMonth } from '../../../api/complaint/figures/close.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { makeReference } from '../../../api/shared/reference.ts'
import { createWholeApp } from '../../../api/whole.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, publish, someone, systemCtx } from '../../support/appointment.ts'
import * as feature from '../../support/budgets.ts'
import { demo } from '../../support/bureau.ts'
import { costed, seenSql } from '../../support/cost.ts'
import { reported } from '../../support/feedback.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { aComplaint, told } from '../../support/telling.ts'
import { joinOne, waiter } from '../../support/waiting.ts'

// What each route may cost the database: round trips, and rows read (which is also the bill). A route that is
// not in this list fails the test, as does a row whose route is gone.

const clock = clockAt(monday)
const plain = apiClient({ clock })
const { api, cost, DB } = costed({ clock })

interface Budget {
  trips: number
  rows: number
  /** One request or several of the route, each within the budget; a number is the status it must answer. */
  calls: (() => Promise<[path: string, body?: unknown, status?: number, headers?: Record<string, string>]>)[]
}

const held = async (action: string, more: () => Promise<object> = async () => ({}), status = 200) => {
  const { reference, accessCode } = await bookOne(plain, await free())
  const found: [string, unknown, number] = [
    `/appointments/${reference}/${action}`,
    { accessCode, ...(await more()) },
    status,
  ]
  return found
}
/** Somebody on the list with an offer; several stand before and behind them. */
const offered = async (verb: 'take' | 'decline' | 'leave', status = 200) => {
  const slotId = await free({ capPublic: 1 })
  const booked = await bookOne(plain, slotId)
  const { reference, accessCode } = await joinOne(plain, { stations: ['qingshi'] })
  await plain.post(`/appointments/${booked.reference}/cancel`, { accessCode: booked.accessCode })
  const found: [string, unknown, number] = [`/waiting/${reference}/${verb}`, { accessCode }, status]
  return found
}
let minute = 0
/** A slot of its own on Tuesday night, when the schedule has none, so that a test may fill it. */
const free = (more = {}) =>
  addSlot({ point: 'sp_qingshi', startsAt: monday + 37 * HOUR + minute++ * 15 * MINUTE, ...more })
const get =
  (path: string, status = 200) =>
  async (): Promise<[string, undefined, number]> => [path, undefined, status]
const guess = async (path: (reference: string) => string): Promise<[string, unknown, number]> => {
  const reference = makeReference('A', '2026-11-23')
  return [path(reference), { reference, accessCode: '22222222' }, 404]
}

/** A look-up reads at most 50 rows, a text search 2,000 (design: budgets); a list reads what it shows. */
const lookUp = 50
const search = 2_000

const budgets: Record<string, Budget> = {
  'GET /health': { trips: 1, rows: lookUp, calls: [get('/health')] },
  'GET /openapi.json': { trips: 0, rows: 0, calls: [get('/openapi.json')] },
  'GET /forms': { trips: 0, rows: 0, calls: [get('/forms')] },
  'GET /forms/:matter': { trips: 0, rows: 0, calls: [get('/forms/CR-01'), get('/forms/CS-01', 404)] },
  'GET /docs': { trips: 0, rows: 0, calls: [get('/docs')] },
  'GET /stations': {
    trips: 1,
    rows: search,
    calls: [
      get('/stations'),
      get('/stations?q=%E9%9D%92%E7%9F%B3'),
      get('/stations?q=%E4%BA%BA%E6%B0%91%E8%B7%AF'),
    ],
  },
  'GET /stations/:slug': {
    trips: 1,
    rows: 400,
    calls: [get('/stations/qingshi'), get('/stations/nowhere', 404)],
  },
  'GET /stations/:slug/calendar.ics': {
    trips: 1,
    rows: 200,
    calls: [
      get('/stations/qingshi/calendar.ics'),
      get('/stations/household-hall/calendar.ics?lang=en'),
      get('/stations/nowhere/calendar.ics', 404),
    ],
  },
  ...feature.queueBudgets(clock),
  ...feature.ratingBudgets(clock),
  ...feature.surveyBudgets(clock),
  'GET /towns': { trips: 1, rows: 120, calls: [get('/towns')] },
  'GET /directory': { trips: 1, rows: 500, calls: [get('/directory')] },
  ...feature.noticeBudgets,
  ...feature.meetingBudgets(clock),
  ...feature.evaluationBudgets(),
  ...feature.applicationBudgets(clock),
  ...feature.applicationFileBudgets(clock),
  ...feature.identityBudgets(clock),
  'GET /calendar': { trips: 1, rows: lookUp, calls: [get('/calendar')] },
  'GET /calendar/rules': { trips: 1, rows: 160, calls: [get('/calendar/rules')] },
  'GET /calendar/due': {
    trips: 1,
    rows: 150,
    calls: [get('/calendar/due?rule=permit.decision&from=2026-11-23')],
  },
  'GET /calendar/:year': { trips: 1, rows: lookUp, calls: [get('/calendar/2026')] },
  'GET /matters': {
    trips: 1,
    rows: search,
    calls: [get('/matters'), get('/matters?q=%E8%BA%AB%E4%BB%BD%E8%AF%81')],
  },
  'GET /matters/:code': { trips: 1, rows: 150, calls: [get('/matters/ID-02'), get('/matters/XX-99', 404)] },
  'GET /matters/:code/times': {
    trips: 1,
    rows: 10,
    calls: [get('/matters/CR-01/times'), get('/matters/CR-01/times?station=qingshi')],
  },
  'GET /home': { trips: 1, rows: 200, calls: [get('/home')] },
  'GET /papers': { trips: 1, rows: 200, calls: [get('/papers'), get('/papers?q=%E8%AF%81%E6%98%8E')] },
  'GET /papers/:id': {
    trips: 1,
    rows: lookUp,
    calls: [get('/papers/marital-status'), get('/papers/nothing', 404)],
  },
  'GET /challenge': { trips: 0, rows: 0, calls: [get('/challenge')] },
  // 21 days, their releases and a morning's slots, beside the station's schedule, holidays and special hours.
  'GET /stations/:slug/slots': {
    trips: 1,
    rows: 320,
    calls: [
      get('/stations/qingshi/slots?matter=ID-02'),
      get('/stations/household-hall/slots?matter=ID-02&from=2026-11-24&to=2026-12-04&limit=100'),
      get('/stations/nowhere/slots?matter=ID-02', 404),
    ],
  },
  'GET /slots/:id': { trips: 1, rows: lookUp, calls: [async () => [`/slots/${await free()}?matter=ID-02`]] },
  // Fifty releases with their service points, beside the last thirty days of the bureau, or of one point.
  'GET /releases': {
    trips: 1,
    rows: 250,
    calls: [
      get('/releases'),
      get('/releases?station=qingshi'),
      get('/releases?station=qingshi&order=latest'),
      get('/releases?station=nowhere', 404),
    ],
  },
  'GET /releases/:slug/:counterGroup/:day': {
    trips: 1,
    rows: lookUp,
    calls: [
      get('/releases/qingshi/household/2026-11-24'),
      get('/releases/qingshi/household/2026-11-22', 404),
    ],
  },
  'GET /booking-rules': { trips: 1, rows: lookUp, calls: [get('/booking-rules')] },
  'POST /appointments/check': {
    trips: 1,
    rows: lookUp,
    calls: [async () => ['/appointments/check', someone(await free())]],
  },
  // Two, and one more when refused: the nearest free times.
  // The triggers look at every slot of the visit, the day's sum and the release.
  'POST /appointments': {
    trips: 2,
    rows: 60,
    calls: [async () => ['/appointments', someone(await free()), 201]],
  },
  'POST /appointments (full or closed)': {
    trips: 3,
    rows: 180,
    calls: [
      async () => ['/appointments', someone(await free({ state: 'closed' })), 409],
      async () => ['/appointments', someone(await free({ capPublic: 0 })), 409],
    ],
  },
  // Two, and two more behind the answer: what is given back goes to the list, or has its minute drawn.
  'POST /appointments/:reference/cancel': {
    trips: 4,
    rows: 300,
    calls: [() => held('cancel')],
  },
  'POST /appointments/:reference/reschedule': {
    trips: 4,
    rows: 300,
    calls: [() => held('reschedule', async () => ({ slotId: await free() }))],
  },
  'POST /appointments/:reference/phone': { trips: 2, rows: lookUp, calls: [() => held('phone')] },
  'POST /appointments/:reference/phone/confirm': {
    trips: 2,
    rows: lookUp,
    calls: [
      async () => {
        const { reference, accessCode } = await bookOne(plain, await free())
        await plain.post(`/appointments/${reference}/phone`, { accessCode })
        const code = (await waitingMessages('phone.code', reference))[0]?.data.code
        return [`/appointments/${reference}/phone/confirm`, { accessCode, code }]
      },
      () => held('phone/confirm', async () => ({ code: '000000' }), 409),
    ],
  },
  'POST /appointments/:reference/calendar': { trips: 1, rows: lookUp, calls: [() => held('calendar')] },
  'GET /stations/:slug/combinable': {
    trips: 1,
    rows: 150,
    calls: [get('/stations/qingshi/combinable?matter=ID-02')],
  },
  'GET /waiting/options': {
    trips: 1,
    rows: 300,
    calls: [get('/waiting/options?station=qingshi&matter=ID-02')],
  },
  'POST /waiting/check': {
    trips: 1,
    rows: lookUp,
    calls: [async () => ['/waiting/check', waiter({ stations: ['qingshi'] })]],
  },
  // Two, and two behind the answer: a place kept on the days waited for is offered. Only days with such places are read.
  'POST /waiting': {
    trips: 4,
    rows: 200,
    calls: [async () => ['/waiting', waiter({ stations: ['qingshi'] }), 201]],
  },
  'POST /appointments/:reference/earlier': { trips: 4, rows: 250, calls: [() => held('earlier')] },
  'POST /waiting/:reference/take': { trips: 2, rows: 90, calls: [() => offered('take', 201)] },
  // One more: whether anything else is held that suits.
  'POST /waiting/:reference/decline': { trips: 5, rows: 350, calls: [() => offered('decline')] },
  'POST /waiting/:reference/leave': { trips: 4, rows: 250, calls: [() => offered('leave')] },
  'POST /track': {
    trips: 1,
    rows: lookUp,
    calls: [
      async () => {
        const { reference, accessCode } = await bookOne(plain, await free())
        return ['/track', { reference, accessCode }]
      },
      async () => {
        const { reference, accessCode } = await reported(plain)
        return ['/track', { reference, accessCode }]
      },
    ],
  },
  // Where the counter is closed, the nearest free times are looked for: the second trip.
  'POST /track (closed)': {
    trips: 2,
    rows: 220,
    calls: [
      async () => {
        const slotId = await free()
        const { reference, accessCode } = await bookOne(plain, slotId)
        await env.DB.prepare("UPDATE slot SET state = 'closed' WHERE id = ?").bind(slotId).run()
        return ['/track', { reference, accessCode }]
      },
    ],
  },
  // A wrong code is counted: the second trip.
  'POST /track (wrong code)': { trips: 2, rows: lookUp, calls: [() => guess(() => '/track')] },
  ...feature.auditBudgets,
  // The code is checked before anything else is looked at.
  'POST /audit/proof': {
    trips: 2,
    rows: lookUp,
    calls: [
      async () => {
        const { reference, accessCode } = await bookOne(plain, await free())
        return ['/audit/proof', { reference, accessCode }]
      },
    ],
  },
  ...feature.certificateBudgets(clock),
  ...feature.complaintBudgets({ api: plain, clock }),
}

const table: Record<string, { trips: number; rows: number }> = {}

beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  await publish(clock)
})

test('every route has a budget and keeps it, and none calls the database outside a batch', {
  timeout: 60_000,
}, async () => {
  const routes = new Set(
    createWholeApp()
      .routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1'))
      .map(({ method, path }) => `${method} ${path.slice('/api/v1'.length)}`),
  )
  const planned = new Set(Object.keys(budgets).map((name) => name.replace(/ \(.*/, '')))
  expect([...planned].sort()).toEqual([...routes].sort())

  const over: string[] = []
  for (const [name, { trips, rows, calls }] of Object.entries(budgets)) {
    const method = name.split(' ')[0]!
    for (const call of calls) {
      const [path, body, status, headers] = await call()
      Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
      const answer = await api.call(method, path, body, headers)
      expect(answer.status, `${name} ${path}: ${answer.text.slice(0, 300)}`).toBe(status ?? 200)
      const worst = table[name] ?? { trips: 0, rows: 0 }
      table[name] = { trips: Math.max(worst.trips, cost.trips), rows: Math.max(worst.rows, cost.rowsRead) }
      if (cost.direct) over.push(`${name}: ${cost.direct} calls outside a batch`)
      if (cost.trips > trips) over.push(`${name} ${path}: ${cost.trips} trips, budget ${trips}`)
      if (cost.rowsRead > rows) over.push(`${name} ${path}: ${cost.rowsRead} rows read, budget ${rows}`)
    }
  }
  expect(over).toEqual([])
})

test('looking up, booking and moving read no more rows when the tables are full', {
  timeout: 60_000,
}, async () => {
  const slotId = await free({ capPublic: 100 })
  await env.DB.prepare(
    `INSERT INTO booking (id, reference, code_hash, slot_id, matter_code, channel, state, person_key, phone_key, locale, id_type, created_at, updated_at, ends_at)
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
     SELECT 'bk_' || i, 'R' || i, '', ?1, 'ID-02', 'public', 'cancelled', 'p' || (i % 7), 'f' || i, 'zh', 'none', 0, 0, 0 FROM n`,
  )
    .bind(slotId)
    .run()
  const { reference, accessCode } = await bookOne(plain, await free())
  for (const [path, body, status, most] of [
    ['/track', { reference, accessCode }, 200, 60],
    ['/appointments', someone(slotId), 201, 100],
    // With what is settled behind the answer: the slots of the day.
    [`/appointments/${reference}/reschedule`, { accessCode, slotId }, 200, 300],
    [`/appointments/${reference}/cancel`, { accessCode }, 200, 300],
  ] as const) {
    Object.assign(cost, { trips: 0, rowsRead: 0, direct: 0 })
    expect((await api.post(path, body)).status).toBe(status)
    expect(cost.rowsRead, path).toBeLessThanOrEqual(most)
  }
})

test('every statement that was sent walks an index', async () => {
  await bookOne(plain, await free())
  const ctx = await systemCtx(clock, { DB })
  const { publishSlots } = await import('../../../api/appointment/publish.ts')
  await publishSlots(ctx)
  await settleDue(ctx)
  await endOver(ctx)
  clock.set(monday + 5 * DAY)
  await endPast(await systemCtx(clock, { DB }))
  await told(plain, aComplaint())
  clock.set(monday + 31 * DAY)
  expect((await closeMonth(await systemCtx(clock, { DB }))).month).toBe('2026-11')
  expect(seenSql.size).toBeGreaterThan(20)
  const scans: string[] = []
  for (const sql of seenSql) {
    const marks = Math.max(0, ...[...sql.matchAll(/\?(\d*)/g)].map(([, n], i) => Number(n) || i + 1))
    const { results } = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .bind(...Array(marks).fill(null))
      .all<{ detail: string }>()
    for (const { detail } of results) {
      if (/^SCAN /.test(detail) && !allowed.some(([pattern]) => pattern.test(detail)))
        scans.push(`${detail} in ${sql.replace(/\s+/g, ' ').slice(0, 160)}`)
    }
  }
  expect(scans).toEqual([])
})

/** Scans that are meant, each with its reason. */
const allowed: [RegExp, string][] = [
  [/json_each|VIRTUAL TABLE/, 'a JSON parameter is a list, not a table'],
  [/CONSTANT ROW/, 'no table at all'],
  [
    /^SCAN (\(subquery-\d+\)|target|rarest|near|only|run|who|p|g|d|f|k)$/,
    'a named part of the same statement, already narrowed',
  ],
  [/^SCAN town USING INDEX town_sort$/, 'a county has tens of towns, listed in their order'],
  [/^SCAN sp USING INDEX sqlite_autoindex_service_point_2$/, 'stations by their slug, up to its LIMIT'],
  [
    /^SCAN (matter|paper|service_point) USING COVERING INDEX /,
    'the directory for the sitemap: keys only, up to its LIMIT',
  ],
  [/^SCAN i$/, 'evaluation_indicator: a dozen indicators and their versions'],
  [/^SCAN evaluation_period USING INDEX evaluation_period_newest$/, 'the newest periods, up to its LIMIT'],
  [/^SCAN c USING INDEX campaign_public$/, 'the last surveys to begin, up to its LIMIT'],
  [/^SCAN n USING INDEX notice_public$/, 'the newest notices, up to its LIMIT'],
  [/^SCAN t$/, 'notice_total: one row a column of the site, eleven'],
  [/^SCAN certificate_key USING INDEX certificate_key_order$/, 'every key there was, a handful'],
  [/^SCAN paper USING INDEX paper_sort$/, 'some forty papers, all shown'],
  [/^SCAN deadline_rule USING INDEX /, 'some ninety rules, all shown'],
]

afterAll(() => {
  for (const [name, { trips, rows }] of Object.entries(table))
    console.log(`PROVED ${JSON.stringify({ what: `budget ${name}`, trips, rows })}`)
})
