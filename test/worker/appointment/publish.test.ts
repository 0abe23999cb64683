import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { endPast } from '../../../api/appointment/end.ts'
import { publishSlots } from '../../../api/appointment/publish.ts'
import { at, DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import {
  addSlot,
  bookOne,
  miscounts,
  publish,
  someone,
  systemCtx,
  twoStations,
} from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
beforeEach(() => clock.set(monday))

let made = 0
async function schedule(weekday: number, more: Record<string, string | number | null> = {}) {
  const row = {
    id: `sc_${made++}`,
    service_point_id: 'sp_one',
    counter_group: 'household',
    weekday,
    from_time: '09:00',
    to_time: '10:00',
    slot_minutes: 30,
    cap_public: 2,
    cap_phone: 1,
    cap_counter: 1,
    lead_minutes: 60,
    horizon_days: 7,
    release_time: '08:00',
    valid_from: '2026-01-01',
    valid_to: null,
    ...more,
  }
  await env.DB.prepare(
    `INSERT INTO schedule (${Object.keys(row).join()}) VALUES (${Object.keys(row)
      .map(() => '?')
      .join()})`,
  )
    .bind(...Object.values(row))
    .run()
}

const insert = (table: string, row: Record<string, string | number>) =>
  env.DB.prepare(
    `INSERT INTO ${table} (${Object.keys(row).join()}) VALUES (${Object.keys(row)
      .map(() => '?')
      .join()})`,
  )
    .bind(...Object.values(row))
    .run()

const days = async () =>
  (
    await env.DB.prepare("SELECT day FROM slot_day WHERE service_point_id = 'sp_one' ORDER BY day").all<{
      day: string
    }>()
  ).results.map(({ day }) => day)
const starts = async (day: string) =>
  (
    await env.DB.prepare('SELECT starts_at AS s FROM slot WHERE day = ? ORDER BY s').bind(day).all<{
      s: number
    }>()
  ).results.map(({ s }) => new Date(s + 8 * HOUR).toISOString().slice(11, 16))
const list = async (query = '') => (await api.get(`/stations/one/slots?matter=ID-02${query}`)).body
const dayOn = async (day: string) => (await list()).days.find((entry: { day: string }) => entry.day === day)

/** Places open at their release minute itself. The drawn minute of a window is tested under worker/release. */
const atTheMinute = () =>
  insert('booking_rule', { from_day: '2026-01-01', rules: '{"releaseWindowMinutes":0}', created_at: 0 })

describe('publishing', () => {
  beforeEach(async () => {
    await twoStations()
    await atTheMinute()
  })

  test('a day appears at its release time, not a minute before, and once', async () => {
    await schedule(1)
    clock.set(at('2026-11-23', '07:59'))
    expect(await publish(clock)).toEqual({ slots: 2 })
    expect(await days()).toEqual(['2026-11-23'])
    expect(await dayOn('2026-11-30')).toMatchObject({
      state: 'later',
      remaining: 0,
      releasesAt: '2026-11-30T08:00:00+08:00'.replace('30T', '23T'),
    })
    clock.set(at('2026-11-23', '08:00') - 1)
    expect(await publish(clock)).toEqual({ slots: 0 })
    clock.set(at('2026-11-23', '08:00'))
    expect((await dayOn('2026-11-30')).state, 'due, and the job has not run yet').toBe('later')
    expect(await publish(clock)).toEqual({ slots: 2 })
    expect(await days()).toEqual(['2026-11-23', '2026-11-30'])
    expect(await dayOn('2026-11-30')).toMatchObject({ state: 'open', remaining: 4, releasesAt: null })
    const before = await env.DB.prepare('SELECT * FROM slot ORDER BY id').all()
    const runs = await Promise.all([publish(clock), publish(clock), publish(clock)])
    expect(runs).toEqual([{ slots: 0 }, { slots: 0 }, { slots: 0 }])
    expect((await env.DB.prepare('SELECT * FROM slot ORDER BY id').all()).results).toEqual(before.results)
    const leaves = await env.DB.prepare('SELECT action, count(*) AS n FROM audit_leaf GROUP BY action').all()
    expect(leaves.results, 'nothing more than the two runs that did something').toEqual([
      { action: 'schedule.plan', n: 2 },
      { action: 'schedule.publish', n: 2 },
    ])
    expect(await miscounts()).toEqual([])
  })

  test('two runs at the same moment make each slot once', async () => {
    for (const weekday of [1, 2, 3, 4, 5]) await schedule(weekday)
    const runs = await Promise.all([publish(clock), publish(clock), publish(clock)])
    expect(runs.reduce((sum, { slots }) => sum + slots, 0)).toBe(12)
    expect(await miscounts()).toEqual([])
  })

  test('weekdays with different horizons each get theirs', async () => {
    await schedule(1, { horizon_days: 21 })
    await schedule(2, { horizon_days: 7 })
    for (let day = 0; day < 15; day++) {
      clock.set(at('2026-11-23', '08:00') + day * DAY)
      await publish(clock)
    }
    const expected = ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-07', '2026-12-28']
    for (const day of expected) expect(await days(), day).toContain(day)
  })

  test('a schedule added later, and a day opened again, are published after all', async () => {
    await schedule(1, { horizon_days: 14 })
    await insert('closure', {
      id: 'cl_1',
      service_point_id: '*',
      from_day: '2026-11-30',
      to_day: '2026-11-30',
      reason_zh: '停电',
      reason_en: 'Power cut',
    })
    await publish(clock)
    expect(await days()).toEqual(['2026-11-23', '2026-12-07'])
    await schedule(3, { horizon_days: 14 })
    await env.DB.prepare('DELETE FROM closure').run()
    await publish(clock)
    expect(await days()).toEqual(['2026-11-23', '2026-11-25', '2026-11-30', '2026-12-02', '2026-12-07'])
  })

  test('holidays, make-up days, closures and special hours decide as they do for opening hours', async () => {
    for (const weekday of [1, 2, 3, 4, 5]) await schedule(weekday, { horizon_days: 14 })
    const named = (day: string, kind: string, zh: string, en: string) =>
      insert('calendar_day', { day, kind, name_zh: zh, name_en: en })
    await named('2026-11-25', 'holiday', '试节', 'Test Day')
    await named('2026-11-28', 'workday', '试节调休上班', 'Working day in exchange')
    await insert('closure', {
      id: 'cl_2',
      service_point_id: 'sp_one',
      from_day: '2026-11-26',
      to_day: '2026-11-26',
      reason_zh: '内部学习',
      reason_en: 'Training',
    })
    const special = (day: string, opens: string, closes: string, counter_group = '') =>
      insert('special_hours', {
        service_point_id: 'sp_one',
        day,
        opens,
        closes,
        counter_group,
        reason_zh: '延时服务',
        reason_en: 'Other hours',
      })
    await special('2026-11-27', '09:30', '12:00')
    await special('2026-11-29', '09:00', '12:00')
    await special('2026-12-01', '09:00', '09:29')
    await special('2026-12-02', '09:00', '09:30', 'general')
    await publish(clock)
    expect(await days()).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-27',
      '2026-11-28',
      '2026-11-30',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
    ])
    expect(await starts('2026-11-27'), 'clipped').toEqual(['09:30'])
    expect(await starts('2026-11-28'), 'a make-up Saturday takes Monday’s hours').toEqual(['09:00', '09:30'])
    expect(await starts('2026-12-02'), 'another counter’s hours do not count').toEqual(['09:00', '09:30'])
    expect(await dayOn('2026-11-25')).toMatchObject({ state: 'closed', reason: { zh: '试节' } })
    expect(await dayOn('2026-11-26')).toMatchObject({ state: 'closed', reason: { en: 'Training' } })
    expect(await dayOn('2026-11-27')).toMatchObject({ state: 'open', reason: { zh: '延时服务' } })
    expect(await dayOn('2026-11-28')).toMatchObject({ state: 'open', remaining: 4 })
    expect(await dayOn('2026-11-29')).toMatchObject({ state: 'closed', reason: { en: 'Other hours' } })
    expect(await dayOn('2026-12-01'), 'too short for a slot').toMatchObject({ state: 'closed' })
    expect(await dayOn('2026-12-05'), 'a plain Saturday').toMatchObject({ state: 'closed', reason: null })
    expect(await dayOn('2026-12-08')).toMatchObject({ state: 'later' })
  })

  test('days of a year without its holiday notice are flagged, in the list and on the visit', async () => {
    clock.set(at('2026-12-30', '08:00'))
    for (const weekday of [1, 2, 3, 4, 5]) await schedule(weekday, { from_time: '15:00', to_time: '16:00' })
    await publish(clock)
    expect(await dayOn('2026-12-31')).toMatchObject({ state: 'open', provisional: false })
    expect(await dayOn('2027-01-04')).toMatchObject({ state: 'open', provisional: true })
    const [first] = (await list('&from=2027-01-04')).items
    expect((await api.get(`/slots/${first.id}?matter=ID-02`)).body.provisional).toBe(true)
    expect((await bookOne(api, first.id)).reference).toMatch(/^A-20261230/)
  })

  test('the first day with a place is chosen, full days say so, and pages hang together', async () => {
    for (const weekday of [1, 2, 3]) await schedule(weekday, { cap_public: 1, lead_minutes: 30 })
    await publish(clock)
    let body = await list()
    expect(body).toMatchObject({ day: '2026-11-23', nextCursor: null })
    expect(body.items.map(({ startsAt }: { startsAt: string }) => startsAt.slice(11, 16))).toEqual([
      '09:00',
      '09:30',
    ])
    for (const { id } of body.items) await bookOne(api, id)
    body = await list()
    expect(body.day).toBe('2026-11-24')
    expect(body.days[0]).toMatchObject({ day: '2026-11-23', state: 'full', remaining: 0 })
    expect(body.days).toHaveLength(21)
    const span = '&from=2026-11-23&to=2026-11-25&limit=2'
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page = await list(`${span}${cursor && `&cursor=${cursor}`}`)
      seen.push(...page.items.map(({ id }: { id: string }) => id))
      cursor = page.nextCursor
      if (!cursor) break
    }
    expect(seen).toHaveLength(6)
    expect(new Set(seen).size).toBe(6)
    // Booked out today and then evening: nothing of today is left, whoever cancelled.
    clock.set(at('2026-11-24', '18:00'))
    expect(await dayOn('2026-11-24'), 'over for today').toMatchObject({ state: 'closed', remaining: 0 })
    expect((await list()).day).toBe('2026-11-25')
  })
})

test('a visit that is over frees its person to book again, with the job and before it', async () => {
  await twoStations()
  const body = someone(await addSlot({ startsAt: monday + 2 * HOUR }))
  const next = { ...body, slotId: await addSlot({ startsAt: monday + DAY }) }
  const third = { ...body, slotId: await addSlot({ startsAt: monday + 3 * DAY }) }
  const first = (await api.post('/appointments', body)).body
  expect((await api.post('/appointments', next)).body.code).toBe('already-booked')
  clock.set(monday + 2 * HOUR + 15 * MINUTE)
  expect((await api.post('/appointments', next)).body.code, 'at the very end it is still on').toBe(
    'already-booked',
  )
  expect(await endPast(await systemCtx(clock))).toEqual({ ended: 0 })
  clock.pass(1)
  expect((await api.post('/appointments', next)).status, 'before the job ran').toBe(201)
  expect((await api.post('/track', first)).status, 'extra keys are refused').toBe(422)
  const { reference, accessCode } = first
  const over = (await api.post('/track', { reference, accessCode })).body
  expect(over).toMatchObject({ status: 'ended', can: [], dueAt: null })
  expect(over.timeline.at(-1)).toMatchObject({ done: true })
  clock.set(monday + 2 * DAY)
  expect(await endPast(await systemCtx(clock))).toEqual({ ended: 1 })
  expect(await endPast(await systemCtx(clock))).toEqual({ ended: 0 })
  expect((await api.post('/appointments', third)).status, 'after the job').toBe(201)
  expect(await miscounts()).toEqual([])
})

test('the whole demo bureau is published in a few round trips, and a second run makes nothing', async () => {
  await demo(env)
  const first = await publish(clock)
  expect(first.slots).toBeGreaterThan(5_000)
  const ctx = await systemCtx(clock)
  expect(await publishSlots(ctx)).toEqual({ slots: 0 })
  expect(await miscounts()).toEqual([])
})
