import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { createStaffApp } from '../../../api/staff/app.ts'
import { type Answer, apiClient, monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { filedOne, ready } from '../../support/applying.ts'
import { applicationAt, atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { costed } from '../../support/cost.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const ok = ({ status, text, body }: Answer) => {
  expect(status, text).toBe(200)
  return body
}
const open = (due: number, more = {}) =>
  applicationRow('processing', { clock: 'decide', due_at: due, received_at: monday, ...more })
const references = (body: Answer['body']) => body.items.map((item: { reference: string }) => item.reference)

describe('the work list', () => {
  test('each tab has what belongs on it, what is due first leading, nothing of another station', async () => {
    const handler = await atDesk(staff, clock)
    const tomorrow = monday + DAY
    const received = { received_at: monday }
    const take = await applicationRow('submitted', { clock: 'ask', due_at: tomorrow, ...received })
    const silent = await applicationRow('accepted', {
      clock: 'decide',
      due_at: tomorrow + 1,
      accepted_how: 'silence',
      ...received,
    })
    const mine = await open(monday + 3 * DAY, { handler_id: handler.id, first_handler_id: handler.id })
    const late = await open(monday - DAY, { late_at: monday })
    const waiting = await applicationRow('correction', {
      clock: 'answer',
      due_at: monday + 9 * DAY,
      ...received,
    })
    const handover = await applicationRow('issued', { ...received, decided_at: monday })
    const done = await applicationRow('refused', { ...received, closed_at: monday })
    await open(monday, { service_point_id: 'sp_nanqiao' })
    await applicationRow('draft')
    await applicationRow('discarded', { closed_at: monday })
    const tab = async (name: string) => ok(await handler.get(`/staff/applications?tab=${name}`))
    const wanted = {
      take: [take, silent],
      mine: [mine],
      team: [late, take, silent, mine, waiting, handover],
      waiting: [waiting],
      late: [late],
      opinions: [],
      handover: [handover],
      done: [done],
    }
    for (const [name, list] of Object.entries(wanted)) expect(references(await tab(name)), name).toEqual(list)
    const body = await tab('team')
    expect(
      Object.fromEntries(body.tabs.map((one: { tab: string; count: number }) => [one.tab, one.count])),
    ).toEqual({
      ...Object.fromEntries(Object.entries(wanted).map(([name, list]) => [name, list.length])),
      // It only ever grows, and nothing is to be done.
      done: null,
    })
    expect(body.items[0]).toMatchObject({ name: '林**', late: true, daysLeft: -1, waitsFor: 'office' })
    expect(body.items[3]).toMatchObject({ handler: { id: handler.id, name: '周小民' }, daysLeft: 3 })
    expect(JSON.stringify(body)).not.toContain('林样张')
  })

  test('page by page, nothing twice and nothing left out; who works at two stations sees both in one order', async () => {
    const made: string[] = []
    for (let i = 0; i < 25; i++)
      made.push(await open(monday + (i % 5) * DAY, { service_point_id: i % 2 ? 'sp_qingshi' : 'sp_nanqiao' }))
    const { headers } = await atDesk(staff, clock)
    const both = await import('../../support/signedIn.ts').then(({ signedIn }) =>
      signedIn({
        grants: [
          ['handler', 'sp_qingshi'],
          ['handler', 'sp_nanqiao'],
        ],
        clock,
      }),
    )
    for (const [who, all] of [
      [headers, made.filter((_, i) => i % 2)],
      [both.headers, made],
    ] as const) {
      const seen: string[] = []
      const due: string[] = []
      let cursor = ''
      do {
        const body = ok(await staff.get(`/staff/applications?tab=team&limit=4${cursor}`, who))
        seen.push(...references(body))
        due.push(...body.items.map((item: { dueDay: string }) => item.dueDay))
        cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
      } while (cursor)
      expect([...seen].sort()).toEqual([...all].sort())
      expect(due).toEqual(due.toSorted())
    }
  })

  test('a clerk has what is to be handed over, supervision what is late; a station for the rest', async () => {
    const late = await open(monday - DAY, { late_at: monday, service_point_id: 'sp_nanqiao' })
    const clerk = await atDesk(staff, clock, 'clerk')
    const body = ok(await clerk.get('/staff/applications'))
    expect([body.tab, body.tabs.map(({ tab }: { tab: string }) => tab)]).toEqual(['handover', ['handover']])
    expect((await clerk.get('/staff/applications?tab=take')).status).toBe(403)
    const desk = await atDesk(staff, clock, 'supervisor', '*')
    expect(references(ok(await desk.get('/staff/applications')))).toEqual([late])
    expect((await desk.get('/staff/applications?tab=team')).body.errors).toMatchObject([
      { pointer: '/station' },
    ])
    expect(references(ok(await desk.get('/staff/applications?tab=team&station=nanqiao')))).toEqual([late])
    expect((await clerk.get('/staff/applications?station=nanqiao')).status).toBe(404)
    expect((await (await atDesk(staff, clock, 'publisher')).get('/staff/applications')).status).toBe(403)
  })

  test('a page of twenty reads fifty rows at the most, however much there is', async () => {
    for (let i = 0; i < 60; i++) await open(monday + i * DAY, { late_at: i % 2 ? monday : null })
    const { cost, DB } = costed()
    const { headers } = await atDesk(staff, clock)
    const measured = apiClient({ clock, bindings: { DB }, app: createStaffApp({ clock }) })
    const first = ok(await measured.get('/staff/applications?tab=team', headers))
    for (const tab of ['team', 'late']) {
      cost.trips = cost.rowsRead = 0
      const body = ok(
        await measured.get(
          `/staff/applications?tab=${tab}&cursor=${encodeURIComponent(first.nextCursor)}`,
          headers,
        ),
      )
      expect(body.items.length, tab).toBeGreaterThan(15)
      expect(cost.trips).toBe(2)
      expect(cost.rowsRead, `${tab}`).toBeLessThanOrEqual(50)
    }
    expect(cost.direct).toBe(0)
    // One application: a read, and a write the first time on a day.
    const path = `/staff/applications/${first.items[0].reference}`
    for (const trips of [3, 2]) {
      cost.trips = cost.rowsRead = 0
      ok(await measured.get(path, headers))
      expect(cost.trips).toBe(trips)
      expect(cost.rowsRead).toBeLessThanOrEqual(100)
    }
  })
})

describe('two at once, and who handles', () => {
  test('of two who take, accept or decide at the same moment one is told', async () => {
    const { reference } = await filedOne(api)
    const [a, b] = [await atDesk(staff, clock), await atDesk(staff, clock)]
    const { rev } = await applicationAt(reference)
    const path = `/staff/applications/${reference}`
    const both = await Promise.all([a.post(`${path}/take`, { rev }), b.post(`${path}/take`, { rev })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const owner = both[0]?.status === 200 ? a : b
    const other = owner === a ? b : a
    expect((await other.do(reference, 'accept')).body.code).toBe('not-handler')
    expect((await other.do(reference, 'take')).body.code).toBe('handled-already')
    ok(await other.do(reference, 'take-over'))
    expect(await applicationAt(reference)).toMatchObject({ handler_id: other.id, first_handler_id: owner.id })
    const now = (await applicationAt(reference)).rev
    const accepting = await Promise.all([1, 2, 3].map(() => other.post(`${path}/accept`, { rev: now })))
    expect(accepting.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect((await other.post(`${path}/process`, { rev: now })).body.code).toBe('stale')
  })

  test('a chief gives it to somebody who handles there, and to nobody else', async () => {
    const { reference } = await filedOne(api)
    const chief = await atDesk(staff, clock, 'chief')
    const [handler, clerk] = [await atDesk(staff, clock), await atDesk(staff, clock, 'clerk')]
    const elsewhere = await atDesk(staff, clock, 'handler', 'sp_nanqiao')
    for (const { id } of [clerk, elsewhere, { id: 'nobody' }])
      expect((await chief.do(reference, 'assign', { staffId: id })).body.errors).toMatchObject([
        { pointer: '/staffId', code: 'staff.cannot' },
      ])
    expect((await handler.do(reference, 'assign', { staffId: handler.id })).status).toBe(403)
    ok(await chief.do(reference, 'assign', { staffId: handler.id }))
    expect((await handler.open(reference)).similar).toEqual([])
    const second = await ready(api)
    expect((await second.do('submit', { again: true })).status).toBe(200)
    const another = { reference: null, station: null, state: null, stateText: null, madeAt: null, open: null }
    // The badge of the list says as much as the case and no more.
    const badge = async (desk: typeof handler) => {
      const { body } = await desk.get('/staff/applications?tab=team&station=qingshi')
      const item = body.items.find((one: { reference: string }) => one.reference === second.reference)
      return [item.similar, item.similarElsewhere]
    }
    // Whoever typed a name is not yet that person: only that there is another one.
    expect((await handler.open(second.reference)).similar).toEqual([another])
    expect(await badge(handler)).toEqual([0, true])
    const document = { seen: 'resident-id', numberEnd: '0014' }
    ok(await handler.post(`/staff/applications/${second.reference}/identity`, document))
    expect((await handler.open(second.reference)).similar).toMatchObject([{ reference, open: true }])
    expect(await badge(handler)).toEqual([1, false])
    // Of another service point one learns no more, unless one opens its records too.
    await env.DB.prepare("UPDATE application SET person_key = '' WHERE reference = ?").bind(reference).run()
    const key = (await applicationAt(second.reference)).person_key ?? null
    const there = { service_point_id: 'sp_nanqiao', person_key: key, closed_at: monday }
    await applicationRow('refused', there, monday)
    expect((await handler.open(second.reference)).similar).toEqual([another])
    expect(await badge(handler)).toEqual([0, true])
    const everywhere = await atDesk(staff, clock, 'supervisor', '*')
    expect((await everywhere.open(second.reference)).similar).toMatchObject([{ state: 'refused' }])
    expect(await badge(everywhere)).toEqual([1, false])
  })

  test('more time: once, approved by another, counted on', async () => {
    const permit = JSON.stringify({
      ...JSON.parse(
        '{"key":"test","value":20,"unit":"working_day","version":1,"id":"t","certainty":"S","scope":"national"}',
      ),
      name: { zh: '许可', en: 'Permit' },
      startEvent: { zh: '受理', en: 'acceptance' },
      basis: { zh: '法', en: 'law' },
      effectiveFrom: '2026-01-01',
      effectiveTo: null,
      extension: { value: 10, unit: 'working_day', times: 1 },
    })
    const due = Date.parse('2026-12-21T23:59:59.999+08:00')
    const reference = await open(due, { rule: permit, clock_started_at: monday, accepted_at: monday })
    const [handler, chief] = [await atDesk(staff, clock), await atDesk(staff, clock, 'chief')]
    const nobody = { value: 10, words: '要到外地核实。' }
    expect((await chief.do(reference, 'extend', nobody)).body.code).toBe('own-extension')
    ok(await handler.do(reference, 'take'))
    const more = { value: 10, words: '要到外地核实。' }
    expect((await handler.do(reference, 'extend', more)).body.code).toBe('own-extension')
    expect((await chief.do(reference, 'extend', { ...more, value: 11 })).body.errors).toMatchObject([
      { code: 'extension.most' },
    ])
    expect(ok(await chief.do(reference, 'extend', more)).told).toBe('text')
    const said = env.DB.prepare(
      "SELECT count(*) AS n FROM application_word w JOIN application a ON a.id = w.application_id WHERE a.reference = ? AND w.kind = 'reason'",
    )
    expect(await said.bind(reference).first('n')).toBe(1)
    // Whoever gave it more time does not decide it too.
    expect((await chief.do(reference, 'decide', { outcome: 'approved' })).body.code).toBe('own-extension')
    expect(Number((await applicationAt(reference)).due_at)).toBeGreaterThan(due + 13 * DAY)
    expect((await chief.do(reference, 'extend', more)).body.code).toBe('no-extension')
    expect((await handler.open(reference)).extensions).toMatchObject([
      { value: 10, words: '要到外地核实。', by: { id: chief.id } },
    ])
  })
})
