import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { carryOutOpen } from '../../../api/appointment/schedule/carryOut.ts'
import { HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { bookOne, miscounts, publish, systemCtx, twoStations } from '../../support/appointment.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { addWeek, chiefAt, counted } from '../../support/planned.ts'
import { addRules } from '../../support/release.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const tuesday = '2026-11-24'
const reason = { zh: '集中培训', en: 'training' }

beforeEach(async () => {
  clock.set(monday)
  await twoStations()
  await addRules({ releaseWindowMinutes: 0, givenBackWindows: [] })
  await addWeek()
  await publish(clock)
})

const slotsOn = async (day: string) =>
  (await api.get(`/stations/one/slots?matter=ID-02&from=${day}&to=${day}`)).body.items as {
    id: string
    startsAt: string
  }[]
const slotAt = async (time: string, day = tuesday) =>
  (await slotsOn(day)).find(({ startsAt }) => startsAt.includes(`T${time}`))!.id
const open = async (day = tuesday) =>
  (
    await env.DB.prepare("SELECT starts_at AS at FROM slot WHERE day = ? AND state = 'open' ORDER BY 1")
      .bind(day)
      .all<{ at: number }>()
  ).results.map(({ at }) => new Date(at + 8 * HOUR).toISOString().slice(11, 16))
const window = (weekday: number, more: Record<string, unknown> = {}) => ({
  weekday,
  from: '09:00',
  to: '12:00',
  slotMinutes: 30,
  capPublic: 2,
  capPhone: 1,
  capCounter: 1,
  leadMinutes: 60,
  horizonDays: 7,
  releaseTime: '08:00',
  ...more,
})
const week = (more: Record<string, unknown> = {}) => [1, 2, 3, 4, 5].map((day) => window(day, more))
const seenOf = async (chief: Awaited<ReturnType<typeof chiefAt>>) =>
  (await chief.get('/points/one/plan')).body.counters[0].seen as string

describe('special hours of a day', () => {
  const early = {
    day: tuesday,
    windows: [
      { opens: '09:00', closes: '10:00' },
      { opens: '11:30', closes: '12:00' },
    ],
    reason,
  }

  test('what the preview says is what happens: slots close, people are told, a longer visit too', async () => {
    const hit = await bookOne(api, await slotAt('10:00'))
    const long = await bookOne(api, await slotAt('09:30'), { people: 4 })
    const safe = await bookOne(api, await slotAt('09:00'))
    const chief = await chiefAt(clock)
    const preview = await chief.post('/points/one/special-hours', { ...early, apply: false })
    expect(preview.body).toMatchObject({
      change: null,
      days: [
        {
          day: tuesday,
          counterGroup: 'household',
          released: true,
          before: { slots: 6, places: 12 },
          after: { slots: 3, places: 6 },
          closes: 3,
          reopens: 0,
          adds: 0,
        },
      ],
    })
    expect(preview.body.people.map(({ reference }: { reference: string }) => reference).sort()).toEqual(
      [hit.reference, long.reference].sort(),
    )
    expect(await open()).toHaveLength(6)
    const { seen } = preview.body
    const done = await chief.post('/points/one/special-hours', { ...early, seen, apply: true })
    expect(done.body.change).toMatchObject({ slots: 3, opened: 0, told: 2 })
    expect(await open()).toEqual(['09:00', '09:30', '11:30'])
    expect(await waitingMessages('appointment.closed', long.reference)).toHaveLength(1)
    expect(await waitingMessages('appointment.closed', safe.reference)).toEqual([])
    const look = await api.post('/track', { reference: hit.reference, accessCode: hit.accessCode })
    expect(look.body.appointment.closed).toEqual({ reason })
    // Pressed twice: nothing more.
    const twice = await chief.post('/points/one/special-hours', { ...early, seen, apply: true })
    expect([twice.status, twice.body.change]).toEqual([200, null])
    clock.pass(2 * MINUTE)
    await carryOutOpen(await systemCtx(clock))
    expect(await counted('outbox', "template = 'appointment.closed'")).toBe(2)
    expect(await miscounts()).toEqual([])

    // The usual hours again: the slots open, and both are told that their time holds.
    const back = await chief.post('/points/one/special-hours', {
      day: tuesday,
      windows: [],
      reason,
      apply: false,
    })
    const restored = await chief.post('/points/one/special-hours', {
      day: tuesday,
      windows: [],
      reason,
      seen: back.body.seen,
      apply: true,
    })
    expect(restored.body.change).toMatchObject({ slots: 0, opened: 3, told: 0, reopened: 2 })
    expect(await open()).toHaveLength(6)
    expect(await miscounts()).toEqual([])
  })

  test('two editors at once: the second is told what changed, nothing half written', async () => {
    const [one, two] = [await chiefAt(clock), await chiefAt(clock, [['administrator', '*']])]
    const { seen } = (await one.post('/points/one/special-hours', { ...early, apply: false })).body
    expect((await one.post('/points/one/special-hours', { ...early, seen, apply: true })).status).toBe(200)
    const other = { ...early, windows: [{ opens: '10:00', closes: '11:00' }], seen, apply: true }
    const late = await two.post('/points/one/special-hours', other)
    expect([late.status, late.body.code]).toEqual([409, 'stale'])
    expect(late.body.now).toEqual([
      ['09:00', '10:00', reason.zh, reason.en],
      ['11:30', '12:00', reason.zh, reason.en],
    ])
    expect(await open()).toEqual(['09:00', '09:30', '11:30'])
    expect(await counted('special_hours')).toBe(2)
  })

  test('a closure is the later word, and lifting it brings the usual hours', async () => {
    const chief = await chiefAt(clock)
    const { seen } = (await chief.post('/points/one/special-hours', { ...early, apply: false })).body
    await chief.post('/points/one/special-hours', { ...early, seen, apply: true })
    const closing = { fromDay: tuesday, toDay: tuesday, reason }
    const preview = await chief.post('/points/one/closures', { ...closing, apply: false })
    expect(preview.body).toMatchObject({ slots: 3, specialDays: [tuesday] })
    const { body } = await chief.post('/points/one/closures', { ...closing, apply: true })
    expect(await counted('special_hours')).toBe(0)
    clock.pass(2 * MINUTE)
    await carryOutOpen(await systemCtx(clock))
    expect(await open()).toEqual([])
    await chief.post(`/points/one/closures/${body.change.id}/lift`, { apply: true })
    expect(await open()).toHaveLength(6)
  })

  test('what cannot be is said beside its field', async () => {
    const chief = await chiefAt(clock)
    const wrong = async (more: object) =>
      (await chief.post('/points/one/special-hours', { ...early, ...more, apply: false })).body.errors[0]
    expect(await wrong({ day: '2026-11-20' })).toMatchObject({ pointer: '/day', code: 'day-range' })
    expect(await wrong({ windows: [{ opens: '10:00', closes: '09:00' }] })).toMatchObject({
      pointer: '/windows/0/closes',
      code: 'window.order',
    })
    expect(
      await wrong({
        windows: [
          { opens: '09:00', closes: '11:00' },
          { opens: '10:00', closes: '12:00' },
        ],
      }),
    ).toMatchObject({ pointer: '/windows/1/closes', code: 'window.overlap' })
  })
})

describe('another week', () => {
  test('released days follow where places are free; nobody loses a visit unseen', async () => {
    const stays = await bookOne(api, await slotAt('09:00'))
    await bookOne(api, await slotAt('09:00'))
    const hit = await bookOne(api, await slotAt('11:30'))
    const chief = await chiefAt(clock)
    // Half an hour earlier and shorter, one place each, quarters of an hour.
    const wanted = {
      counterGroup: 'household',
      fromDay: tuesday,
      windows: week({ from: '08:30', to: '11:30', capPublic: 1, slotMinutes: 15 }),
      seen: await seenOf(chief),
    }
    const preview = await chief.post('/points/one/schedule', { ...wanted, apply: false })
    expect(preview.body.days[0]).toMatchObject({
      day: tuesday,
      released: true,
      closes: 1,
      adds: 2,
      spared: 1,
      before: { slots: 6, places: 12 },
      after: { slots: 7, places: 8 },
    })
    expect(preview.body.people.map(({ reference }: { reference: string }) => reference)).toEqual([
      hit.reference,
    ])
    expect(preview.body.days.some(({ released }: { released: boolean }) => !released)).toBe(true)
    const done = await chief.post('/points/one/schedule', { ...wanted, apply: true })
    expect(done.body.change).toMatchObject({ told: 1 })
    expect(await open()).toEqual(['08:30', '08:45', '09:00', '09:30', '10:00', '10:30', '11:00'])
    expect(await open('2026-11-23')).toHaveLength(6)
    const caps = await env.DB.prepare(
      "SELECT max(cap_public) AS most, min(cap_public) AS least FROM slot WHERE day = ? AND state = 'open'",
    )
      .bind(tuesday)
      .first()
    expect(caps).toEqual({ most: 2, least: 1 })
    expect(await counted('booking', "state = 'booked'")).toBe(3)
    expect(await waitingMessages('appointment.closed', stays.reference)).toEqual([])
    // New places of released days, five of them, are not the fastest one's.
    expect(await counted('hold', "state = 'kept'")).toBe(10)
    expect(await miscounts()).toEqual([])
    // Days that come out later follow the new week.
    clock.set(monday + 24 * HOUR)
    await publish(clock)
    expect(await open('2026-12-01')).toHaveLength(12)
    const again = await chief.post('/points/one/schedule', { ...wanted, fromDay: tuesday, apply: true })
    expect([again.status, again.body.change]).toEqual([200, null])
    expect(await counted('audit_leaf', "action = 'schedule.edit'")).toBe(1)
  })

  test('more places, from the first day that is not out: released days stay as they are', async () => {
    const chief = await chiefAt(clock)
    const { lastDay, seen } = (await chief.get('/points/one/plan')).body.counters[0]
    expect(lastDay).toBe('2026-11-30')
    const fromDay = '2026-12-01'
    const input = { counterGroup: 'household', fromDay, windows: week({ capPublic: 5 }), seen }
    const preview = await chief.post('/points/one/schedule', { ...input, apply: false })
    expect(preview.body.days.every(({ released }: { released: boolean }) => !released)).toBe(true)
    expect(preview.body.people).toEqual([])
    expect((await chief.post('/points/one/schedule', { ...input, apply: true })).body.change).toMatchObject({
      slots: 0,
      opened: 0,
      told: 0,
    })
    expect(await counted('slot', 'cap_public <> 2')).toBe(0)
    clock.set(monday + 24 * HOUR)
    await publish(clock)
    expect(await counted('slot', "cap_public = 5 AND day = '2026-12-01'")).toBe(6)
  })

  test('two at once: one is written whole, the other refused', async () => {
    const chief = await chiefAt(clock)
    const seen = await seenOf(chief)
    const input = { counterGroup: 'household', fromDay: tuesday, seen, apply: true }
    const both = await Promise.all([
      chief.post('/points/one/schedule', { ...input, windows: week({ capPublic: 3 }) }),
      chief.post('/points/one/schedule', { ...input, windows: week({ capPublic: 4 }) }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await counted('schedule', `valid_from = '${tuesday}'`)).toBe(5)
    expect(await counted('audit_leaf', "action = 'schedule.edit'")).toBe(1)
    const most = both[0]?.status === 200 ? 3 : 4
    expect(await counted('slot', `day = '${tuesday}' AND cap_public = ${most}`)).toBe(6)
    expect(await miscounts()).toEqual([])
  })

  test('a week that cannot be is refused beside its field; another station’s is not there', async () => {
    const chief = await chiefAt(clock)
    const input = { counterGroup: 'household', fromDay: tuesday, apply: false }
    const overlap = await chief.post('/points/one/schedule', {
      ...input,
      windows: [window(1), window(1, { from: '11:00', to: '13:00' })],
    })
    expect(overlap.body.errors).toMatchObject([{ pointer: '/windows/1/to', code: 'window.overlap' }])
    const short = await chief.post('/points/one/schedule', {
      ...input,
      windows: [window(1, { to: '09:20' })],
    })
    expect(short.body.errors).toMatchObject([{ pointer: '/windows/0/slotMinutes', code: 'window.short' }])
    expect(
      (await chief.post('/points/one/schedule', { ...input, windows: [window(1, { slotMinutes: 3 })] }))
        .status,
    ).toBe(422)
    const other = await chiefAt(clock, [['chief', 'sp_two']])
    expect((await other.post('/points/one/schedule', { ...input, windows: [] })).status).toBe(404)
    const clerk = await chiefAt(clock, [['clerk', 'sp_one']])
    expect((await clerk.post('/points/one/schedule', { ...input, windows: [] })).status).toBe(403)
  })
})
