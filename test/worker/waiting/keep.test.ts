import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { endOver } from '../../../api/appointment/waiting/endOver.ts'
import { DAY, HOUR } from '../../../api/calendar/day.ts'
import { KEPT_DAYS, purge } from '../../../api/privacy/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, systemCtx, twoStations } from '../../support/appointment.ts'
import { act, holds, joinOne, look, messages, settleAll } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

test('a place on the list ends with its last day, and whoever waited is told in the morning', async () => {
  const held = await joinOne(api, { toDay: '2026-11-24' })
  const longer = await joinOne(api, { toDay: '2026-11-25' })
  clock.set(monday + 15 * HOUR + DAY)
  expect(await endOver(await systemCtx(clock))).toEqual({ ended: 0 })
  clock.pass(HOUR + 1)
  expect(await endOver(await systemCtx(clock))).toEqual({ ended: 1 })
  expect(await look(api, held)).toMatchObject({ status: 'over', can: [], waiting: { ahead: null } })
  expect((await look(api, longer)).status).toBe('waiting')
  expect((await messages(held.reference)).at(-1)).toMatchObject({
    template: 'waiting.over',
    not_before: Date.parse('2026-11-25T07:00:00+08:00'),
  })
  expect(await env.DB.prepare('SELECT count(*) AS n FROM waiting_point').first('n')).toBe(1)
  expect((await act(api, 'leave', held)).body.code).toBe('waiting-over')
})

test('a year after its end nobody is known by it any more, nor by the wish of a booking', async () => {
  const held = await joinOne(api, {
    toDay: '2026-11-24',
    note: '带孩子',
    helper: { name: '李红', phone: '13900000000' },
  })
  const booked = await bookOne(api, await addSlot())
  await api.post(`/appointments/${booked.reference}/earlier`, { accessCode: booked.accessCode })
  await api.post(`/appointments/${booked.reference}/cancel`, { accessCode: booked.accessCode })
  await act(api, 'leave', held)
  const keys = async () =>
    (
      await env.DB.prepare('SELECT person_key AS p, ticket FROM waiting ORDER BY booking_id').all<{
        p: string
        ticket: string
      }>()
    ).results
  const before = await keys()
  clock.set(Date.parse('2026-11-25T00:00:00+08:00') + KEPT_DAYS * DAY)
  await settleAll(clock)
  const settled = (await holds()).length
  expect(settled).toBeGreaterThan(1)
  expect(await purge(await systemCtx(clock))).toMatchObject({ bookings: 1, waiting: 1, holds: settled })
  expect(await holds()).toEqual([])
  const { results } = await env.DB.prepare(
    'SELECT name, phone, id_number, helper_name, helper_phone, note, contact_key FROM waiting WHERE booking_id IS NULL',
  ).all<Record<string, unknown>>()
  expect(Object.values(results[0]!).filter(Boolean)).toEqual([])
  const after = await keys()
  for (const [i, { p, ticket }] of after.entries()) {
    expect(p).toMatch(/^[0-9a-f]{64}$/)
    expect(p).not.toBe(before[i]!.p)
    expect(ticket).not.toBe(before[i]!.ticket)
    expect(ticket).toHaveLength(10)
  }
})
