import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { noteLateRectifications, takeCalls } from '../../../api/survey/rectify/jobs.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import {
  badRating,
  callBack,
  hand,
  judgedAs,
  rectificationAt,
  systemAt,
} from '../../support/rectification.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const ok = ({ status, text, body }: { status: number; text: string; body: Record<string, unknown> }) => {
  expect(status, text).toBe(200)
  return body
}
const on = (day: string, time = '10:00') => clock.set(Date.parse(`${day}T${time}:00+08:00`))
const late = async () => (await noteLateRectifications(await systemAt(clock))).late

/** A bad rating of Monday 23 November, whose rater was called on the day, and everybody about it. */
async function called({ day = '2026-11-23' } = {}) {
  const made = await badRating(await systemAt(clock), { phone: '13800000009' })
  on(day)
  const [desk, other, head] = await Promise.all([
    hand(staff, 'supervisor', '*', clock),
    hand(staff, 'supervisor', '*', clock),
    hand(staff, 'chief', 'sp_qingshi', clock),
  ])
  ok(await desk.do(made.id, 'contact', { how: 'reached', words: '说了' }))
  const doing = {
    asks: async () => ok(await desk.do(made.id, 'task', { words: '请改进' })),
    reports: async (outcome = 'at-once') => ok(await head.do(made.id, 'fix', { outcome, words: '改了' })),
    rings: async (outcome = 'settled') => {
      ok(await callBack(staff, other.headers, made.id, { outcome, satisfied: 2 }))
      await takeCalls(await systemAt(clock))
    },
    closes: async (words = '') => ok(await desk.do(made.id, 'close', { words })),
  }
  return { ...made, desk, other, head, ...doing }
}

describe('what the station answers for', () => {
  test('five working days of its own, whenever the desk called and asked', async () => {
    // The desk was due on the 24th, and asked on the 27th, a Friday: the station has until the 4th.
    const one = await called({ day: '2026-11-27' })
    await one.asks()
    expect(await rectificationAt(one.id)).toMatchObject({ station_part: 1, station_asked: 1 })
    expect(ok(await one.head.open(one.id))).toMatchObject({ dueOn: '2026-12-04', late: false })
    expect(ok(await one.desk.open(one.id))).toMatchObject({ dueOn: '2026-11-30', stationDueOn: '2026-12-04' })
    on('2026-12-04', '23:59')
    // The day of the whole is noted, and counts for nobody.
    expect(await late()).toBe(1)
    expect(await judgedAs(one.id)).toEqual([])
    await one.reports()
    await one.rings()
    await one.closes()
    expect(await judgedAs(one.id)).toMatchObject([{ point: 'sp_qingshi', level: 1 }])
  })

  test('a missed day is noted once, and nothing later makes it a kept one', async () => {
    const one = await called()
    await one.asks()
    on('2026-12-01', '00:00')
    // The whole, and the station.
    expect([await late(), await late()]).toEqual([2, 0])
    expect(await judgedAs(one.id)).toMatchObject([{ level: 0, day: '2026-12-01', period: '2026Q4' }])
    await one.reports()
    await one.rings()
    await one.closes()
    expect(await judgedAs(one.id)).toMatchObject([{ level: 0, day: '2026-12-01' }])
  })

  test('a late report is a missed day though no job came by', async () => {
    const one = await called()
    await one.asks()
    on('2026-12-01')
    await one.reports()
    expect(await judgedAs(one.id)).toMatchObject([{ level: 0 }])
  })

  test('more time that was given counts, and while nobody has decided nobody is late', async () => {
    const one = await called()
    await one.asks()
    ok(await one.head.do(one.id, 'more', { value: 5, words: '要买设备' }))
    on('2026-12-02')
    expect(await late()).toBe(0)
    ok(await one.other.do(one.id, 'extension', { give: true, words: '同意' }))
    expect(ok(await one.head.open(one.id)).dueOn).toBe('2026-12-07')
    on('2026-12-07', '23:00')
    await one.reports()
    expect(await judgedAs(one.id)).toEqual([])
    const two = await called({ day: '2026-12-07' })
    on('2026-12-08')
    expect(await rectificationAt(two.id)).toMatchObject({ station_due_at: null })
  })

  test('nothing where it was never asked, asked too late, or the desk saw to it itself', async () => {
    const never = await called()
    ok(await never.desk.do(never.id, 'fix', { outcome: 'explained', words: '电话里说明了' }))
    await never.rings()
    await never.closes()
    on('2026-11-23')
    const tooLate = await called({ day: '2026-12-01' })
    await tooLate.asks()
    expect(await rectificationAt(tooLate.id)).toMatchObject({ station_part: 0 })
    on('2026-12-20')
    await late()
    await tooLate.reports()
    await tooLate.rings()
    await tooLate.closes()
    on('2026-11-23')
    const taken = await called()
    await taken.asks()
    ok(await taken.desk.do(taken.id, 'fix', { outcome: 'explained', words: '督察说明了' }))
    await taken.rings()
    await taken.closes()
    for (const { id } of [never, tooLate, taken]) expect(await judgedAs(id)).toEqual([])
  })

  test('what the desk takes over after its day was over is missed', async () => {
    const one = await called()
    await one.asks()
    on('2026-12-01')
    ok(await one.desk.do(one.id, 'fix', { outcome: 'explained', words: '督察说明了' }))
    expect(await judgedAs(one.id)).toMatchObject([{ level: 0 }])
  })

  test('what the call-back finds unsolved is done again in days of its own', async () => {
    const one = await called()
    await one.asks()
    on('2026-11-30')
    await one.reports()
    on('2026-12-02')
    await one.rings('redo')
    await one.asks()
    expect(ok(await one.head.open(one.id)).dueOn).toBe('2026-12-09')
    on('2026-12-09')
    await one.reports('by-date')
    await one.rings()
    await one.closes()
    expect(await judgedAs(one.id)).toMatchObject([{ level: 1, day: '2026-12-09' }])
  })

  test('a redo that comes late is missed, and so is what was not solved a second time', async () => {
    const one = await called()
    await one.asks()
    await one.reports()
    await one.rings('redo')
    await one.asks()
    on('2026-12-01')
    await late()
    expect(await judgedAs(one.id)).toMatchObject([{ level: 0 }])
    on('2026-11-23')
    const two = await called()
    for (const _ of [1, 2]) {
      await two.asks()
      await two.reports()
      await two.rings('redo')
    }
    expect(await judgedAs(two.id)).toEqual([])
    await two.asks()
    expect(await judgedAs(two.id)).toMatchObject([{ level: 0 }])
  })

  test('closed over the word of the rater it is put right only where there was something to explain', async () => {
    const levels: unknown[] = []
    for (const outcome of ['at-once', 'by-date', 'explained']) {
      on('2026-11-23')
      const one = await called()
      await one.asks()
      await one.reports(outcome)
      await one.rings('redo')
      await one.closes('法律没有这样的规定')
      levels.push((await judgedAs(one.id))[0]?.level)
    }
    expect(levels).toEqual([0, 0, 1])
  })

  test('what nobody may be called about counts nowhere, late or not', async () => {
    const { id } = await badRating(await systemAt(clock), { contact: false })
    const desk = await hand(staff, 'supervisor', '*', clock)
    ok(await desk.do(id, 'task', { words: '请改进' }))
    on('2026-12-01')
    expect(await late()).toBe(2)
    expect(await judgedAs(id)).toEqual([])
  })

  test('the database moves its day for nobody, and makes nobody answer who was asked too late', async () => {
    const one = await called({ day: '2026-12-01' })
    await one.asks()
    const refusal = (set: string) =>
      env.DB.prepare(`UPDATE rectification SET ${set} WHERE id = ?`).bind(one.id).run()
    for (const set of [
      'station_part = 1',
      'station_asked = 0',
      'station_asked = 5',
      'station_due_at = station_due_at + 1',
      'station_from_at = station_from_at + 1',
    ])
      await expect(refusal(set), set).rejects.toThrow(/append-only/)
    await refusal('station_missed_at = 5')
    await expect(refusal('station_missed_at = NULL')).rejects.toThrow(/append-only/)
  })
})
