import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { addCounterRow, clerkAt, clicksOf, emptyQueue, queueMiscounts } from '../../support/counters.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday + HOUR)
  await emptyQueue()
})

describe('many at once', () => {
  test('counters that press at the same time never call the same number, and call in order', async () => {
    const clerks = await Promise.all(
      Array.from({ length: 8 }, async (_, i) => clerkAt(api, await addCounterRow({ number: 11 + i }))),
    )
    for (let i = 0; i < 8; i++) {
      clock.pass(1000)
      await clerks[0]!.walkIn()
    }
    const answers = await Promise.all(clerks.map((clerk) => clerk.next()))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    const numbers = answers.map(({ body }) => body.ticket.number).sort()
    expect(numbers).toEqual(['A001', 'A002', 'A003', 'A004', 'A005', 'A006', 'A007', 'A008'])
    expect(await queueMiscounts()).toEqual([])
    const { results } = await env.DB.prepare(
      "SELECT count(*) AS n FROM ticket_click WHERE act = 'called' GROUP BY ticket_id",
    ).all()
    expect(results).toEqual(Array(8).fill({ n: 1 }))
  })

  test('more counters than people: the rest are told that nobody waits', async () => {
    const clerks = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => clerkAt(api, await addCounterRow({ number: 31 + i }))),
    )
    await clerks[0]!.walkIn()
    await clerks[0]!.walkIn()
    const answers = await Promise.all(clerks.map((clerk) => clerk.next()))
    const called = answers.flatMap(({ body }) => body.ticket?.number ?? [])
    expect(called.sort()).toEqual(['A001', 'A002'])
  })

  test('next pressed twice is the same number; nobody is passed over', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    for (let i = 0; i < 3; i++) await clerk.walkIn()
    const shown = clerk.seen()
    const [one, two] = await Promise.all([clerk.next(shown), clerk.next(shown)])
    expect([one.body.ticket.number, two.body.ticket.number]).toEqual(['A001', 'A001'])
    expect((await clerk.next(shown)).body.ticket.number).toBe('A001')
    const serving = (await clerk.press((await clerk.queue()).mine.ticket, 'serve')).body
    expect((await clerk.next(shown)).body.code).toBe('stale')
    expect((await clerk.next()).body.code).toBe('counter-busy')
    await clerk.press(serving, 'finish')
    expect((await clerk.next(shown)).body.code).toBe('stale')
    expect((await clerk.next()).body.ticket.number).toBe('A002')
  })

  test('one click on one ticket: the second is stale and nothing of it is written', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    await clerk.walkIn()
    const { ticket } = (await clerk.next()).body
    const [a, b] = await Promise.all([clerk.press(ticket, 'serve'), clerk.press(ticket, 'missed')])
    expect([a.status, b.status].sort()).toEqual([200, 409])
    expect((await clicksOf(ticket.id)).length).toBe(3)
    const { results } = await env.DB.prepare(
      "SELECT count(*) AS n FROM audit_leaf WHERE action IN ('queue.serve', 'queue.missed')",
    ).all()
    expect(results).toEqual([{ n: 1 }])
    expect(await queueMiscounts()).toEqual([])
  })

  test('two people take one seat: one sits; one person has one seat', async () => {
    const id = await addCounterRow()
    const other = await addCounterRow()
    const [a, b] = [await signedIn(), await signedIn()]
    const sit = (headers: Record<string, string>, counter: string) =>
      api.post(`/staff/counters/${counter}/sit`, {}, headers)
    const both = await Promise.all([sit(a.headers, id), sit(b.headers, id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const winner = both[0].status === 200 ? a : b
    expect((await sit(winner.headers, id)).body.satBy.me).toBe(true)
    expect((await sit(winner.headers, other)).status).toBe(200)
    const { results } = await env.DB.prepare('SELECT id FROM counter WHERE staff_id = ?')
      .bind(winner.id)
      .all()
    expect(results).toEqual([{ id: other }])
  })
})

describe('step by step', () => {
  test('what was pressed can be taken back within a minute, and stays on record', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    await clerk.walkIn()
    const { ticket } = (await clerk.next()).body
    expect(ticket.can).toContain('undo')
    const waiting = (await clerk.press(ticket, 'undo')).body
    expect(waiting).toMatchObject({ state: 'waiting', counter: null })
    const again = (await clerk.next()).body.ticket
    const missed = (await clerk.press(again, 'missed')).body
    clock.pass(MINUTE)
    const back = (await clerk.press(missed, 'undo')).body
    expect(back).toMatchObject({ state: 'called', counter: again.counter })
    const serving = (await clerk.press(back, 'serve')).body
    clock.pass(MINUTE + 1)
    expect((await clerk.press(serving, 'undo')).body.code).toBe('undo-over')
    expect((await clicksOf(ticket.id)).map(({ act }) => act)).toEqual([
      'issued',
      'called',
      'undone',
      'called',
      'missed',
      'undone',
      'serving',
    ])
    expect(await queueMiscounts()).toEqual([])
  })

  test('what the table does not allow is refused, as is an older screen', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    const ticket = await clerk.walkIn()
    for (const act of ['recall', 'serve', 'park', 'finish', 'missed', 'resume'])
      expect((await clerk.press(ticket, act)).body.code, act).toBe('wrong-step')
    expect((await clerk.press({ ...ticket, version: 7 }, 'left')).body.code).toBe('stale')
    expect((await clerk.press(ticket, 'left')).body.state).toBe('left')
  })

  test('passed on: another group’s counter, first in line, same number; or one counter alone', async () => {
    const household = await clerkAt(api, await addCounterRow())
    const general = await clerkAt(api, await addCounterRow({ group: 'general' }))
    await general.walkIn(['CR-01'], { counterGroup: 'general' })
    await household.walkIn()
    const { ticket } = (await household.next()).body
    expect((await household.press(ticket, 'pass', { counterGroup: 'exit-entry' })).body.errors[0].code).toBe(
      'ticket.counter',
    )
    const passed = (await household.press(ticket, 'pass', { counterGroup: 'general' })).body
    expect(passed).toMatchObject({ number: 'B001', state: 'waiting', first: true })
    const next = (await general.next()).body.ticket
    expect(next.number).toBe('B001')
    const { mine } = await household.queue()
    const back = (await general.press(next, 'pass', { counterId: mine.counter.id })).body
    expect(back).toMatchObject({ forCounter: true, counterGroup: 'household' })
    const third = await clerkAt(api, await addCounterRow())
    expect((await third.next()).body.ticket).toBeNull()
    expect((await household.next()).body.ticket.number).toBe('B001')
    expect(await queueMiscounts()).toEqual([])
  })

  test('put forward for a reason; the reason is in no leaf', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    await clerk.walkIn()
    const second = await clerk.walkIn()
    const put = (await clerk.press(second, 'forward', { reason: 'pregnant' })).body
    expect(put).toMatchObject({ forward: 'pregnant', first: true })
    expect((await clerk.next()).body.ticket.number).toBe('A002')
    const { results } = await env.DB.prepare(
      "SELECT body FROM audit_leaf WHERE action = 'queue.forward'",
    ).all<{ body: string }>()
    expect(results[0]?.body).not.toContain('pregnant')
  })

  test('a counter is left once it is empty; a colleague’s seat is the chief’s to free', async () => {
    const counter = await addCounterRow()
    const clerk = await clerkAt(api, counter)
    await clerk.walkIn()
    const { ticket } = (await clerk.next()).body
    const leave = (headers: Record<string, string>) =>
      api.post(`/staff/counters/${counter}/leave`, {}, headers)
    expect((await leave(clerk.headers)).body.code).toBe('counter-busy')
    await clerk.press(ticket, 'missed')
    expect((await leave((await signedIn()).headers)).body.code).toBe('not-allowed')
    const chief = await signedIn({ grants: [['chief', 'sp_qingshi']] })
    expect((await leave(chief.headers)).body.satBy).toBeNull()
    expect((await clerk.next()).body.code).toBe('no-seat')
  })
})

describe('whose it is', () => {
  test('another station’s queue, tickets and counters look like none; residents and other roles have no say', async () => {
    const counter = await addCounterRow()
    const clerk = await clerkAt(api, counter)
    const ticket = await clerk.walkIn()
    const other = await signedIn({ grants: [['clerk', 'sp_nanqiao']] })
    const handler = await signedIn({ grants: [['handler', 'sp_qingshi']] })
    const calls: [string, object | undefined][] = [
      ['/staff/points/qingshi/queue', undefined],
      [`/staff/tickets/${ticket.id}/slip`, undefined],
      ['/staff/points/qingshi/check-in', { text: '1234' }],
      ['/staff/points/qingshi/walk-in', { matters: [] }],
      ['/staff/points/qingshi/next', { version: 1 }],
      ['/staff/points/qingshi/no-show', { reference: 'A-20261123-222222' }],
      [`/staff/counters/${counter}/sit`, {}],
      [`/staff/counters/${counter}/leave`, {}],
      ...['recall', 'serve', 'park', 'left', 'resume', 'finish', 'missed', 'undo'].map(
        (act): [string, object] => [`/staff/tickets/${ticket.id}/${act}`, { version: 0 }],
      ),
      [`/staff/tickets/${ticket.id}/pass`, { version: 0, counterGroup: 'household' }],
      [`/staff/tickets/${ticket.id}/forward`, { version: 0, reason: 'elder' }],
    ]
    for (const [path, body] of calls) {
      const call = (headers?: Record<string, string>) =>
        body ? api.post(path, body, headers) : api.get(path, headers)
      const theirs = await call(other.headers)
      expect([theirs.status, theirs.body.code], path).toEqual(
        path.endsWith('no-show') ? [422, 'invalid-input'] : [404, 'record-not-found'],
      )
      expect((await call(handler.headers)).status, path).toBe(403)
      expect((await call({ origin: 'http://localhost' })).status, path).toBe(401)
    }
    expect(await clicksOf(ticket.id)).toHaveLength(1)
  })

  test('counters are edited by who may edit the station, as they were seen', async () => {
    const chief = await signedIn({ grants: [['chief', 'sp_qingshi']] })
    const clerk = await signedIn()
    const made = { number: 77, counterGroup: '', name: { zh: '综合 7 号', en: 'Counter 7' } }
    const add = (headers: Record<string, string>) => api.post('/staff/points/qingshi/counters', made, headers)
    expect((await add(clerk.headers)).body.code).toBe('not-allowed')
    const { body } = await add(chief.headers)
    expect(body).toMatchObject({ number: 77, inUse: true, satBy: null })
    expect((await add(chief.headers)).body.code).toBe('number-in-use')
    const change = (version: number) =>
      api.post(`/staff/counters/${body.id}`, { ...made, number: 78, version }, chief.headers)
    expect((await change(0)).body.number).toBe(78)
    expect((await change(0)).body.code).toBe('stale')
    await api.post(`/staff/counters/${body.id}/sit`, {}, clerk.headers)
    const use = async (open: boolean) => {
      const { items } = (await api.get('/staff/points/qingshi/counters', chief.headers)).body
      const { version } = items.find(({ id }: { id: string }) => id === body.id)
      return api.post(`/staff/counters/${body.id}/use`, { version, open }, chief.headers)
    }
    expect((await use(false)).body.code).toBe('counter-taken')
    await api.post(`/staff/counters/${body.id}/leave`, {}, clerk.headers)
    expect((await use(false)).body.inUse).toBe(false)
    expect((await api.post(`/staff/counters/${body.id}/sit`, {}, clerk.headers)).body.code).toBe(
      'counter-taken',
    )
    expect((await use(true)).body.inUse).toBe(true)
  })
})
