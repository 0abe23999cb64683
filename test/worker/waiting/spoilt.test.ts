import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawDue } from '../../../api/appointment/release/draw.ts'
import { endOver } from '../../../api/appointment/waiting/endOver.ts'
import { at, DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, publish, systemCtx, twoStations } from '../../support/appointment.ts'
import { addSchedule, addWaiting, releases } from '../../support/release.ts'
import { holds, joinOne, look, messages, settleAll } from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const tuesday = monday + DAY + HOUR

const lines: string[] = []
beforeEach(async () => {
  clock.set(monday)
  await twoStations()
  lines.length = 0
  vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await env.DB.prepare('DROP TRIGGER IF EXISTS spoilt').run()
})

const kept = (slotId: string, startsAt: number) =>
  env.DB.prepare(
    "INSERT INTO hold (id, slot_id, ends_at, state, until, created_at) VALUES (?1, ?1, ?2, 'kept', 0, 0)",
  )
    .bind(slotId, startsAt + 15 * MINUTE)
    .run()
const spoil = (table: string, reference: string) =>
  env.DB.prepare(`UPDATE ${table} SET phone = 'v1.gone.AAAA.AAAA' WHERE reference = ?`).bind(reference).run()
/** What only the database knows to refuse, in words that are none of ours. */
const refuseHoldsIn = (condition: string) =>
  env.DB.prepare(
    `CREATE TRIGGER spoilt BEFORE INSERT ON hold WHEN ${condition} BEGIN SELECT RAISE(ABORT, 'spoilt'); END`,
  ).run()

test('a number that does not open costs its text, not the offers: everyone is settled, told to lapse and ended', async () => {
  const ids = [0, 1].map((i) => tuesday + i * DAY)
  const slots = await Promise.all(ids.map((startsAt) => addSlot({ startsAt, capPublic: 1 })))
  const first = await joinOne(api, { toDay: '2026-11-24' })
  const second = await joinOne(api, { fromDay: '2026-11-25' })
  await spoil('waiting', first.reference)
  for (const [i, slotId] of slots.entries()) await kept(slotId, ids[i]!)
  expect(await settleAll(clock)).toMatchObject({ offers: 2 })
  expect([(await look(api, second)).status]).toEqual(['offered'])
  expect((await holds()).filter(({ state }) => state === 'offered')).toHaveLength(2)
  expect((await messages(second.reference)).map(({ template }) => template)).toContain('waiting.offered')
  expect((await messages(first.reference)).map(({ template }) => template)).toEqual(['waiting.joined'])
  expect(lines.map((line) => JSON.parse(line))).toContainEqual({
    sealed: expect.stringMatching(/^waiting wt_/),
    fault: 'form',
  })
  expect(lines.join()).not.toContain('v1.')
  clock.pass(3 * HOUR)
  expect(await settleAll(clock)).toMatchObject({ lapsed: 2 })
  clock.set(monday + 60 * DAY)
  await settleAll(clock)
  clock.set(monday + 70 * DAY)
  expect(await endOver(await systemCtx(clock))).toEqual({ ended: 2 })
})

test('whoever cancels a booking whose number does not open has cancelled it', async () => {
  const held = await bookOne(api, await addSlot({ startsAt: tuesday }))
  await spoil('booking', held.reference)
  const { status } = await api.post(`/appointments/${held.reference}/cancel`, { accessCode: held.accessCode })
  expect(status).toBe(200)
})

test('one counter that cannot be settled is seen, and the others are settled', async () => {
  const [a, b] = [
    await addSlot({ startsAt: tuesday, capPublic: 1 }),
    await addSlot({ startsAt: tuesday + DAY, capPublic: 1 }),
  ]
  const first = await joinOne(api, { toDay: '2026-11-24' })
  const second = await joinOne(api, { fromDay: '2026-11-25' })
  await kept(a, tuesday)
  await kept(b, tuesday + DAY)
  await refuseHoldsIn(`NEW.slot_id = '${a}'`)
  await expect(settleAll(clock)).rejects.toThrow('counters not settled: 1')
  expect([(await look(api, first)).status, (await look(api, second)).status]).toEqual(['waiting', 'offered'])
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ settle: 'sp_one household 2026-11-24' })
  await env.DB.prepare('DROP TRIGGER spoilt').run()
  expect(await settleAll(clock)).toMatchObject({ offers: 1 })
})

test('one day that cannot be drawn is seen, and the others are drawn, with a number that does not open', async () => {
  clock.set(at('2026-11-23', '07:00'))
  await addSchedule()
  await addSchedule({ weekday: 2 })
  await publish(clock)
  await addWaiting({ phone: 'v1.gone.AAAA.AAAA', to_day: '2026-11-30' })
  await addWaiting({ from_day: '2026-12-01' })
  await refuseHoldsIn("(SELECT day FROM slot WHERE id = NEW.slot_id) = '2026-11-30'")
  clock.set(at('2026-11-24', '10:00'))
  await expect(drawDue(await systemCtx(clock))).rejects.toThrow('days not drawn: sp_one|household|2026-11-30')
  const states = async () =>
    (await releases())
      .filter(({ day }) => day === '2026-11-30' || day === '2026-12-01')
      .map(({ state, offered }) => [state, offered])
  expect(await states()).toEqual([
    ['planned', null],
    ['drawn', 1],
  ])
  await env.DB.prepare('DROP TRIGGER spoilt').run()
  await drawDue(await systemCtx(clock))
  expect(await states()).toEqual([
    ['drawn', 1],
    ['drawn', 1],
  ])
})
