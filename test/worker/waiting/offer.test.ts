import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, twoStations } from '../../support/appointment.ts'
import { act, freeIn, holds, joinOne, look, messages, setRules, settleAll } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const tuesday = monday + DAY + HOUR

/** A slot with one public place that somebody has. */
async function full(more: Parameters<typeof addSlot>[0] = {}) {
  const slotId = await addSlot({ startsAt: tuesday, capPublic: 1, ...more })
  return { slotId, booked: await bookOne(api, slotId) }
}
const cancel = ({ reference, accessCode }: { reference: string; accessCode: string }) =>
  api.post(`/appointments/${reference}/cancel`, { accessCode })

describe('a place given back', () => {
  test('goes to the list and becomes a booking', async () => {
    const { slotId, booked } = await full()
    const held = await joinOne(api)
    expect((await look(api, held)).status).toBe('waiting')
    clock.pass(MINUTE)
    expect((await cancel(booked)).status).toBe(200)
    expect(await freeIn(slotId)).toBe(0)
    const record = await look(api, held)
    expect(record).toMatchObject({
      kind: 'waiting',
      status: 'offered',
      dueAt: '2026-11-23T10:01:00+08:00',
      can: ['take', 'decline', 'leave'],
    })
    expect(record.waiting.offer.visit).toMatchObject({ slotId, matter: { code: 'ID-02' } })
    expect(await messages(held.reference)).toMatchObject([
      { template: 'waiting.joined' },
      { template: 'waiting.offered' },
    ])

    const taken = await act(api, 'take', held)
    expect(taken.status, taken.text).toBe(201)
    expect(taken.body.reference).toMatch(/^A-/)
    const again = await act(api, 'take', held)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(taken.body)
    const visit = await look(api, taken.body)
    expect(visit).toMatchObject({ status: 'booked', appointment: { visit: { slotId } } })
    expect(await look(api, held)).toMatchObject({
      status: 'taken',
      can: [],
      waiting: { takenAs: taken.body.reference, offer: null },
    })
    expect(await freeIn(slotId)).toBe(0)
    expect(await miscounts()).toEqual([])
  })

  test('without a list is kept until its minute, and nobody books it before', async () => {
    const { slotId, booked } = await full()
    await cancel(booked)
    const [hold] = await holds()
    expect(hold!.state).toBe('kept')
    // The window that begins this very minute has begun: the next is at noon.
    expect(hold!.until).toBeGreaterThanOrEqual(monday + 4 * HOUR)
    expect(hold!.until).toBeLessThan(monday + 5 * HOUR)
    const before = await api.post('/appointments', { ...(await someoneElse(slotId)) })
    expect(before.body.code).toBe('slot-full')
    clock.set(hold!.until)
    expect(await settleAll(clock)).toMatchObject({ released: 1 })
    expect(await freeIn(slotId)).toBe(1)
    await bookOne(api, slotId)
  })

  test('lapses, goes to the next, and then to all', async () => {
    const { slotId, booked } = await full()
    const [first, second] = [await joinOne(api), await joinOne(api)]
    await cancel(booked)
    const offered = async () =>
      (await look(api, first)).status === 'offered' ? [first, second] : [second, first]
    const [one, two] = (await offered()) as [typeof first, typeof first]
    clock.pass(2 * HOUR)
    expect(await settleAll(clock)).toMatchObject({ lapsed: 1, offers: 1 })
    expect(await look(api, one)).toMatchObject({ status: 'waiting', waiting: { lapses: 1, offer: null } })
    expect(await look(api, two)).toMatchObject({ status: 'offered' })
    expect((await act(api, 'take', one)).body.code).toBe('offer-gone')
    expect((await act(api, 'decline', two)).body).toEqual({ reference: two.reference, status: 'waiting' })
    expect((await act(api, 'decline', two)).status).toBe(200)
    const kept = (await holds()).filter(({ state }) => state === 'kept')
    expect(kept).toHaveLength(1)
    expect(await freeIn(slotId)).toBe(0)
    clock.set(kept[0]!.until)
    await settleAll(clock)
    expect(await freeIn(slotId)).toBe(1)
    expect(
      await env.DB.prepare("SELECT count(*) AS n FROM hold WHERE state IN ('kept','offered')").first('n'),
    ).toBe(0)
    expect((await messages(one.reference)).map(({ template }) => template)).toEqual([
      'waiting.joined',
      'waiting.offered',
      'waiting.lapsed',
    ])
  })

  test('is not offered for less than a quarter of an hour, and ends with the booking time', async () => {
    await setRules({ quietFrom: '00:00', quietTo: '00:00' })
    const { booked } = await full({ startsAt: monday + 90 * MINUTE, lead: 60 })
    const held = await joinOne(api)
    await cancel(booked)
    expect(await look(api, held)).toMatchObject({ status: 'offered', dueAt: '2026-11-23T08:30:00+08:00' })
    const soon = await full({ startsAt: monday + 70 * MINUTE, lead: 60 })
    const other = await joinOne(api)
    await cancel(soon.booked)
    expect(await look(api, other)).toMatchObject({ status: 'waiting' })
    // Not free at once either: its minute is drawn within what is left.
    expect(await freeIn(soon.slotId)).toBe(0)
  })
})

async function someoneElse(slotId: string) {
  const { someone } = await import('../../support/appointment.ts')
  return someone(slotId)
}
