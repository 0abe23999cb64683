import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne } from '../../support/appointment.ts'
import { addCounterRow, clerkAt, clicksOf, emptyQueue, queueMiscounts } from '../../support/counters.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { inviteOf } from '../../support/rating.ts'
import { staffApi } from '../../support/signedIn.ts'

const nine = monday + HOUR
const clock = clockAt(monday)
const api = staffApi({ clock })
const web = apiClient({ clock })
let clerk: Awaited<ReturnType<typeof clerkAt>>
beforeEach(async () => {
  clock.set(monday)
  await emptyQueue()
})

/** Somebody who booked for nine, called at this minute past nine. */
async function calledAt(minute: number) {
  const slot = await addSlot({ point: 'sp_qingshi', startsAt: nine, lead: 0 })
  const { reference } = await bookOne(web, slot)
  clock.set(nine)
  clerk = await clerkAt(api, await addCounterRow({ number: 1 }))
  await api.post('/staff/points/qingshi/check-in', { text: reference }, clerk.headers)
  clock.set(nine + minute * MINUTE)
  const { ticket } = (await clerk.next()).body
  return { reference, ticket }
}
const outcome = (reference: string) =>
  env.DB.prepare('SELECT outcome FROM booking WHERE reference = ?').bind(reference).first('outcome')
const facts = async (action: string) => {
  const { results } = await env.DB.prepare('SELECT body FROM audit_leaf WHERE action = ?')
    .bind(action)
    .all<{ body: string }>()
  return results.map(({ body }) => JSON.parse(body).facts)
}
const streak = () =>
  env.DB.prepare("SELECT streak FROM queue_day WHERE counter_group = 'household'").first('streak')

describe('what was said of the booking', () => {
  test('missed by mistake: they stand at the counter again and nothing is held against them', async () => {
    const { reference, ticket } = await calledAt(15)
    const missed = (await clerk.press(ticket, 'missed')).body
    expect(await outcome(reference)).toBe('missed')
    const { last } = await clerk.queue()
    expect(last).toMatchObject({ id: ticket.id, version: missed.version, state: 'missed', outcome: 'missed' })
    clock.pass(MINUTE)
    const back = (await clerk.press(last, 'undo')).body
    expect(back).toMatchObject({ state: 'called', counter: 1, outcome: null })
    expect(await outcome(reference)).toBeNull()
    expect(await facts('queue.undo')).toMatchObject([{ from: 'missed', to: 'called', booking: true }])
    const said = (await facts('appointment.attend')).map(({ before, outcome: now }) => `${before}, ${now}`)
    expect(said.sort()).toEqual(['missed, null', 'null, missed'])
    const served = await clerk.press((await clerk.press(back, 'serve')).body, 'finish')
    expect(served.body.state).toBe('done')
    expect(await outcome(reference)).toBe('served')
    expect(await queueMiscounts()).toEqual([])
  })

  test('with somebody else at the counter by now they stand in line, at their old place', async () => {
    const { reference, ticket } = await calledAt(15)
    const missed = (await clerk.press(ticket, 'missed')).body
    await clerk.walkIn()
    await clerk.next()
    expect((await clerk.press(missed, 'undo')).body).toMatchObject({ state: 'waiting', counter: null })
    expect(await outcome(reference)).toBeNull()
  })

  test('said before, by somebody else, or since: it stays said', async () => {
    const { reference, ticket } = await calledAt(15)
    const say = (what: string) =>
      api.post(`/staff/bookings/${reference}/attend`, { outcome: what }, clerk.headers)
    const missed = (await clerk.press(ticket, 'missed')).body
    expect((await say('served')).status).toBe(200)
    const back = (await clerk.press(missed, 'undo')).body
    expect(await outcome(reference)).toBe('served')
    expect(await facts('queue.undo')).toMatchObject([{ booking: false }])
    await say('missed')
    const again = (await clerk.press(back, 'missed')).body
    await clerk.press(again, 'undo')
    expect(await outcome(reference)).toBe('missed')
  })

  test('missed, back, missed again: taking back the second leaves the first said', async () => {
    const { reference, ticket } = await calledAt(15)
    const missed = (await clerk.press(ticket, 'missed')).body
    clock.pass(5 * MINUTE)
    await clerk.press(missed, 'resume')
    const again = (await clerk.press((await clerk.next()).body.ticket, 'missed')).body
    await clerk.press(again, 'undo')
    expect(await outcome(reference)).toBe('missed')
  })

  test('missed too early to be said leaves the booking alone both ways', async () => {
    const { reference, ticket } = await calledAt(14)
    const missed = (await clerk.press(ticket, 'missed')).body
    expect(missed).toMatchObject({ state: 'missed', outcome: null })
    expect((await clerk.press(missed, 'undo')).body.state).toBe('called')
    expect(await outcome(reference)).toBeNull()
    expect(await facts('appointment.attend')).toEqual([])
  })
})

describe('an end pressed by mistake', () => {
  test('they are served on; the results go, and there is one rating, withdrawn meanwhile', async () => {
    const { reference, ticket } = await calledAt(2)
    const serving = (await clerk.press(ticket, 'serve')).body
    const finish = (from: { id: string; version: number }, result: string) =>
      clerk.press(from, 'finish', { results: [{ matter: 'ID-02', result }] })
    const offered = () => inviteOf(clock, 'visit', reference)
    const texts = () => waitingMessages('rating.asked', reference)
    await finish(serving, 'refused')
    const first = await offered()
    expect([first.state, (await texts()).length]).toEqual(['open', 1])
    expect(await outcome(reference)).toBe('served')
    expect((await clerk.queue()).doneToday).toBe(1)
    clock.pass(30_000)
    const { last } = await clerk.queue()
    const back = (await clerk.press(last, 'undo')).body
    expect(back).toMatchObject({ state: 'serving', counter: 1, outcome: null, endedAt: null })
    const withdrawn = await offered()
    expect([withdrawn.state, (await texts()).length]).toEqual(['withdrawn', 0])
    // Who served is forgotten with it, and known again once it is an end.
    expect([first.staff_id, withdrawn.staff_id, withdrawn.counter_id]).toEqual([clerk.id, null, null])
    expect(await outcome(reference)).toBeNull()
    const { mine, doneToday, last: none } = await clerk.queue()
    expect([mine.ticket.id, doneToday, none]).toEqual([ticket.id, 0, null])
    expect(await env.DB.prepare('SELECT results FROM ticket').first('results')).toBeNull()
    await finish(back, 'done')
    expect(await offered()).toMatchObject({
      state: 'open',
      token: first.token,
      staff_id: clerk.id,
      counter_id: first.counter_id,
    })
    expect(await texts()).toMatchObject([{ data: { rateToken: first.token } }])
    expect((await clicksOf(ticket.id)).map(({ act }) => act)).toEqual([
      ...['issued', 'called', 'serving', 'done', 'undone', 'done'],
    ])
    expect(await queueMiscounts()).toEqual([])
  })

  test('not after a minute, not onto a counter that is taken, not where nobody sits', async () => {
    const { ticket } = await calledAt(2)
    const done = (await clerk.press((await clerk.press(ticket, 'serve')).body, 'finish')).body
    await clerk.walkIn()
    const { ticket: other } = (await clerk.next()).body
    expect((await clerk.press(done, 'undo')).body.code).toBe('counter-busy')
    await clerk.press(other, 'left')
    const [{ id }] = (await clerk.queue()).counters
    await api.post(`/staff/counters/${id}/leave`, {}, clerk.headers)
    expect((await clerk.press(done, 'undo')).body.code).toBe('no-seat')
    clock.pass(MINUTE + 1)
    expect((await clerk.press(done, 'undo')).body.code).toBe('undo-over')
    expect((await clerk.queue()).last).toBeNull()
  })
})

describe('the turns of those who walked in', () => {
  test('a call taken back counts for nothing, whoever it was', async () => {
    const { ticket } = await calledAt(0)
    const step = async (expected: number) => expect(await streak()).toBe(expected)
    await step(0)
    const waiting = (await clerk.press(ticket, 'undo')).body
    expect(waiting.state).toBe('waiting')
    await clerk.walkIn()
    clock.pass(1000)
    const again = (await clerk.next()).body.ticket
    await step(1)
    await clerk.press(again, 'undo')
    await step(0)
    await clerk.press((await clerk.next()).body.ticket, 'left')
    await step(1)
    const walker = (await clerk.next()).body.ticket
    expect(walker.kind).toBe('walk-in')
    await step(0)
    await clerk.press(walker, 'undo')
    await step(1)
    expect(await queueMiscounts()).toEqual([])
  })

  test('one taken back after a walk-in was called changes nothing', async () => {
    const { ticket } = await calledAt(0)
    await clerk.press(ticket, 'undo')
    await clerk.walkIn()
    clock.pass(1000)
    const booked = (await clerk.next()).body.ticket
    const other = await clerkAt(api, await addCounterRow({ number: 2 }))
    await other.next()
    expect(await streak()).toBe(0)
    await clerk.press(booked, 'undo')
    expect(await streak()).toBe(0)
  })
})
