import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, toIso } from '../../../api/calendar/day.ts'
import { endDay } from '../../../api/queue/midnight.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, systemCtx } from '../../support/appointment.ts'
import { costed } from '../../support/cost.ts'
import { addCounterRow, clerkAt, clicksOf, emptyQueue, queueMiscounts } from '../../support/counters.ts'
import { inviteOf } from '../../support/rating.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = staffApi({ clock })
const web = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday + HOUR)
  await emptyQueue()
})

/** The code of a ticket's slip. */
const slipOf = async (headers: Record<string, string>, id: string) =>
  (await api.get(`/staff/tickets/${id}/slip`, headers)).body
const look = (number: string, code: string, more = {}) =>
  web.post('/queue/place', { station: 'qingshi', number, code, ...more })

describe('the private place', () => {
  test('how many are ahead, then the counter that calls, then what to rate with', async () => {
    const clerk = await clerkAt(api, await addCounterRow({ number: 2 }))
    await clerk.walkIn()
    const mine = await clerk.walkIn()
    const { code, ahead } = await slipOf(clerk.headers, mine.id)
    expect(ahead).toBe(1)
    const first = await look('a 2', code.toLowerCase())
    expect(first.body).toMatchObject({
      number: 'A002',
      state: 'waiting',
      ahead: 1,
      range: null,
      counter: null,
      counters: 1,
      booked: false,
      rating: null,
    })
    await clerk.press((await clerk.next()).body.ticket, 'missed')
    const called = (await clerk.next()).body.ticket
    expect((await look('A002', code)).body).toMatchObject({
      state: 'called',
      ahead: null,
      counter: { number: 2 },
    })
    await clerk.press((await clerk.press(called, 'serve')).body, 'finish')
    const { opensAt, token } = await inviteOf(clock, 'visit', mine.id)
    const later = { state: 'later', opensAt: toIso(opensAt), token: null, until: null }
    expect((await look('A002', code)).body.rating).toEqual(later)
    expect((await api.get(`/staff/tickets/${mine.id}/slip`, clerk.headers)).body.code).toBe('wrong-step')
    clock.set(opensAt)
    const { body } = await look('A002', code, { day: '2026-11-23' })
    expect(body.rating).toMatchObject({ state: 'open', token })
    const stored = await env.DB.prepare('SELECT * FROM ticket WHERE id = ?').bind(mine.id).first()
    expect(JSON.stringify(stored)).not.toContain(code)
    expect(JSON.stringify(stored)).not.toContain(token)
  })

  test('the number of a booking says so, and carries no rating of its own', async () => {
    clock.set(monday)
    const { reference } = await bookOne(
      web,
      await addSlot({ point: 'sp_qingshi', startsAt: monday + HOUR, lead: 0 }),
    )
    clock.set(monday + HOUR)
    const clerk = await clerkAt(api, await addCounterRow({ number: 2 }))
    await api.post('/staff/points/qingshi/check-in', { text: reference }, clerk.headers)
    const { ticket } = (await clerk.next()).body
    const { code, ticket: of } = await slipOf(clerk.headers, ticket.id)
    expect(of.kind).toBe('booked')
    await clerk.press((await clerk.press(ticket, 'serve')).body, 'finish')
    clock.set((await inviteOf(clock, 'visit', reference)).opensAt)
    const day = '2026-11-23'
    expect((await look('A001', code, { day })).body).toMatchObject({
      state: 'done',
      booked: true,
      rating: null,
    })
  })

  test('unknown and wrong look alike, and wrong tries are counted for the number', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    const { id } = await clerk.walkIn()
    const { code } = await slipOf(clerk.headers, id)
    const wrong = await look('A001', '22222222')
    const unknown = await look('A009', '22222222')
    expect([wrong.status, wrong.body.code, wrong.body.title]).toEqual([
      unknown.status,
      unknown.body.code,
      unknown.body.title,
    ])
    expect((await look('A001', code, { station: 'nanqiao' })).status).toBe(404)
    expect((await look('A001', code, { day: '2026-11-22' })).status).toBe(404)
    for (let i = 0; i < 10; i++) await look('A001', '22222222')
    expect((await look('A001', '22222222')).body.code).toBe('too-many-tries')
    expect((await look('A001', code)).status).toBe(200)
    expect((await look('17', code)).body.errors[0].code).toBe('ticket.number')
    expect((await look('A001', code, { day: '2026-02-30' })).body.errors[0].code).toBe('day-invalid')
    expect((await look('A001', code, { station: 'a\ud800' })).body.errors[0].code).toBe('characters')
  })
})

describe('the display', () => {
  test('numbers and counters, how many wait, a range once there is enough, the rules; within its budget', async () => {
    const clerk = await clerkAt(api, await addCounterRow({ number: 1 }))
    for (let i = 0; i < 12; i++) await clerk.walkIn()
    const show = async () => (await web.get('/stations/qingshi/queue')).body
    expect((await show()).groups).toMatchObject([{ letter: 'A', waiting: 12, range: null, counters: 1 }])
    for (let i = 0; i < 9; i++) {
      clock.pass(6 * MINUTE)
      await clerk.press((await clerk.press((await clerk.next()).body.ticket, 'serve')).body, 'finish')
    }
    await clerk.next()
    const { body, text } = await web.get('/stations/qingshi/queue')
    expect(body.called).toMatchObject([{ number: 'A010', counter: 1, serving: false }])
    expect(body.groups[0]).toMatchObject({ waiting: 2, range: { basis: 'today' } })
    expect(body.groups[0].range.to).toBeGreaterThan(body.groups[0].range.from)
    expect(body.rules.length).toBeGreaterThan(3)
    expect(text).not.toMatch(/周小民|张/)
    expect((await web.get('/stations/nowhere/queue')).status).toBe(404)
    const { api: counted, cost } = costed({ clock })
    await counted.get('/stations/qingshi/queue')
    expect(cost).toMatchObject({ trips: 1, direct: 0 })
    expect(cost.rowsRead).toBeLessThanOrEqual(50)
  })
})

describe('midnight', () => {
  test('numbers left open have left, forgotten seats are free, secrets and reasons go in their time', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    const ended = await clerk.walkIn()
    const open = await clerk.walkIn()
    await clerk.press(open, 'forward', { reason: 'elder' })
    await clerk.press((await clerk.press((await clerk.next()).body.ticket, 'serve')).body, 'finish')
    const run = async () => endDay(await systemCtx(clock))
    expect(await run()).toEqual({ left: 0, seats: 0, reasons: 0, forgotten: 0 })
    clock.set(monday + 17 * HOUR)
    expect(await run()).toEqual({ left: 1, seats: 1, reasons: 1, forgotten: 0 })
    expect(await run()).toEqual({ left: 0, seats: 0, reasons: 0, forgotten: 0 })
    const last = (await clicksOf(ended.id)).at(-1)
    expect(last).toMatchObject({ act: 'left', state: 'left', staff: '', counter: null })
    expect(await queueMiscounts()).toEqual([])
    clock.set(monday + 31 * DAY + 17 * HOUR)
    expect(await run()).toMatchObject({ forgotten: 2 })
    const { results } = await env.DB.prepare('SELECT code_hash, rating_hash, forward FROM ticket').all()
    expect(results).toEqual(Array(2).fill({ code_hash: null, rating_hash: null, forward: null }))
  })

  test('clicks are never changed and a ticket only follows them', async () => {
    const clerk = await clerkAt(api, await addCounterRow())
    const { id } = await clerk.walkIn()
    const refused = (sql: string) => expect(env.DB.prepare(sql).run()).rejects.toThrow(/append-only|stale/)
    await refused('UPDATE ticket_click SET at = 0')
    await refused('DELETE FROM ticket_click')
    await refused('DELETE FROM ticket')
    await refused("UPDATE ticket SET state = 'done', version = 1")
    await refused("UPDATE ticket SET state = 'missed'")
    await refused(`INSERT INTO ticket_click (ticket_id, version, act, state, at, counter_group, staff)
      VALUES ('${id}', 5, 'done', 'done', 0, 'household', 'x')`)
  })
})

describe('what is said while it cannot be known', () => {
  test('a slip printed for a number that waits no more says where it stands, not that nobody is ahead', async () => {
    const clerk = await clerkAt(api, await addCounterRow({ number: 2 }))
    await clerk.walkIn()
    const { ticket } = (await clerk.next()).body
    expect(await slipOf(clerk.headers, ticket.id)).toMatchObject({
      ahead: null,
      range: null,
      ticket: { state: 'called', counter: 2 },
    })
  })

  test('no waiting time where no counter calls, on the display nor for one number', async () => {
    const id = await addCounterRow({ number: 2 })
    const clerk = await clerkAt(api, id)
    for (let i = 0; i < 14; i++) {
      await clerk.walkIn()
      clock.pass(5 * MINUTE)
      await clerk.press((await clerk.next()).body.ticket, 'left')
    }
    const mine = await clerk.walkIn()
    const { code } = await slipOf(clerk.headers, mine.id)
    const seen = async () => {
      const [group] = (await web.get('/stations/qingshi/queue')).body.groups
      const place = (await look(mine.number, code)).body
      return [group.counters, group.range !== null, place.counters, place.range !== null]
    }
    expect(await seen()).toEqual([1, true, 1, true])
    await api.post(`/staff/counters/${id}/leave`, {}, clerk.headers)
    expect(await seen()).toEqual([0, false, 0, false])
  })
})

test('a station says whether numbers are called there', async () => {
  const calls = async () => (await web.get('/stations/qingshi')).body.callsNumbers
  expect(await calls()).toBe(false)
  const id = await addCounterRow({ number: 2 })
  expect(await calls()).toBe(true)
  await env.DB.prepare("UPDATE counter SET state = 'closed' WHERE id = ?").bind(id).run()
  expect(await calls()).toBe(false)
})
