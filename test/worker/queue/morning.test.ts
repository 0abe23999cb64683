import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { timesOf } from '../../../api/queue/times.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne } from '../../support/appointment.ts'
import { addCounterRow, clerkAt, clicksOf, emptyQueue, queueMiscounts } from '../../support/counters.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'

const nine = monday + HOUR
const clock = clockAt(monday)
const api = staffApi({ clock })
const web = apiClient({ clock })
beforeEach(async () => {
  clock.set(monday)
  await emptyQueue()
})

/** A visit booked at this service point, its receipt given. */
const booked = async (startsAt = nine + 30 * MINUTE, more = {}) =>
  bookOne(web, await addSlot({ point: 'sp_qingshi', startsAt, lead: 0, ...more }))
const checkIn = (headers: Record<string, string>, text: string) =>
  api.post('/staff/points/qingshi/check-in', { text }, headers)

describe('a morning at one counter', () => {
  test('a booking and two walk-ins: check in, call, serve, set aside, go on, finish; times by the clicks', async () => {
    const { reference } = await booked()
    clock.set(nine)
    const clerk = await clerkAt(api, await addCounterRow({ number: 1 }))
    const first = await clerk.walkIn()
    const second = await clerk.walkIn(['RP-01'])
    expect([first.number, second.number]).toEqual(['A001', 'A002'])
    const came = await checkIn(clerk.headers, reference)
    expect(came.body).toMatchObject({
      timing: 'on-time',
      again: false,
      ticket: { number: 'A003', kind: 'booked', name: '张**' },
    })
    clock.pass(4 * MINUTE)
    const { body: called } = await clerk.next()
    expect(called.ticket).toMatchObject({ number: 'A001', state: 'called', counter: 1, calls: 1 })
    clock.pass(MINUTE)
    const again = (await clerk.press(called.ticket, 'recall')).body
    expect(again).toMatchObject({ calls: 2, state: 'called' })
    const serving = (await clerk.press(again, 'serve')).body
    clock.pass(3 * MINUTE)
    const parked = (await clerk.press(serving, 'park')).body
    expect(parked).toMatchObject({ state: 'parked', counter: null })
    clock.set(nine + 30 * MINUTE)
    const mine = (await clerk.next()).body.ticket
    expect(mine.number).toBe('A003')
    const done = await clerk.press((await clerk.press(mine, 'serve')).body, 'finish')
    expect(done.body).toMatchObject({ state: 'done', can: ['undo'] })
    const row = await env.DB.prepare('SELECT state, outcome FROM booking WHERE reference = ?')
      .bind(reference)
      .first()
    expect(row).toEqual({ state: 'ended', outcome: 'served' })
    const back = (await clerk.press(parked, 'resume')).body
    expect(back).toMatchObject({ state: 'serving', counter: 1 })
    clock.pass(2 * MINUTE)
    await clerk.press(back, 'finish', { results: [{ matter: 'ID-02', result: 'incomplete' }] })
    const clicks = await clicksOf(first.id)
    expect(clicks.map(({ act }) => act)).toEqual([
      'issued',
      'called',
      'recalled',
      'serving',
      'parked',
      'resumed',
      'done',
    ])
    expect(
      timesOf(
        clicks.map((one) => ({ ...one, act: 'issued' as const })),
        clock.now(),
      ),
    ).toEqual({
      waited: 4 * MINUTE,
      served: 5 * MINUTE,
    })
    const queue = await clerk.queue()
    expect(queue).toMatchObject({ doneToday: 2, parked: [], mine: { ticket: null } })
    expect(queue.waiting.map(({ number }: { number: string }) => number)).toEqual(['A002'])
    expect(await queueMiscounts()).toEqual([])
    const { results } = await env.DB.prepare(
      "SELECT action, count(*) AS n FROM audit_leaf WHERE action LIKE 'queue.%' GROUP BY 1 ORDER BY 1",
    ).all()
    expect(results).toEqual([
      { action: 'queue.call', n: 2 },
      { action: 'queue.finish', n: 2 },
      { action: 'queue.issue', n: 3 },
      { action: 'queue.park', n: 1 },
      { action: 'queue.recall', n: 1 },
      { action: 'queue.resume', n: 1 },
      { action: 'queue.seat', n: 1 },
      { action: 'queue.serve', n: 2 },
    ])
    const { results: bodies } = await env.DB.prepare(
      "SELECT body FROM audit_leaf WHERE action LIKE 'queue.%'",
    ).all<{ body: string }>()
    for (const { body } of bodies) expect(body).not.toMatch(/张|138\d{8}/)
  })

  test('called and not there: missed, said of the booking as the rules let it; they come back and are served', async () => {
    const { reference } = await booked(nine)
    clock.set(nine - 5 * MINUTE)
    const clerk = await clerkAt(api, await addCounterRow())
    await checkIn(clerk.headers, reference)
    clock.set(nine + 15 * MINUTE)
    const { ticket } = (await clerk.next()).body
    const missed = (await clerk.press(ticket, 'missed')).body
    expect(missed).toMatchObject({ state: 'missed', can: ['resume', 'undo'] })
    const outcome = () =>
      env.DB.prepare('SELECT outcome FROM booking WHERE reference = ?').bind(reference).first('outcome')
    expect(await outcome()).toBe('missed')
    clock.pass(10 * MINUTE)
    const back = (await clerk.press(missed, 'resume')).body
    expect(back).toMatchObject({ state: 'waiting' })
    const serving = await clerk.press((await clerk.next()).body.ticket, 'serve')
    expect((await clerk.press(serving.body, 'finish')).status).toBe(200)
    expect(await outcome()).toBe('served')
  })

  test('missed before anybody can have missed it: the number is set aside, the booking stays', async () => {
    const { reference } = await booked(nine + HOUR)
    clock.set(nine)
    const clerk = await clerkAt(api, await addCounterRow())
    expect((await checkIn(clerk.headers, reference)).body.timing).toBe('early')
    await clerk.press((await clerk.next()).body.ticket, 'missed')
    const row = await env.DB.prepare('SELECT state, outcome FROM booking WHERE reference = ?')
      .bind(reference)
      .first()
    expect(row).toEqual({ state: 'booked', outcome: null })
  })

  test('a visit nobody came to is said missed from the list', async () => {
    const { reference } = await booked(nine)
    clock.set(nine + 14 * MINUTE)
    const clerk = await clerkAt(api, await addCounterRow())
    const say = () => api.post('/staff/points/qingshi/no-show', { reference }, clerk.headers)
    expect((await say()).body.code).toBe('not-yet')
    expect((await clerk.queue()).expected.map((one: { reference: string }) => one.reference)).toContain(
      reference,
    )
    clock.pass(MINUTE)
    expect((await say()).body).toEqual({ reference, outcome: 'missed' })
    expect((await clerk.queue()).expected).toEqual([])
  })
})

describe('checking in', () => {
  test('by the text of the receipt’s code, in any spelling; twice is the same number', async () => {
    const { reference, accessCode } = await booked()
    clock.set(nine)
    const { headers } = await signedIn()
    const text = `https://kaimen.example/track?reference=${reference}#code=${accessCode}`
    const one = await checkIn(headers, text)
    expect(one.body.ticket.reference).toBe(reference)
    for (const typed of [reference.toLowerCase(), reference.replaceAll('-', ' '), text]) {
      const { body } = await checkIn(headers, typed)
      expect(body).toMatchObject({ again: true, ticket: { id: one.body.ticket.id } })
    }
    const both = await Promise.all([checkIn(headers, reference), checkIn(headers, reference)])
    expect(new Set(both.map(({ body }) => body.ticket.number)).size).toBe(1)
  })

  test('two screens at once give one number to one booking', async () => {
    const { reference } = await booked()
    clock.set(nine)
    const { headers } = await signedIn()
    const all = await Promise.all(Array.from({ length: 8 }, () => checkIn(headers, reference)))
    expect(all.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(new Set(all.map(({ body }) => body.ticket.id)).size).toBe(1)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM ticket').first('n')).toBe(1)
    expect(await env.DB.prepare('SELECT issued FROM queue_day').first('issued')).toBe(1)
  })

  test('by the last four digits: candidates, masked, of this place and day', async () => {
    const phone = '13800007788'
    const slot = await addSlot({ point: 'sp_qingshi', startsAt: nine, lead: 0 })
    await bookOne(web, slot, { applicant: { name: '欧阳小明', phone, idType: 'none' } })
    await booked()
    const other = await addSlot({ point: 'sp_nanqiao', startsAt: nine, lead: 0 })
    await bookOne(web, other, { applicant: { name: '欧阳小红', phone: '13900007788', idType: 'none' } })
    clock.set(nine)
    const { headers } = await signedIn()
    const { body, text } = await checkIn(headers, '７７８８')
    expect(body.candidates).toMatchObject([{ name: '欧阳**', phone: '138****7788', ticketId: null }])
    expect(text).not.toContain(phone)
    expect((await checkIn(headers, '0000')).body.candidates).toEqual([])
    expect((await checkIn(headers, '77')).body.errors[0].code).toBe('check-in.unknown')
  })

  test('late is said and lines up as come now; cancelled and another day are told kindly', async () => {
    const late = await booked(nine)
    const gone = await booked()
    const tomorrow = await booked(nine + DAY)
    await web.post(`/appointments/${gone.reference}/cancel`, { accessCode: gone.accessCode })
    clock.set(nine + 16 * MINUTE)
    const { headers } = await signedIn()
    expect((await checkIn(headers, late.reference)).body).toMatchObject({
      timing: 'late',
      ticket: { late: true },
    })
    expect((await checkIn(headers, gone.reference)).body.code).toBe('booking-cancelled')
    const other = await checkIn(headers, tomorrow.reference)
    expect(other.body).toMatchObject({ status: 409, code: 'other-day', day: '2026-11-24' })
    expect(other.body.detail).toContain('11月24日')
  })

  test('another station’s booking looks like none, unless one works there too', async () => {
    const slot = await addSlot({ point: 'sp_nanqiao', startsAt: nine, lead: 0 })
    const { reference } = await bookOne(web, slot)
    clock.set(nine)
    const here = await signedIn()
    expect((await checkIn(here.headers, reference)).body.code).toBe('record-not-found')
    const both = await signedIn({
      grants: [
        ['clerk', 'sp_qingshi'],
        ['clerk', 'sp_nanqiao'],
      ],
    })
    expect((await checkIn(both.headers, reference)).body.code).toBe('other-point')
  })
})

describe('walking in', () => {
  test('never refused: closed, unbookable, belonging elsewhere, or not yet known', async () => {
    const { headers } = await signedIn({ hours: 24 })
    const walkIn = (body: object) => api.post('/staff/points/qingshi/walk-in', body, headers)
    clock.set(monday + 14 * HOUR)
    const night = await walkIn({ matters: ['ID-02'] })
    expect(night.body).toMatchObject({ outsideHours: true, timing: 'walk-in', ticket: { number: 'A001' } })
    clock.set(nine)
    expect((await walkIn({ matters: [] })).body).toMatchObject({ outsideHours: false })
    expect((await walkIn({ matters: ['FR-01'] })).status).toBe(200)
    expect((await walkIn({ matters: ['XX-99'] })).body.errors[0].code).toBe('matter.unknown')
  })

  test('the same form sent twice, or twice at once, is one number', async () => {
    const { headers } = await signedIn()
    const send = () =>
      api.post(
        '/staff/points/qingshi/walk-in',
        { matters: ['ID-02'] },
        { ...headers, 'idempotency-key': 'one-form-0001' },
      )
    const all = await Promise.all([send(), send(), send()])
    expect(new Set(all.map(({ body }) => body.ticket.id)).size).toBe(1)
    expect((await send()).body.again).toBe(true)
  })
})
