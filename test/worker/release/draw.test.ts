import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { releaseDue } from '../../../api/appointment/publish.ts'
import { drawDue } from '../../../api/appointment/release/draw.ts'
import { drawMinute } from '../../../api/appointment/release/minute.ts'
import { planReleases } from '../../../api/appointment/release/plan.ts'
import { commitmentOf, releaseSeed } from '../../../api/appointment/release/seed.ts'
import { at, DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { bookOne, miscounts, publish, systemCtx, twoStations } from '../../support/appointment.ts'
import { addClosure, addRules, addSchedule, releases } from '../../support/release.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const day = '2026-11-30'
const opens = at('2026-11-23', '08:00')

beforeEach(async () => {
  clock.set(opens - HOUR)
  await twoStations()
})

const plan = async () => planReleases(await systemCtx(clock))
const draw = async () => drawDue(await systemCtx(clock))
const slots = () =>
  env.DB.prepare('SELECT count(*) AS n FROM slot WHERE day = ?').bind(day).first<number>('n')
const one = async () => (await releases()).find((row) => row.day === day)!

describe('planning', () => {
  test('promises the minute a week ahead: window, commitment, and the draw that the seed gives', async () => {
    await addSchedule()
    clock.set(opens - 7 * DAY - MINUTE)
    await plan()
    expect((await releases()).map((row) => row.day)).not.toContain(day)
    clock.set(opens - 7 * DAY)
    expect(await plan()).toEqual({ planned: 1 })
    const row = await one()
    const { keys } = await systemCtx(clock)
    const seed = await releaseSeed(keys.index, { pointId: 'sp_one', counterGroup: 'household', day })
    expect(row).toMatchObject({ window_from: opens, window_to: opens + HOUR, state: 'planned', seed: null })
    expect(row.commitment).toBe(await commitmentOf(seed))
    expect(row.draw_at).toBe(await drawMinute(seed, { from: opens, to: opens + HOUR }))
    expect(await plan(), 'once').toEqual({ planned: 0 })
  })

  test('the rules of the day decide the window, and what was promised stays', async () => {
    await addSchedule()
    await addRules({ releaseWindowMinutes: 30 }, '2026-11-23')
    await plan()
    expect(await one()).toMatchObject({ window_from: opens, window_to: opens + 30 * MINUTE })
    await addRules({ releaseWindowMinutes: 120 }, '2026-11-22')
    await env.DB.prepare('DELETE FROM booking_rule WHERE from_day = ?').bind('2026-11-23').run()
    await plan()
    expect(await one()).toMatchObject({ window_to: opens + 30 * MINUTE })
  })

  test('neither leaf nor log tells minute or seed before the draw', async () => {
    const lines: unknown[] = []
    for (const name of ['log', 'error'] as const)
      vi.spyOn(console, name).mockImplementation((...line) => void lines.push(...line))
    await addSchedule()
    await publish(clock)
    const { draw_at } = await one()
    const { keys } = await systemCtx(clock)
    const seed = await releaseSeed(keys.index, { pointId: 'sp_one', counterGroup: 'household', day })
    for (const path of ['/releases', '/releases?station=one', `/releases/one/household/${day}`])
      lines.push((await api.get(path)).text)
    lines.push((await api.get('/stations/one/slots?matter=ID-02')).text)
    lines.push(...(await env.DB.prepare('SELECT body FROM audit_leaf').all()).results)
    vi.restoreAllMocks()
    const said = JSON.stringify(lines)
    expect(said).toContain('schedule.plan')
    expect(said).not.toContain(seed)
    expect(said).not.toContain(String(draw_at))
    const iso = new Date(draw_at + 8 * HOUR).toISOString().slice(0, 16)
    if (draw_at !== opens && draw_at !== opens + HOUR) expect(said).not.toContain(iso)
  })
})

describe('drawing', () => {
  test('opens the day at its minute, not before, and publishes the seed', async () => {
    await addSchedule()
    await plan()
    const { draw_at } = await one()
    clock.set(draw_at - 1)
    await draw()
    expect(await slots()).toBe(0)
    clock.set(draw_at)
    expect(await draw()).toMatchObject({ drawn: 1, slots: 2 })
    expect(await slots()).toBe(2)
    const row = await one()
    expect(row).toMatchObject({
      state: 'drawn',
      places: 4,
      listed: 0,
      offered: 0,
      drawn_at: draw_at,
      gone_at: null,
    })
    expect(row.commitment).toBe(await commitmentOf(row.seed!))
    expect(await draw()).toMatchObject({ drawn: 0, slots: 0 })
    const leaves = await env.DB.prepare(
      "SELECT count(*) AS n FROM audit_leaf WHERE action = 'schedule.publish' AND instr(body, ?)",
    )
      .bind(row.seed)
      .first('n')
    expect(leaves, 'attested').toBe(1)
    expect(await miscounts()).toEqual([])
  })

  test('a closure entered since counts: void, and drawn after all once it is lifted', async () => {
    await addSchedule()
    await plan()
    await addClosure(day)
    clock.set(opens + HOUR)
    await publish(clock)
    expect(await one()).toMatchObject({ state: 'void', seed: null, drawn_at: null })
    expect(await slots()).toBe(0)
    clock.pass(DAY)
    expect(await publish(clock)).toEqual({ slots: 0 })
    await env.DB.prepare('DELETE FROM closure').run()
    expect(await publish(clock)).toEqual({ slots: 2 })
    const row = await one()
    expect(row).toMatchObject({ state: 'drawn', drawn_at: opens + HOUR + DAY })
    expect(row.commitment).toBe(await commitmentOf(row.seed!))
  })

  test('of several draws at once one wins', async () => {
    for (const weekday of [1, 2, 3, 4, 5]) await addSchedule({ weekday })
    await plan()
    clock.set(opens + HOUR)
    const runs = await Promise.all([draw(), draw(), draw()])
    const drawn = (await releases()).filter((row) => row.state === 'drawn').length
    expect(runs.reduce((sum, run) => sum + run.drawn, 0)).toBe(drawn)
    expect(await env.DB.prepare('SELECT count(*) AS n FROM slot').first('n')).toBe(2 * drawn)
    expect(await miscounts()).toEqual([])
  })

  test('a drawn release stays as it was drawn', async () => {
    await addSchedule()
    clock.set(opens + HOUR)
    await publish(clock)
    for (const change of [
      "state = 'planned', seed = NULL",
      "seed = 'x'",
      'draw_at = draw_at + 1',
      'places = 9',
      'window_to = 0',
    ])
      await expect(
        env.DB.prepare(`UPDATE release SET ${change} WHERE day = ?`).bind(day).run(),
        change,
      ).rejects.toThrow()
    await expect(env.DB.prepare('DELETE FROM release').run()).rejects.toThrow(/append-only/)
  })

  test('days of a provisional year wait when the bureau says so, planned ones too', async () => {
    clock.set(at('2026-12-29', '08:00'))
    await addSchedule()
    await publish(clock)
    const state = async () => (await releases()).find((row) => row.day === '2027-01-04')?.state
    expect(await state()).toBe('drawn')
    expect((await releases()).find((row) => row.day === '2027-01-11')?.state).toBe('planned')
    await addRules({ provisionalDays: 'wait' }, '2026-12-30')
    clock.set(at('2027-01-04', '12:00'))
    await publish(clock)
    const later = async () =>
      (await releases()).filter((row) => row.day > '2027-01-04').map((row) => row.state)
    expect(await later(), 'promised before, withheld now; the next is not promised').toEqual(['void'])
    await env.DB.prepare(
      "INSERT INTO calendar_year (year, status, source_zh, source_en, certainty) VALUES (2027, 'official', '', '', 'P')",
    ).run()
    await publish(clock)
    expect(await later()).toEqual(['drawn', 'planned'])
  })

  test('how fast they went: by the booking, or the move, that takes the last place', async () => {
    await addSchedule({ cap_public: 1, weekday: 1 })
    await addSchedule({ cap_public: 1, weekday: 2 })
    clock.set(opens + HOUR)
    await publish(clock)
    const ids = (
      await env.DB.prepare("SELECT id FROM slot WHERE day IN ('2026-11-24', ?) ORDER BY day DESC, starts_at")
        .bind(day)
        .all<{ id: string }>()
    ).results.map(({ id }) => id)
    clock.pass(20 * MINUTE)
    await bookOne(api, ids[0]!)
    expect((await one()).gone_at).toBeNull()
    const { reference, accessCode } = await bookOne(api, ids[2]!)
    clock.pass(20 * MINUTE)
    const moved = await api.post(`/appointments/${reference}/reschedule`, { accessCode, slotId: ids[1] })
    expect(moved.status, moved.text).toBe(200)
    const row = await one()
    expect(row.gone_at! - row.drawn_at!).toBe(40 * MINUTE)
    const total = await env.DB.prepare('SELECT * FROM release_total').all()
    expect(total.results).toEqual([
      { opened_day: '2026-11-23', releases: 3, places: 6, gone_hour: 1, gone_day: 1, gone: 1 },
    ])
  })
})

test('the work of a minute plans at once on a fresh database, and then only draws', async () => {
  await addSchedule()
  clock.set(opens + HOUR)
  const ctx = await systemCtx(clock)
  expect((await releaseDue(ctx)).slots).toBeGreaterThan(0)
  await addSchedule({ weekday: 3 })
  expect(await releaseDue(ctx)).toEqual({ drawn: 0, slots: 0, offers: 0 })
})
