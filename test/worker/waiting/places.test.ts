import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { settle, settleDue } from '../../../api/appointment/waiting/settle.ts'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { addSlot, bookOne, miscounts, systemCtx, twoStations } from '../../support/appointment.ts'
import { meanwhile } from '../../support/meanwhile.ts'
import {
  act,
  freeIn,
  type Held,
  holds,
  joinOne,
  look,
  messages,
  setRules,
  settleAll,
} from '../../support/waiting.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
})

const tuesday = monday + DAY + HOUR
const row = (count: number, more = {}) =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      addSlot({ startsAt: tuesday + i * 15 * MINUTE, capPublic: 1, ...more }),
    ),
  )
const cancel = ({ reference, accessCode }: Held) =>
  api.post(`/appointments/${reference}/cancel`, { accessCode })
const stretch = { pointId: 'sp_one', counterGroup: 'household', fromDay: '2026-11-24', toDay: '2026-11-24' }
const live = async () => (await holds()).filter(({ state }) => state === 'kept' || state === 'offered')

describe('longer visits', () => {
  test('are offered consecutive places, kept and free ones together, and hold them all', async () => {
    const [a, b, c] = (await row(3)) as [string, string, string]
    const booked = await bookOne(api, b)
    const minutes = await env.DB.prepare("SELECT minutes FROM matter WHERE code = 'ID-02'").first<number>(
      'minutes',
    )
    const held = await joinOne(api, { people: Math.ceil(31 / minutes!) })
    await cancel(booked)
    const record = await look(api, held)
    expect(record.status).toBe('offered')
    expect(record.waiting.offer.visit).toMatchObject({ slotId: a, people: Math.ceil(31 / minutes!) })
    expect([await freeIn(a), await freeIn(b), await freeIn(c)]).toEqual([0, 0, 0])
    expect((await act(api, 'take', held)).status).toBe(201)
    expect([await freeIn(a), await freeIn(b), await freeIn(c)]).toEqual([0, 0, 0])
    expect(await live()).toEqual([])
  })

  test('let pass, each place is kept again, and what was free before is not lost', async () => {
    const [a, b] = (await row(2)) as [string, string]
    const booked = await bookOne(api, b)
    const minutes = await env.DB.prepare("SELECT minutes FROM matter WHERE code = 'ID-02'").first<number>(
      'minutes',
    )
    const held = await joinOne(api, { people: Math.ceil(16 / minutes!) })
    await cancel(booked)
    expect((await look(api, held)).status).toBe('offered')
    await act(api, 'decline', held)
    for (const { until } of await live()) clock.set(Math.max(clock.now(), until))
    await settleAll(clock)
    expect([await freeIn(a), await freeIn(b)]).toEqual([1, 1])
    expect(await live()).toEqual([])
  })

  test('the places of a longer visit given back appear together', async () => {
    await setRules({ listFirst: false })
    const [a, b] = (await row(2)) as [string, string]
    const minutes = await env.DB.prepare("SELECT minutes FROM matter WHERE code = 'ID-02'").first<number>(
      'minutes',
    )
    const booked = await bookOne(api, a, { people: Math.ceil(16 / minutes!) })
    clock.set(monday + MINUTE)
    await cancel(booked)
    const kept = await live()
    expect(kept.map(({ slot_id }) => slot_id).sort()).toEqual([a, b].sort())
    expect(new Set(kept.map(({ until }) => until)).size).toBe(1)
    expect(kept[0]!.until).toBeGreaterThanOrEqual(Date.parse('2026-11-23T12:00:00+08:00'))
    expect(kept[0]!.until).toBeLessThan(Date.parse('2026-11-23T13:00:00+08:00'))
  })
})

describe('at the same time', () => {
  test('taking twice at once makes one booking and one receipt', async () => {
    const [slotId] = (await row(1)) as [string]
    const booked = await bookOne(api, slotId)
    const held = await joinOne(api)
    await cancel(booked)
    const answers = await Promise.all([1, 2, 3].map(() => act(api, 'take', held)))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    for (const { body } of answers) expect(body).toEqual(answers[0]!.body)
    expect(await env.DB.prepare("SELECT count(*) AS n FROM booking WHERE state = 'booked'").first('n')).toBe(
      1,
    )
    expect(await miscounts()).toEqual([])
  })

  test('settling twice at once offers once', async () => {
    const [slotId] = (await row(1)) as [string]
    const [a, b] = [await joinOne(api), await joinOne(api)]
    await keep(slotId)
    const ctx = await systemCtx(clock)
    const both = await Promise.all([settle(ctx, stretch), settle(ctx, stretch)])
    expect(both.reduce((sum, { offers }) => sum + offers, 0)).toBe(1)
    expect([(await look(api, a)).status, (await look(api, b)).status].sort()).toEqual(['offered', 'waiting'])
    expect(await live()).toHaveLength(1)
  })

  test('whoever leaves while it is settled gets nothing; the next run gives it on', async () => {
    const [slotId] = (await row(1)) as [string]
    const [a, b] = [await joinOne(api), await joinOne(api, { part: 'morning' })]
    await env.DB.prepare("UPDATE waiting SET joined_day = '2026-11-01' WHERE reference = ?")
      .bind(a.reference)
      .run()
    await keep(slotId)
    const ctx = await systemCtx(clock)
    expect(
      await settle(
        meanwhile(ctx, () => act(api, 'leave', a)),
        stretch,
      ),
    ).toMatchObject({ offers: 0 })
    expect(await live()).toMatchObject([{ id: 'h', state: 'kept', until: 0 }])
    expect(await settleDue(ctx)).toMatchObject({ offers: 1 })
    expect((await look(api, b)).status).toBe('offered')
  })

  test('a place whose offer lapsed can be taken by nobody but the next', async () => {
    const [slotId] = (await row(1)) as [string]
    const booked = await bookOne(api, slotId)
    const held = await joinOne(api)
    await cancel(booked)
    clock.pass(2 * HOUR)
    const [take] = await Promise.all([act(api, 'take', held), settleAll(clock)])
    expect(take!.body.code).toBe('offer-gone')
    expect((await look(api, held)).status).toBe('waiting')
  })
})

test('the same place is never offered twice to the same person; after three let pass the place on the list ends', async () => {
  const ids = await row(4)
  const held = await joinOne(api)
  for (const [i, slotId] of ids.entries()) {
    const booked = await bookOne(api, slotId)
    await cancel(booked)
    const { status } = await look(api, held)
    expect(status).toBe(i < 3 ? 'offered' : 'lapsed')
    clock.pass(2 * HOUR)
    await settleAll(clock)
  }
  expect((await messages(held.reference)).map(({ template }) => template)).toEqual([
    'waiting.joined',
    'waiting.offered',
    'waiting.lapsed',
    'waiting.offered',
    'waiting.lapsed',
    'waiting.offered',
    'waiting.over',
  ])
  const offered = (await holds()).filter(({ waiting_id }) => waiting_id)
  expect(new Set(offered.map(({ slot_id }) => slot_id)).size).toBe(offered.length)
})

test.each([
  ['had a place in the matter lately, stands behind those who had none', 'ended', 'waiting', 'offered'],
  ['gave theirs back, had none', 'cancelled', 'offered', 'waiting'],
])('who %s', async (_, became, first, second) => {
  const [slotId] = (await row(1)) as [string]
  const applicant = { name: '先来的', phone: '13611111111', idType: 'none' }
  const past = await bookOne(api, await addSlot({ startsAt: monday + 2 * HOUR }), { applicant })
  await env.DB.prepare('UPDATE booking SET state = ? WHERE reference = ?').bind(became, past.reference).run()
  const one = await joinOne(api, { applicant })
  clock.pass(17 * HOUR)
  await settleAll(clock)
  const other = await joinOne(api)
  await cancel(await bookOne(api, slotId))
  expect((await look(api, one)).status).toBe(first)
  expect((await look(api, other)).status).toBe(second)
  await act(api, 'decline', first === 'offered' ? one : other)
  expect((await look(api, first === 'offered' ? other : one)).status).toBe('offered')
})

test('a counter that closes withdraws its offers; the person stays on the list and is told', async () => {
  const [a, b] = (await row(2)) as [string, string]
  const booked = await bookOne(api, a)
  const held = await joinOne(api)
  await cancel(booked)
  expect((await look(api, held)).status).toBe('offered')
  await env.DB.prepare("UPDATE slot SET state = 'closed' WHERE id = ?").bind(a).run()
  expect((await act(api, 'take', held)).body.code).toBe('offer-gone')
  await settle(await systemCtx(clock), stretch)
  expect(await look(api, held)).toMatchObject({ status: 'waiting', waiting: { lapses: 0 } })
  expect((await messages(held.reference)).at(-1)?.template).toBe('waiting.withdrawn')
  expect(await live()).toEqual([])
  await cancel(await bookOne(api, b))
  expect((await look(api, held)).waiting.offer.visit.slotId).toBe(b)
})

test('at night nothing is sent, and no offer runs out', async () => {
  const [slotId] = (await row(1, { startsAt: tuesday + 2 * DAY })) as [string]
  const booked = await bookOne(api, slotId)
  const held = await joinOne(api)
  clock.set(Date.parse('2026-11-23T23:00:00+08:00'))
  await cancel(booked)
  expect((await look(api, held)).dueAt).toBe('2026-11-24T09:00:00+08:00')
  expect((await messages(held.reference)).at(-1)).toMatchObject({
    template: 'waiting.offered',
    not_before: Date.parse('2026-11-24T07:00:00+08:00'),
  })
})

test('every step leaves its leaf', async () => {
  const [slotId] = (await row(1)) as [string]
  const booked = await bookOne(api, slotId)
  const held = await joinOne(api)
  await cancel(booked)
  await act(api, 'take', held)
  const { results } = await env.DB.prepare('SELECT action FROM audit_leaf WHERE subject = ?')
    .bind(held.reference)
    .all<{ action: string }>()
  expect(results.map(({ action }) => action).sort()).toEqual([
    'waiting.join',
    'waiting.offer',
    'waiting.take',
  ])
  const [entry] = (await look(api, held)).timeline
  expect(entry).toMatchObject({ text: { zh: '登记了候补' }, done: true })
})

/** A place given back that nobody has looked at yet. */
const keep = (slotId: string) =>
  env.DB.prepare(
    "INSERT INTO hold (id, slot_id, ends_at, state, until, created_at) VALUES ('h', ?, ?, 'kept', 0, 0)",
  )
    .bind(slotId, tuesday + 15 * MINUTE)
    .run()
