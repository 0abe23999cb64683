import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { noteLateRectifications, takeCalls } from '../../../api/survey/rectify/jobs.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import {
  alsoAt,
  badRating,
  callBack,
  hand,
  judgedAs,
  rectificationAt,
  roomOf,
  systemAt,
} from '../../support/rectification.ts'
import { staffApi } from '../../support/signedIn.ts'

const clock = clockAt(monday)
const staff = staffApi({ clock })
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const desk = () => hand(staff, 'supervisor', '*', clock)
const ok = ({ status, text, body }: { status: number; text: string; body: Record<string, unknown> }) => {
  expect(status, text).toBe(200)
  return body
}
const code = (answer: { status: number; body: { code?: string } }) => `${answer.status} ${answer.body.code}`
const standing = async (id: string) =>
  await env.DB.prepare('SELECT standing, tallied_in FROM rating WHERE id = ?')
    .bind(id)
    .first<{ standing: string; tallied_in: string }>()

/** A task at its station about somebody who may be called, so that it counts, and who is about it. */
async function task(standingNow = 'counted') {
  const made = await badRating(await systemAt(clock), { phone: '13800000009', standing: standingNow })
  const [supervisor, reviewer, head] = [
    await desk(),
    await desk(),
    await hand(staff, 'chief', 'sp_qingshi', clock),
  ]
  ok(await supervisor.do(made.id, 'contact', { how: 'reached', words: '说了' }))
  ok(await supervisor.do(made.id, 'task', { words: '请改进' }))
  return { ...made, supervisor, reviewer, head }
}
const why = { reason: 'not-about-us', words: '这是社保的事' }

describe('an appeal against a bad rating', () => {
  test('accepted by somebody else: the rating stands apart from now on, and nothing is left to put right', async () => {
    const { id, ratingId, reviewer, head } = await task()
    ok(await head.do(id, 'appeal', why))
    expect(ok(await reviewer.list()).items).toMatchObject([{ id, waits: 'appeal' }])
    clock.set(Date.parse('2027-01-05T10:00:00+08:00'))
    ok(await reviewer.do(id, 'appeal', { accept: true, words: '确实不是派出所的事' }))
    expect(await rectificationAt(id)).toMatchObject({ state: 'closed', outcome: 'appealed' })
    // Netted in the quarter that runs: the one before is published.
    expect(await standing(ratingId)).toEqual({ standing: 'apart', tallied_in: '2027Q1' })
    const { results } = await env.DB.prepare(
      "SELECT period, indicator, n FROM evaluation_tally WHERE indicator LIKE 'satisfaction%' ORDER BY period, indicator",
    ).all()
    expect(results).toEqual([
      { period: '2026Q4', indicator: 'satisfaction', n: 1 },
      { period: '2027Q1', indicator: 'satisfaction', n: -1 },
      { period: '2027Q1', indicator: 'satisfaction.apart', n: 1 },
    ])
    // Not even a part that was over its day before it was decided counts for anything.
    expect(await noteLateRectifications(await systemAt(clock))).toEqual({ late: 0 })
    expect(await judgedAs(id)).toEqual([])
    expect(code(await head.do(id, 'fix', { outcome: 'explained', words: 'x' }))).toBe('409 step-refused')
  })

  test('refused: the work goes on, and that outcome may be given', async () => {
    const { id, ratingId, supervisor, reviewer, head } = await task()
    const early = await head.do(id, 'fix', { outcome: 'appeal-refused', words: 'x' })
    expect(early.body.errors).toMatchObject([{ pointer: '/outcome' }])
    ok(await head.do(id, 'appeal', why))
    expect(code(await head.do(id, 'fix', { outcome: 'explained', words: 'x' }))).toBe('409 step-refused')
    ok(await reviewer.do(id, 'appeal', { accept: false, words: '说的就是窗口' }))
    expect(await standing(ratingId)).toMatchObject({ standing: 'counted' })
    expect(code(await head.do(id, 'appeal', why))).toBe('409 step-refused')
    ok(await head.do(id, 'fix', { outcome: 'appeal-refused', words: '已向窗口说明' }))
    // At a desk of two, whoever decided may call back.
    ok(await callBack(staff, reviewer.headers, id))
    await takeCalls(await systemAt(clock))
    expect(await judgedAs(id)).toEqual([])
    ok(await supervisor.do(id, 'close', {}))
    expect(await rectificationAt(id)).toMatchObject({ outcome: 'appeal-refused' })
    expect(await judgedAs(id)).toMatchObject([{ point: 'sp_qingshi', level: 1 }])
  })

  test('never decided by whoever handled it, nor by anybody of that station; the database refuses it too', async () => {
    const { id, supervisor, head } = await task()
    ok(await head.do(id, 'appeal', why))
    expect(code(await supervisor.do(id, 'appeal', { accept: true, words: '好' }))).toBe('409 reviewer')
    // A room of a station is the station.
    const local = await alsoAt(await desk(), 'sp_qingshi')
    const inRoom = await alsoAt(await desk(), await roomOf('sp_qingshi'))
    for (const who of [local, inRoom]) {
      expect(code(await who.open(id))).toBe('404 record-not-found')
      expect(code(await who.do(id, 'appeal', { accept: true, words: '好' }))).toBe('404 record-not-found')
    }
    for (const who of [supervisor.id, local.id, inRoom.id, head.id]) {
      const forced = env.DB.prepare(
        "UPDATE rectification_appeal SET state = 'accepted', decided_by = ?, decided_at = 1, period = '2026Q4' WHERE rectification_id = ?",
      )
        .bind(who, id)
        .run()
      await expect(forced).rejects.toThrow(/another-person/)
    }
    await expect(
      env.DB.prepare(
        "UPDATE rectification SET state = 'closed', outcome = 'appealed', closed_at = 1 WHERE id = ?",
      )
        .bind(id)
        .run(),
    ).rejects.toThrow(/step-refused/)
  })

  test('what was pressed for stays so; what waits to be decided is not late', async () => {
    const { id, ratingId, reviewer, head } = await task('pressed')
    ok(await head.do(id, 'appeal', why))
    clock.set(Date.parse('2026-12-01T00:00:00+08:00'))
    expect(await noteLateRectifications(await systemAt(clock))).toEqual({ late: 0 })
    ok(await reviewer.do(id, 'appeal', { accept: true, words: '不是派出所的事' }))
    expect(await standing(ratingId)).toMatchObject({ standing: 'pressed' })
    clock.set(monday)
    const refused = await task()
    ok(await refused.head.do(refused.id, 'appeal', why))
    clock.set(Date.parse('2026-12-01T10:00:00+08:00'))
    ok(await refused.reviewer.do(refused.id, 'appeal', { accept: false, words: '就是窗口' }))
    // The whole is late, which is the desk's; the days it thought about are none of the station's.
    expect(await noteLateRectifications(await systemAt(clock))).toEqual({ late: 1 })
    expect(ok(await refused.head.open(refused.id))).toMatchObject({ dueOn: '2026-12-08', late: false })
    clock.set(Date.parse('2026-12-08T23:59:00+08:00'))
    expect(await noteLateRectifications(await systemAt(clock))).toEqual({ late: 0 })
    clock.set(Date.parse('2026-12-09T00:00:00+08:00'))
    expect(await noteLateRectifications(await systemAt(clock))).toEqual({ late: 1 })
    expect(await judgedAs(refused.id)).toMatchObject([{ level: 0, day: '2026-12-09' }])
  })

  test('two reviewers at once: one decides', async () => {
    const { id, reviewer, head } = await task()
    ok(await head.do(id, 'appeal', why))
    const other = await desk()
    const answers = await Promise.all([
      reviewer.do(id, 'appeal', { accept: true, words: '好' }),
      other.do(id, 'appeal', { accept: false, words: '不' }),
    ])
    expect(answers.map(code).sort()).toEqual(['200 undefined', '409 stale'])
  })
})
