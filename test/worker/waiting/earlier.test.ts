import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, twoStations } from '../../support/appointment.ts'
import { act, freeIn, type Held, holds, look, messages, settleAll } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const tuesday = monday + DAY + HOUR
const slot = (days: number, more = {}) => addSlot({ startsAt: tuesday + days * DAY, capPublic: 1, ...more })
/** At the counters of CR-01, which two stations have. */
const record = (days: number, more = {}) => slot(days, { group: 'general', ...more })
const ask = ({ reference, accessCode }: Held, more = {}) =>
  api.post(`/appointments/${reference}/earlier`, { accessCode, ...more })
const change = (verb: string, { reference, accessCode }: Held, more = {}) =>
  api.post(`/appointments/${reference}/${verb}`, { accessCode, ...more })

/** Somebody early, and somebody late who would like to be earlier. */
async function pair() {
  const [soonId, lateId] = [await slot(0), await slot(3)]
  const [soon, late] = [await bookOne(api, soonId), await bookOne(api, lateId)]
  const asked = await ask(late)
  expect(asked.status, asked.text).toBe(200)
  return { soonId, lateId, soon, late, asked: asked.body }
}

describe('an earlier time', () => {
  test('is offered, and taking it moves the booking, uncounted; its old place is given back', async () => {
    const { soonId, lateId, soon, late, asked } = await pair()
    expect(asked).toMatchObject({
      reference: late.reference,
      earlier: {
        state: 'waiting',
        offer: null,
        sought: { before: '2026-11-27T09:00:00+08:00', toDay: '2026-11-27', stations: [{ slug: 'one' }] },
      },
    })
    expect((await ask(late)).body.code).toBe('waiting-busy')
    clock.pass(1)
    await change('cancel', soon)
    const record = await look(api, late)
    expect(record).toMatchObject({ kind: 'appointment', can: ['move', 'cancel', 'calendar'] })
    expect(record.appointment.visit.slotId).toBe(lateId)
    expect(record.appointment.earlier).toMatchObject({
      state: 'offered',
      offer: { visit: { slotId: soonId } },
    })
    clock.pass(1)
    const taken = await act(api, 'take', late)
    expect(taken.status, taken.text).toBe(200)
    expect(taken.body).toMatchObject({ reference: late.reference, accessCode: late.accessCode })
    const again = await act(api, 'take', late)
    expect([again.status, again.body]).toEqual([200, taken.body])
    const now = await look(api, late)
    expect(now.appointment).toMatchObject({ visit: { slotId: soonId }, earlier: null })
    expect(now.can).toContain('earlier')
    expect(
      await env.DB.prepare('SELECT moves FROM booking WHERE reference = ?')
        .bind(late.reference)
        .first('moves'),
    ).toBe(0)
    expect(await freeIn(lateId)).toBe(
      (await holds()).some(({ slot_id, state }) => slot_id === lateId && state === 'kept') ? 0 : 1,
    )
    expect(await freeIn(soonId)).toBe(0)
    expect(
      (await messages(late.reference))
        .filter(({ state }) => state !== 'void')
        .map(({ template }) => template),
    ).toEqual(['appointment.moved', 'appointment.reminder'])
  })

  test('let pass, the booking stays as it was', async () => {
    const { soonId, lateId, soon, late } = await pair()
    await change('cancel', soon)
    clock.pass(2 * HOUR)
    await settleAll(clock)
    const record = await look(api, late)
    expect(record.appointment).toMatchObject({
      visit: { slotId: lateId },
      earlier: { state: 'waiting', lapses: 1 },
    })
    expect((await act(api, 'take', late)).body.code).toBe('offer-gone')
    expect(await freeIn(soonId)).toBe(0)
    expect((await act(api, 'leave', late)).body.status).toBe('left')
    expect((await look(api, late)).status).toBe('booked')
  })

  test('is never one that is later, or elsewhere', async () => {
    const late = await bookOne(api, await record(3), { matterCode: 'CR-01' })
    await ask(late)
    for (const other of [
      await record(3, { startsAt: tuesday + 3 * DAY + HOUR }),
      await record(0, { point: 'sp_two' }),
    ])
      await change('cancel', await bookOne(api, other, { matterCode: 'CR-01' }))
    expect((await look(api, late)).appointment.earlier.state).toBe('waiting')
    await change('cancel', await bookOne(api, await record(2), { matterCode: 'CR-01' }))
    expect((await look(api, late)).appointment.earlier.state).toBe('offered')
  })

  test('cancelling the booking ends the wish, and an open offer goes on', async () => {
    const { soonId, soon, late } = await pair()
    await change('cancel', soon)
    expect((await change('cancel', late)).status).toBe(200)
    expect(await env.DB.prepare('SELECT state FROM waiting').first('state')).toBe('over')
    expect((await holds()).filter(({ state }) => state === 'offered')).toEqual([])
    expect(await freeIn(soonId)).toBe(
      (await holds()).some(({ slot_id, state }) => slot_id === soonId && state === 'kept') ? 0 : 1,
    )
    expect((await act(api, 'take', late)).body.code).toBe('offer-gone')
    expect((await ask(late)).body.code).toBe('not-changeable')
  })

  test('moving the booking oneself keeps an offer that is earlier still, and passes on one that is not', async () => {
    const { soonId, soon, late } = await pair()
    await change('cancel', soon)
    const between = await slot(1)
    expect((await change('reschedule', late, { slotId: between })).status).toBe(200)
    expect((await look(api, late)).appointment.earlier).toMatchObject({
      state: 'offered',
      sought: { before: '2026-11-25T09:00:00+08:00', toDay: '2026-11-25' },
      offer: { visit: { slotId: soonId } },
    })
    const first = await slot(0, { startsAt: tuesday - 15 * MINUTE })
    expect((await change('reschedule', late, { slotId: first })).status).toBe(200)
    expect((await look(api, late)).appointment.earlier).toMatchObject({ state: 'waiting', offer: null })
    expect((await holds()).filter(({ state }) => state === 'offered')).toEqual([])
    expect((await act(api, 'take', late)).body.code).toBe('offer-gone')
    // Moved to a later day, the wish is for anything before that one.
    expect((await change('reschedule', late, { slotId: await slot(5) })).status).toBe(200)
    expect((await look(api, late)).appointment.earlier.sought).toMatchObject({ toDay: '2026-11-29' })
  })

  test('moved to another station the wish goes along; before its first day it ends', async () => {
    const late = await bookOne(api, await record(3), { matterCode: 'CR-01' })
    expect((await ask(late, { fromDay: '2026-11-26' })).status).toBe(200)
    await change('reschedule', late, { slotId: await record(4, { point: 'sp_two' }) })
    expect((await look(api, late)).appointment.earlier.sought.stations).toMatchObject([{ slug: 'two' }])
    await change('reschedule', late, { slotId: await record(0, { point: 'sp_two' }) })
    expect((await look(api, late)).appointment.earlier).toBeNull()
  })

  test('access: only with the code of the booking', async () => {
    const { late, soon } = await pair()
    expect((await ask({ ...late, accessCode: soon.accessCode })).status).toBe(404)
    expect((await act(api, 'leave', { ...late, accessCode: soon.accessCode })).status).toBe(404)
    expect((await act(api, 'leave', soon)).body.code).toBe('waiting-over')
    expect((await ask(soon, { toDay: '2026-11-20' })).status).toBe(422)
  })
})

test('what is counted agrees with what there is', async () => {
  const { soon, late } = await pair()
  await change('cancel', soon)
  await act(api, 'take', late)
  for (const { until, state } of await holds()) if (state === 'kept') clock.set(Math.max(clock.now(), until))
  await settleAll(clock)
  expect(await miscounts()).toEqual([])
})
