import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { cancelFor, moveFor } from '../../../api/appointment/desk/changeFor.ts'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, twoStations } from '../../support/appointment.ts'
import { staffCtx } from '../../support/staff.ts'
import { act, type Held, holds, joinOne, look, messages } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const tuesday = monday + DAY + HOUR
const slot = (days: number) => addSlot({ startsAt: tuesday + days * DAY, capPublic: 1 })
const ask = ({ reference, accessCode }: Held) =>
  api.post(`/appointments/${reference}/earlier`, { accessCode })
const offered = async () => (await holds()).filter(({ state }) => state === 'offered')

/** Somebody late who is offered an earlier place. */
async function wisher() {
  const [soonId, lateId] = [await slot(1), await slot(3)]
  const [soon, late] = [await bookOne(api, soonId), await bookOne(api, lateId)]
  expect((await ask(late)).status).toBe(200)
  await api.post(`/appointments/${soon.reference}/cancel`, { accessCode: soon.accessCode })
  expect((await look(api, late)).appointment.earlier.state).toBe('offered')
  return late
}

test('cancelled at the desk, the wish ends and its offer is kept for the next', async () => {
  const { reference } = await wisher()
  const ctx = await staffCtx(clock)
  await cancelFor({ ctx, input: { reference, reason: 'asked' } })
  await ctx.done()
  expect(await env.DB.prepare('SELECT state FROM waiting').first('state')).toBe('over')
  expect(await offered()).toEqual([])
  expect(await miscounts()).toEqual([])
})

test('moved at the desk, the wish is for a time before the new one; an offer that is no earlier passes', async () => {
  const late = await wisher()
  const ctx = await staffCtx(clock)
  const move = async (days: number) =>
    moveFor({ ctx, input: { reference: late.reference, slotId: await slot(days), reason: 'asked' } })
  await move(2)
  expect((await look(api, late)).appointment.earlier).toMatchObject({
    state: 'offered',
    sought: { before: '2026-11-26T09:00:00+08:00', toDay: '2026-11-26' },
  })
  await move(0)
  await ctx.done()
  expect((await look(api, late)).appointment.earlier).toMatchObject({ state: 'waiting', offer: null })
  expect(await offered()).toEqual([])
  expect(await miscounts()).toEqual([])
})

test('a booking asks for an earlier time five times at most, and its number gets one text', async () => {
  const late = await bookOne(api, await slot(3))
  for (let i = 0; i < 5; i++) {
    const { status, text } = await ask(late)
    expect(status, text).toBe(200)
    expect((await act(api, 'leave', late)).status).toBe(200)
    clock.pass(HOUR)
  }
  expect((await ask(late)).body).toMatchObject({ code: 'asked-too-often', status: 409 })
  const joined = (await messages(late.reference)).filter(({ template }) => template === 'waiting.joined')
  expect(joined).toHaveLength(1)
  expect((await look(api, late)).status).toBe('booked')
})

test('whoever has a booking and would like it earlier stands behind whoever has none', async () => {
  const [soonId, lateId] = [await slot(1), await slot(3)]
  const [soon, late] = [await bookOne(api, soonId), await bookOne(api, lateId)]
  await ask(late)
  clock.pass(DAY / 4)
  const held = await joinOne(api)
  await env.DB.prepare("UPDATE waiting SET joined_day = '2026-11-01' WHERE booking_id IS NOT NULL").run()
  await api.post(`/appointments/${soon.reference}/cancel`, { accessCode: soon.accessCode })
  expect((await look(api, held)).status).toBe('offered')
  expect((await look(api, late)).appointment.earlier.state).toBe('waiting')
  await act(api, 'leave', held)
  expect((await look(api, late)).appointment.earlier.state).toBe('offered')
})
