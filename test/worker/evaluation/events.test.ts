import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../api/calendar/day.ts'
import { noteLatePromises } from '../../../api/meeting/late.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { atDesk } from '../../support/atDesk.ts'
import { addCounterRow, clerkAt, emptyQueue } from '../../support/counters.ts'
import { testCtx } from '../../support/ctx.ts'
import { announced, ends, ok, theMinutes } from '../../support/meeting.ts'
import { signedIn, staffApi } from '../../support/signedIn.ts'
import { atComplaints } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await emptyQueue()
})

const events = async (indicator: string) =>
  (
    await env.DB.prepare(
      `SELECT service_point_id AS point, grp, level, day, period FROM evaluation_event WHERE indicator = ?
       ORDER BY day, level`,
    )
      .bind(indicator)
      .all()
  ).results
const sums = async (indicator: string) =>
  (
    await env.DB.prepare(
      'SELECT level, sum(n) AS n FROM evaluation_tally WHERE indicator = ? GROUP BY 1 ORDER BY 1',
    )
      .bind(indicator)
      .all()
  ).results

test('a number served counts once, by its first call', async () => {
  const nine = monday + HOUR
  clock.set(nine)
  const clerk = await clerkAt(staff, await addCounterRow({ number: 1 }))
  const serve = async (minutes: number) => {
    await clerk.walkIn()
    clock.pass(minutes * MINUTE)
    const { ticket } = (await clerk.next()).body
    const serving = (await clerk.press(ticket, 'serve')).body
    return (await clerk.press(serving, 'finish')).body
  }
  const first = await serve(30)
  // Taken back and finished again: the same visit.
  const back = (await clerk.press(first, 'undo')).body
  expect((await clerk.press(back, 'finish')).status).toBe(200)
  await serve(31)
  expect(await events('waiting.promise')).toEqual([
    { point: 'sp_qingshi', grp: 'counter', level: 0, day: '2026-11-23', period: '2026Q4' },
    { point: 'sp_qingshi', grp: 'counter', level: 1, day: '2026-11-23', period: '2026Q4' },
  ])
  expect(await sums('waiting.promise')).toEqual([
    { level: 0, n: 1 },
    { level: 1, n: 1 },
  ])
})

test('an application counts when it is decided, late where any day of the office was missed', async () => {
  const desk = await atDesk(staff, clock)
  const rule = JSON.stringify({ key: 'test', value: 5, unit: 'working_day', basis: { zh: '', en: '' } })
  const working = (dueAt: number, more = {}) =>
    applicationRow('processing', {
      received_at: monday,
      accepted_at: monday,
      clock: 'decide',
      clock_started_at: monday,
      due_at: dueAt,
      rule,
      ...more,
    })
  const refuse = { outcome: 'refused', ground: 'record', words: '有记录。' }
  const [inTime, late, before] = [
    await working(monday + DAY),
    await working(monday + 1),
    await working(monday + DAY),
  ]
  await env.DB.prepare(
    `INSERT INTO application_lapse (application_id, clock, due_at, noted_at, service_point_id, matter_code)
     SELECT id, 'ask', 1, 2, service_point_id, matter_code FROM application WHERE reference = ?`,
  )
    .bind(before)
    .run()
  clock.set(monday + HOUR)
  for (const reference of [inTime, late, before])
    expect((await desk.do(reference, 'decide', refuse)).status).toBe(200)
  const levels = async (reference: string) =>
    env.DB.prepare('SELECT level, period FROM evaluation_event WHERE subject = ?').bind(reference).first()
  expect(await levels(inTime)).toEqual({ level: 1, period: '2026Q4' })
  expect(await levels(late)).toEqual({ level: 0, period: '2026Q4' })
  expect(await levels(before)).toEqual({ level: 0, period: '2026Q4' })
  // What a room decides counts for its station.
  const room = await env.DB.prepare(
    "SELECT id, parent_id FROM service_point WHERE kind = 'room' AND parent_id IS NOT NULL",
  ).first<{ id: string; parent_id: string }>()
  const there = await working(monday + DAY, { service_point_id: room!.id })
  await env.DB.prepare('UPDATE application SET decided_at = ? WHERE reference = ?').bind(monday, there).run()
  expect(
    await env.DB.prepare('SELECT service_point_id FROM evaluation_event WHERE subject = ?')
      .bind(there)
      .first('service_point_id'),
  ).toBe(room!.parent_id)
  // Withdrawn, or not taken up, is not decided.
  await working(monday + DAY, { state: 'withdrawn' })
  expect(await sums('application.time')).toEqual([
    { level: 0, n: 2 },
    { level: 1, n: 2 },
  ])
})

test('a promise of a meeting is kept by its day or missed', async () => {
  const one = async (role: 'publisher' | 'chief') =>
    (await signedIn({ grants: [[role, 'sp_qingshi']], clock, hours: 9999 })).headers
  const [writer, reader] = [await one('publisher'), await one('chief')]
  const handler = await atComplaints(staff, clock)
  const published = async () => {
    clock.set(monday)
    const { id, rev } = await announced(staff, { writer, reader })
    clock.set(ends)
    const held = await ok(staff, writer, `/staff/meetings/${id}/held`, { rev, came: [] })
    const saved = await ok(staff, writer, `/staff/meetings/${id}/minutes`, {
      rev: held.rev,
      ...theMinutes(),
    })
    await ok(staff, reader, `/staff/meetings/${id}/publish`, { rev: saved.rev })
    return (await api.get(`/meetings/${id}`)).body.minutes.promises[0].item as string
  }
  const answer = (item: string, outcome: string) =>
    handler.do(item, 'answer', {
      outcome,
      done: '12 盏路灯都看过了',
      english: 'We looked at all 12 lamps',
      by: '青石派出所 许文静',
    })
  const items = [await published(), await published(), await published(), await published()] as const
  expect((await answer(items[0], 'kept')).status).toBe(200)
  expect((await answer(items[1], 'broken')).status).toBe(200)
  expect((await answer(items[2], 'withdrawn')).status).toBe(200)
  expect(await sums('meeting.promise')).toEqual([
    { level: 0, n: 1 },
    { level: 1, n: 1 },
  ])
  clock.set(Date.parse('2026-12-11T00:00+08:00'))
  await noteLatePromises(await testCtx({ clock }))
  expect(await events('meeting.promise')).toContainEqual({
    point: 'sp_qingshi',
    grp: 'voice',
    level: 0,
    day: '2026-12-10',
    period: '2026Q4',
  })
  // Kept afterwards, it stays late.
  expect((await answer(items[3], 'kept')).status).toBe(200)
  expect(await sums('meeting.promise')).toEqual([
    { level: 0, n: 2 },
    { level: 1, n: 1 },
  ])
})
