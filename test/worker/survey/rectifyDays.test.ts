import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { forgetRectifications, noteLateRectifications, takeCalls } from '../../../api/survey/rectify/jobs.ts'
import { apiClient, monday } from '../../support/api.ts'
import { bookOne, freeSlots, publish } from '../../support/appointment.ts'
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
const api = apiClient({ clock })
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const desk = () => hand(staff, 'supervisor', '*', clock)
const chief = (point = 'sp_qingshi') => hand(staff, 'chief', point, clock)
const ok = ({ status, text, body }: { status: number; text: string; body: Record<string, unknown> }) => {
  expect(status, text).toBe(200)
  return body
}
const code = (answer: { status: number; body: { code?: string } }) => `${answer.status} ${answer.body.code}`

/** A visit that was booked, and a bad rating of it. */
async function rated(more: Parameters<typeof badRating>[1] = {}) {
  await publish(clock)
  const [slot] = await freeSlots(api)
  const { reference } = await bookOne(api, slot?.id ?? '')
  const made = await badRating(await systemAt(clock), {
    invite: { subject: reference, group: 'id-card' as never },
    ...more,
  })
  return { ...made, reference }
}

/** What the database knows of one and of its steps, without what tells it from another. */
async function everythingOf(id: string) {
  const { results } = await env.DB.prepare(
    'SELECT * FROM rectification_event WHERE rectification_id = ? ORDER BY n',
  )
    .bind(id)
    .all()
  return [{ ...(await rectificationAt(id)), rating_id: '' }, ...results].map((row) => ({
    ...row,
    id: '',
    rectification_id: '',
    moved_by: '',
    by: '',
  }))
}

describe('its days', () => {
  test('a missed day of the desk is noted once by the machine, and counts for no station', async () => {
    const { id } = await rated()
    const ctx = () => systemAt(clock)
    clock.set(Date.parse('2026-11-24T23:59:59+08:00'))
    expect(await noteLateRectifications(await ctx())).toEqual({ late: 0 })
    clock.set(Date.parse('2026-11-25T00:00:00+08:00'))
    expect(await noteLateRectifications(await ctx())).toEqual({ late: 1 })
    expect(await noteLateRectifications(await ctx())).toEqual({ late: 0 })
    clock.set(Date.parse('2026-12-01T00:00:00+08:00'))
    expect(await noteLateRectifications(await ctx())).toEqual({ late: 1 })
    expect(await noteLateRectifications(await ctx())).toEqual({ late: 0 })
    const [supervisor, other] = [await desk(), await desk()]
    ok(await supervisor.do(id, 'contact', { how: 'reached', words: '说了' }))
    ok(await supervisor.do(id, 'fix', { outcome: 'explained', words: '说明了' }))
    ok(await callBack(staff, other.headers, id))
    await takeCalls(await ctx())
    ok(await supervisor.do(id, 'close', {}))
    expect(await judgedAs(id)).toEqual([])
    const { results } = await env.DB.prepare(
      "SELECT sum(n) AS n FROM evaluation_tally WHERE indicator = 'rectification.time'",
    ).all()
    expect(results).toEqual([{ n: null }])
  })

  test('more time is asked for once and given by somebody else, by the day of the rule', async () => {
    const { id } = await rated({ contact: false })
    const [supervisor, head] = [await desk(), await chief()]
    ok(await supervisor.do(id, 'task', { words: '请改进' }))
    expect((await head.do(id, 'more', { value: 6, words: '要买设备' })).body.errors).toMatchObject([
      { pointer: '/value', code: 'number.big' },
    ])
    ok(await head.do(id, 'more', { value: 5, words: '要买设备' }))
    expect(code(await head.do(id, 'more', { value: 5, words: '再来' }))).toBe('409 no-extension')
    ok(await supervisor.do(id, 'extension', { give: true, words: '同意' }))
    expect(ok(await head.open(id))).toMatchObject({ dueOn: '2026-12-07', more: { state: 'given', value: 5 } })
    expect(code(await supervisor.do(id, 'extension', { give: false, words: '反悔' }))).toBe(
      '409 no-extension',
    )
    clock.set(Date.parse('2026-12-07T23:00:00+08:00'))
    expect(await noteLateRectifications(await systemAt(clock))).toEqual({ late: 0 })
    // What the desk asks for itself a colleague decides, and never whoever asked.
    clock.set(monday)
    const own = await rated({ contact: false })
    ok(await supervisor.do(own.id, 'more', { value: 2, words: '要查' }))
    expect(code(await supervisor.do(own.id, 'extension', { give: true, words: '给自己' }))).toBe(
      '409 own-extension',
    )
    const forced = env.DB.prepare(
      "UPDATE rectification_extension SET state = 'given', decided_by = asked_by, decided_at = 1 WHERE rectification_id = ?",
    )
      .bind(own.id)
      .run()
    await expect(forced).rejects.toThrow(/rectification_own_extension/)
    ok(await (await desk()).do(own.id, 'extension', { give: false, words: '不必' }))
    expect(ok(await supervisor.open(own.id))).toMatchObject({
      dueOn: '2026-11-30',
      more: { state: 'refused' },
    })
  })

  test('at a desk of two, whoever gave more time may decide the appeal', async () => {
    const { id } = await rated({ contact: false })
    const [one, other, head] = [await desk(), await desk(), await chief()]
    ok(await one.do(id, 'task', { words: '请改进' }))
    ok(await head.do(id, 'more', { value: 2, words: '要买设备' }))
    ok(await other.do(id, 'extension', { give: true, words: '同意' }))
    ok(await head.do(id, 'appeal', { reason: 'other', words: '不是我们的事' }))
    expect(code(await one.do(id, 'appeal', { accept: false, words: '不采纳' }))).toBe('409 reviewer')
    ok(await other.do(id, 'appeal', { accept: false, words: '不采纳' }))
  })

  test('a year after its end nothing leads to a person any more', async () => {
    const { id } = await rated({ phone: '13800000009' })
    const [supervisor, other] = [await desk(), await desk()]
    ok(await supervisor.do(id, 'contact', { how: 'reached', words: '说了' }))
    ok(await supervisor.do(id, 'fix', { outcome: 'explained', words: '说明了' }))
    ok(await callBack(staff, other.headers, id))
    await takeCalls(await systemAt(clock))
    ok(await supervisor.do(id, 'close', {}))
    clock.set(monday + 365 * DAY)
    expect(await forgetRectifications(await systemAt(clock))).toEqual({ emptied: 0 })
    clock.set(monday + 365 * DAY + 1)
    expect(await forgetRectifications(await systemAt(clock))).toEqual({ emptied: 1 })
    expect(await forgetRectifications(await systemAt(clock))).toEqual({ emptied: 0 })
    expect(await rectificationAt(id)).toMatchObject({
      state: 'closed',
      kind: null,
      subject: null,
      contact: null,
    })
    const { results } = await env.DB.prepare(
      'SELECT words FROM rectification_word WHERE words IS NOT NULL',
    ).all()
    expect(results).toEqual([])
  })

  test('a year after its end only the week of the rating is left, whether anybody was called or not', async () => {
    const supervisor = await desk()
    const left: unknown[] = []
    for (const day of ['2026-11-24', '2026-11-26', '2026-11-29']) {
      for (const contact of [true, false]) {
        clock.set(Date.parse(`${day}T15:00:00+08:00`))
        const { id } = await badRating(await systemAt(clock), {
          contact,
          phone: contact ? '13800000009' : null,
        })
        clock.set(Date.parse('2026-12-01T00:00:00+08:00'))
        await noteLateRectifications(await systemAt(clock))
        clock.set(Date.parse('2026-12-05T10:00:00+08:00'))
        await noteLateRectifications(await systemAt(clock))
        if (contact) ok(await supervisor.do(id, 'contact', { how: 'reached', words: '说了' }))
        ok(await supervisor.do(id, 'fix', { outcome: 'explained', words: '说明了' }))
        const late = ok(await supervisor.open(id)).late
        if (contact) {
          ok(await callBack(staff, (await desk()).headers, id))
          await takeCalls(await systemAt(clock))
        }
        ok(await supervisor.do(id, 'close', {}))
        const before = JSON.stringify(await everythingOf(id))
        expect(before).toContain(day)
        clock.set(Date.parse('2026-12-05T10:00:00+08:00') + 365 * DAY + 1)
        expect(await forgetRectifications(await systemAt(clock))).toEqual({ emptied: 1 })
        expect(ok(await supervisor.open(id)).late).toBe(late)
        left.push(await everythingOf(id))
      }
    }
    expect(left).toEqual(left.map((_, i) => left[i % 2]))
    expect(JSON.stringify(left)).toContain('"opened_on":"2026-11-23"')
    // Its leaf has a day of its own, and leads to it by a key alone.
    const leaves = await env.DB.prepare(
      "SELECT subject FROM audit_leaf WHERE action = 'rectification.open'",
    ).all()
    expect(new Set(leaves.results.map(({ subject }) => subject))).toEqual(new Set(['rating']))
  })
})
