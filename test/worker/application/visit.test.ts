import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { currentForms } from '../../../api/application/forms/index.ts'
import { visitOf } from '../../../api/application/visit.ts'
import { type VisitRow, visitsTold } from '../../../api/application/visitHeld.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { begun, filedOne, lin } from '../../support/applying.ts'
import { addSlot } from '../../support/appointment.ts'
import { atDesk } from '../../support/atDesk.ts'
import { demo } from '../../support/bureau.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const [minute, hour] = [60_000, 3_600_000]
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
  // At the counter the matter takes three times as long as looking at a document.
  await env.DB.prepare("UPDATE matter SET minutes = 30 WHERE code = 'CR-01'").run()
})

/** Places of five minutes from an hour on, without a gap. */
async function places(from: number, n: number) {
  for (let at = 0; at < n; at++)
    await addSlot({
      point: 'sp_qingshi',
      group: 'general',
      startsAt: monday + from * hour + at * 5 * minute,
      minutes: 5,
    })
}
const long = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / minute

/** One that waits for the proof of who it is. */
async function waiting() {
  const draft = await begun(api)
  await draft.do('save', { applicant: lin, section: 'use', answers: {}, delivery: 'counter' })
  const { body } = await draft.do('submit')
  expect(body.state).toBe('identity')
  return draft
}

test('who must still show who they are is offered three times long enough for that, and one is held', async () => {
  const draft = await waiting()
  for (const from of [2, 6, 26]) await places(from, 4)
  expect((await draft.open()).visitFor).toMatchObject({ minutes: 10 })
  const { body } = await draft.do('visits')
  expect(body.items.map(long)).toEqual([10, 10, 10])
  expect(body).toMatchObject({
    minutes: 10,
    why: { en: expect.stringContaining('original of your document') },
  })
  const slotId = body.items[0].slotId
  const held = await draft.do('visit', { slotId }, { 'idempotency-key': 'proof-visit-1' })
  expect(held.status, held.text).toBe(201)
  const { bookingReference: booking, startsAt, bookingCode } = held.body

  const seen = await draft.open()
  expect(seen.visits).toEqual([{ reference: booking, startsAt, state: 'booked' }])
  expect([seen.visitFor, seen.can.includes('visit')]).toEqual([null, false])
  const next = {
    at: startsAt,
    text: { en: 'the time kept for you at the counter' },
    done: false,
    exact: true,
  }
  expect(seen.timeline.at(-1)).toMatchObject(next)
  const track = (reference: string, accessCode: string) => api.post('/track', { reference, accessCode })
  expect((await track(draft.reference, draft.accessCode)).body.timeline.at(-1)).toMatchObject(next)
  // The booking is one like any other: it keeps its length, and its text goes out.
  expect((await track(booking, bookingCode)).body.appointment.visit.minutes).toBe(10)
  expect(await waitingMessages('appointment.booked', booking)).toHaveLength(1)
  const desk = await atDesk(staff, clock)
  expect((await desk.open(draft.reference)).visits).toEqual([
    { reference: booking, startsAt, state: 'booked' },
  ])
})

test('a visit held that is moved keeps its length', async () => {
  const draft = await waiting()
  for (const from of [2, 6, 26]) await places(from, 2)
  const [first, second] = (await draft.do('visits')).body.items
  const held = await draft.do('visit', { slotId: first.slotId }, { 'idempotency-key': 'proof-visit-2' })
  const { bookingReference, bookingCode } = held.body
  const moved = await api.post(`/appointments/${bookingReference}/reschedule`, {
    accessCode: bookingCode,
    slotId: second.slotId,
  })
  expect(moved.status, moved.text).toBe(200)
  expect(long(moved.body.visit)).toBe(10)
})

test('a time that has gone by is none that is held: another is offered', async () => {
  const draft = await waiting()
  for (const from of [2, 26]) await places(from, 2)
  const [first] = (await draft.do('visits')).body.items
  await draft.do('visit', { slotId: first.slotId }, { 'idempotency-key': 'proof-visit-3' })
  clock.set(monday + 4 * hour)
  const seen = await draft.open()
  expect(seen.can).toContain('visit')
  expect(seen.timeline.at(-1).text.en).not.toBe('the time kept for you at the counter')
})

test('a matter that nobody needs a time for has none to offer, and says so', async () => {
  await env.DB.prepare("UPDATE matter SET bookable = 0 WHERE code = 'CR-01'").run()
  const draft = await waiting()
  expect((await draft.do('visits')).body.items).toEqual([])
})

test('nobody who has proved enough is asked to come, while it is in hand', async () => {
  const filed = await filedOne(api)
  expect((await filed.open()).visitFor).toBeNull()
  expect((await filed.do('visits')).body.code).toBe('step-refused')
})

test('each form that declares a visit is given its length, before it is decided and while the result is kept back', () => {
  const row = { state: 'processing', delivery: 'counter', identity: 'typed' } as const
  const declared = currentForms('2026-11-23').filter(({ visit }) => visit)
  expect(declared.map(({ matter }) => matter).sort()).toEqual(['HK-01', 'HK-04', 'RP-02'])
  for (const form of declared) {
    expect(visitOf(form, row, false)).toEqual(form.visit)
    for (const state of ['refused', 'issued', 'approved'] as const)
      expect(visitOf(form, { ...row, state }, true)?.minutes).toBe(form.visit?.minutes)
  }
})

test('of the visits from before the decision only what still stands is told while the result is kept back: what became of one might tell', () => {
  const held: VisitRow[] = [
    { reference: 'A-0', startsAt: 9, state: 'booked', madeAt: 1 },
    { reference: 'A-3', startsAt: 2, state: 'booked', madeAt: 1 },
    { reference: 'A-4', startsAt: 9, state: 'ended', madeAt: 1 },
    { reference: 'A-1', startsAt: 9, state: 'cancelled', madeAt: 1 },
    { reference: 'A-2', startsAt: 9, state: 'booked', madeAt: 5 },
  ]
  const at = { now: 6 }
  expect(visitsTold(at, held, 5).map(({ reference }) => reference)).toEqual(['A-0', 'A-2'])
  expect(visitsTold(at, held, null)).toHaveLength(5)
})

test('while a result is kept back, coming in is offered alike whatever it is', () => {
  for (const form of currentForms('2026-11-23')) {
    const offers = (['refused', 'issued', 'approved', 'posted', 'finished'] as const).flatMap((state) =>
      (['counter', 'post'] as const).map((delivery) =>
        JSON.stringify(visitOf(form, { state, delivery, identity: 'typed' }, true)),
      ),
    )
    expect(new Set(offers).size).toBe(1)
    expect(visitOf(form, { state: 'submitted', delivery: null, identity: 'typed' }, false) !== null).toBe(
      form.identity.toReceive === 'counter' && form.matter !== 'HV-01',
    )
  }
})
