import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { takeCalls } from '../../../api/survey/rectify/jobs.ts'
import { apiClient, monday } from '../../support/api.ts'
import { bookOne, freeSlots, publish } from '../../support/appointment.ts'
import { demo } from '../../support/bureau.ts'
import { everyRow } from '../../support/faults.ts'
import { factsAbout } from '../../support/feedback.ts'
import {
  badRating,
  callBack,
  hand,
  judgedAs,
  ratersWords,
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

describe('a bad rating is followed', () => {
  test('from the first call to the second rating, and the station learns nothing but what the desk asks', async () => {
    const { id, reference, contactBy } = await rated()
    // One working day, our own promise; five to put it right.
    expect(contactBy).toBe('2026-11-24T23:59:59+08:00')
    const [supervisor, other, head] = [await desk(), await desk(), await chief()]
    expect(ok(await supervisor.list()).items).toMatchObject([
      { id, state: 'open', contactDueOn: '2026-11-24', dueOn: '2026-11-30', late: false },
    ])
    const seen = ok(await supervisor.open(id))
    expect(seen).toMatchObject({
      rating: { overall: 1, words: ratersWords, tags: [{ en: 'Long wait or slow' }] },
      rated: { kind: 'visit', reference },
    })
    // Masked until somebody says why they look; that they looked is no business of the record.
    expect(JSON.stringify(seen)).not.toMatch(/1[3-9]\d{9}/)
    expect(ok(await supervisor.do(id, 'unmask', { rev: undefined, words: '回电' })).phone).toMatch(
      /^1\d{10}$/,
    )
    const { results: views } = await env.DB.prepare('SELECT * FROM record_view').all()
    expect(views).toEqual([])

    ok(await supervisor.do(id, 'contact', { how: 'no-answer' }))
    expect(await rectificationAt(id)).toMatchObject({ state: 'open', tried_at: clock.now() })
    ok(await supervisor.do(id, 'contact', { how: 'reached', words: '林先生说只开一个窗口' }))
    expect(await rectificationAt(id)).toMatchObject({ state: 'contacted' })
    expect(ok(await head.list()).items).toEqual([])
    expect(code(await head.open(id))).toBe('404 record-not-found')

    ok(await supervisor.do(id, 'task', { words: '中午只开一个窗口，等候太久，请调整。' }))
    const task = ok(await head.open(id))
    expect(task).toMatchObject({ on: '2026-11-23', dueOn: '2026-11-30', reference: null })
    expect(JSON.stringify(task)).not.toMatch(/林先生|等了三个小时|overall|slow|A-2026/)
    expect((task.words as { kind: string; by: string }[]).map(({ kind, by }) => [kind, by])).toEqual([
      ['task', ''],
    ])
    ok(await head.do(id, 'plan', { day: '2026-11-25', words: '中午加开一个窗口' }))
    ok(await head.do(id, 'fix', { outcome: 'at-once', words: '已加开' }))
    expect(await rectificationAt(id)).toMatchObject({ state: 'fixed', outcome: 'at-once' })

    // Whoever had a part does not ask whether people are content with it, and it is not closed before somebody asked.
    expect(code(await callBack(staff, supervisor.headers, id))).toBe('403 callback-barred')
    expect(code(await supervisor.do(id, 'close', {}))).toBe('409 callback-open')
    expect(code(await supervisor.do(id, 'task', { words: '还不够' }))).toBe('409 callback-open')
    ok(await callBack(staff, other.headers, id))
    expect(await takeCalls(await systemAt(clock))).toEqual({ called: 1 })
    expect(await judgedAs(id)).toEqual([])
    ok(await supervisor.do(id, 'close', {}))
    expect(ok(await supervisor.open(id))).toMatchObject({
      state: 'closed',
      second: 4,
      rating: { overall: 1 },
    })
    expect(await judgedAs(id)).toEqual([
      { point: 'sp_qingshi', grp: 'id-card', level: 1, day: '2026-11-23', period: '2026Q4' },
    ])
    expect((await factsAbout(id)).map(({ action }) => action).sort()).toEqual(
      [
        'callback.done',
        'callback.open',
        'rectification.call',
        'rectification.close',
        'rectification.contact',
        'rectification.contact',
        'rectification.fix',
        'rectification.look',
        'rectification.plan',
        'rectification.task',
      ].sort(),
    )
    const everything = JSON.stringify(await everyRow())
    for (const words of ['林先生', '等了三个小时', '已加开', '中午加开'])
      expect(everything.includes(words), words).toBe(false)
  })

  test('the station reads the very same bytes with and without one, until the desk asks', async () => {
    const { reference } = await rated({ contact: true })
    const head = await chief()
    const readAll = async () => {
      const paths = [
        '/staff/rating-tasks',
        '/staff/rating-tasks?show=done',
        '/staff/callbacks',
        '/staff/callbacks?show=done',
      ]
      const { text, status } = await staff.get(`/staff/records?reference=${reference}`, head.headers)
      expect(status, text).toBe(200)
      const answers = [text]
      for (const path of paths) answers.push((await staff.get(path, head.headers)).text)
      return answers
    }
    const supervisor = await desk()
    const before = await readAll()
    const { id } = await badRating(await systemAt(clock), {
      invite: { subject: reference, kind: 'application' },
    })
    ok(await supervisor.do(id, 'unmask', { rev: undefined, words: '回电' }))
    ok(await supervisor.do(id, 'contact', { how: 'reached', words: '说了' }))
    ok(await supervisor.do(id, 'fix', { outcome: 'explained', words: '电话里说明了' }))
    expect(await readAll()).toEqual(before)
    const { id: asked } = await badRating(await systemAt(clock), { contact: false })
    ok(await supervisor.do(asked, 'task', { words: '请改进叫号' }))
    expect((await readAll())[1]).toContain(asked)
  })

  test('the station learns by no day and no order when it was rated', async () => {
    const [supervisor, head] = [await desk(), await chief()]
    const made: { id: string; desk: unknown }[] = []
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) {
      clock.set(Date.parse(`${day}T15:00:00+08:00`))
      const { id } = await badRating(await systemAt(clock), { contact: false })
      made.push({ id, desk: ok(await supervisor.open(id)).dueOn })
    }
    // The desk keeps its own days, five from the rating.
    expect(made.map((one) => one.desk)).toEqual(['2026-12-01', '2026-12-02', '2026-12-03'])
    const seen: unknown[] = []
    for (const at of ['2026-11-27T10:00:00+08:00', '2026-12-03T10:00:00+08:00']) {
      clock.set(Date.parse(at))
      for (const { id } of made) {
        if (seen.length < made.length) ok(await supervisor.do(id, 'task', { words: '请改进' }))
        seen.push({ ...ok(await head.open(id)), id: '' })
      }
      const items = ok(await head.list()).items as { id: string; dueOn: string; late: boolean }[]
      expect(items.map(({ id }) => id)).toEqual(made.map(({ id }) => id).sort())
      for (const item of items) expect(item).toMatchObject({ dueOn: '2026-12-04', late: false })
    }
    for (const one of seen) expect(one).toEqual(seen[0])
  })

  test('nobody who wants no call is called, and nobody knows what they rated', async () => {
    const { id, contactBy } = await rated({ contact: false, tellStation: true })
    expect(contactBy).toBeNull()
    expect(await rectificationAt(id)).toMatchObject({
      may_call: 0,
      kind: null,
      subject: null,
      contact: null,
      tell_station: 0,
      contact_due_at: null,
    })
    const [supervisor, head] = [await desk(), await chief()]
    expect(ok(await supervisor.open(id))).toMatchObject({ rated: null, mayCall: false })
    expect(code(await supervisor.do(id, 'unmask', { rev: undefined, words: '看看' }))).toBe(
      '409 step-refused',
    )
    expect(code(await supervisor.do(id, 'contact', { how: 'reached', words: '?' }))).toBe('409 step-refused')
    ok(await supervisor.do(id, 'task', { words: '请改进叫号' }))
    ok(await head.do(id, 'fix', { outcome: 'by-date', words: '下周起多开一个窗口' }))
    ok(await supervisor.do(id, 'close', {}))
    // Only those whose rater may be called count: their number would tell how many bad ones there are.
    expect(await judgedAs(id)).toEqual([])
  })

  test('a number left with the rating is called; a ticket without one is nobody to call', async () => {
    const made = await badRating(await systemAt(clock), { phone: '13800000009' })
    const without = await badRating(await systemAt(clock), {})
    const supervisor = await desk()
    expect(ok(await supervisor.open(made.id)).rated).toMatchObject({ name: null, phone: '138****0009' })
    expect(ok(await supervisor.do(made.id, 'unmask', { rev: undefined, words: '回电' }))).toMatchObject({
      phone: '13800000009',
      name: null,
    })
    expect(await rectificationAt(without.id)).toMatchObject({ may_call: 0, subject: null })
    expect(JSON.stringify(await everyRow())).not.toContain('13800000009')
  })

  test('the station is told which record only by whoever ticked it', async () => {
    const { id, reference } = await rated({ tellStation: true })
    const [supervisor, head] = [await desk(), await chief()]
    ok(await supervisor.do(id, 'contact', { how: 'reached', words: '可以告诉派出所' }))
    ok(await supervisor.do(id, 'task', { words: '请当面说明' }))
    expect(ok(await head.open(id)).reference).toBe(reference)
  })

  test('what the desk writes to the station holds nothing of a person', async () => {
    const { id } = await rated({ contact: false })
    const answer = await (await desk()).do(id, 'task', { words: '13800000002 等了很久' })
    expect(answer.status).toBe(422)
    expect(answer.body.errors).toMatchObject([{ pointer: '/words', code: 'notice.personal' }])
    expect(await rectificationAt(id)).toMatchObject({ state: 'open', tasked_on: null })
  })

  test('nothing else that the desk writes does, and what it tells itself no station reads', async () => {
    const { id } = await rated({ contact: false })
    const [one, other, head] = [await desk(), await desk(), await chief()]
    ok(await one.do(id, 'more', { value: 2, words: '王芳 13800138000 那边要查' }))
    const personal = '评的人 13800138000'
    const given = await other.do(id, 'extension', { give: true, words: personal })
    expect(given.body.errors).toMatchObject([{ pointer: '/words', code: 'notice.personal' }])
    ok(await other.do(id, 'extension', { give: true, words: '同意' }))
    ok(await one.do(id, 'task', { words: '请改进' }))
    ok(await head.do(id, 'appeal', { reason: 'other', words: '不是我们的事' }))
    const decided = await other.do(id, 'appeal', { accept: false, words: personal })
    expect(decided.body.errors).toMatchObject([{ pointer: '/words', code: 'notice.personal' }])
    ok(await other.do(id, 'appeal', { accept: false, words: '不采纳' }))
    ok(await one.do(id, 'fix', { outcome: 'explained', words: '王芳 13800138000 说明了' }))
    const closed = await one.do(id, 'close', { words: personal })
    expect(closed.body.errors).toMatchObject([{ pointer: '/words', code: 'notice.personal' }])
    const { text, body } = await head.open(id)
    expect(text).not.toMatch(/王芳|1380013/)
    expect(body.words.map(({ kind }: { kind: string }) => kind)).toEqual([
      'given',
      'task',
      'appeal',
      'decision',
    ])
    expect((await one.open(id)).text).toContain('王芳')
  })

  test('what must not reach a station stays with the desk', async () => {
    const { id } = await badRating(await systemAt(clock), {
      invite: { pointId: '*', kind: 'complaint', subject: 'C-20261123-7K3M9Q', group: 'voice' },
      contact: false,
    })
    const supervisor = await desk()
    expect(code(await supervisor.do(id, 'task', { words: '请整改' }))).toBe('409 step-refused')
    const refused = env.DB.prepare("UPDATE rectification SET tasked_on = '2026-11-23' WHERE id = ?")
      .bind(id)
      .run()
    await expect(refused).rejects.toThrow(/CHECK/)
    ok(await supervisor.do(id, 'fix', { outcome: 'explained', words: '已说明' }))
    ok(await supervisor.do(id, 'close', {}))
    expect(await judgedAs(id)).toEqual([])
  })

  test('one who asks that it be done again is heard: it goes back, or the desk says why not', async () => {
    const { id } = await rated()
    const [supervisor, other, head] = [await desk(), await desk(), await chief()]
    ok(await supervisor.do(id, 'contact', { how: 'reached', words: '说了' }))
    ok(await supervisor.do(id, 'task', { words: '请改进' }))
    ok(await head.do(id, 'fix', { outcome: 'at-once', words: '改了' }))
    ok(await callBack(staff, other.headers, id, { outcome: 'redo', satisfied: 2 }))
    await takeCalls(await systemAt(clock))
    const plain = await supervisor.do(id, 'close', {})
    expect(plain.status, plain.text).toBe(422)
    ok(await supervisor.do(id, 'task', { words: '群众说还是只开一个窗口' }))
    expect(await rectificationAt(id)).toMatchObject({ state: 'fixing', outcome: null, fixed_at: null })
    clock.set(monday + HOUR)
    ok(await head.do(id, 'fix', { outcome: 'by-date', words: '这回真开了' }))
    ok(await callBack(staff, other.headers, id))
    await takeCalls(await systemAt(clock))
    ok(await supervisor.do(id, 'close', {}))
    expect(await rectificationAt(id)).toMatchObject({ second: 4, outcome: 'by-date' })
  })

  test('two at once: one is taken, the other is told that it changed', async () => {
    const { id } = await rated({ contact: false })
    const [one, two] = [await desk(), await desk()]
    const answers = await Promise.all([
      one.do(id, 'task', { words: '请改进' }),
      two.do(id, 'task', { words: '请改一改' }),
    ])
    expect(answers.map(code).sort()).toEqual(['200 undefined', '409 stale'])
  })
})

describe('whom it does not reach', () => {
  test('nobody without the desk reads one, nobody of another station the task, nobody of that station the desk', async () => {
    const { id } = await rated({ contact: false })
    const [supervisor, stranger] = [await desk(), await chief('sp_nanqiao')]
    ok(await supervisor.do(id, 'task', { words: '请改进' }))
    expect(code(await stranger.open(id))).toBe('404 record-not-found')
    expect(code(await stranger.do(id, 'fix', { outcome: 'explained', words: 'x' }))).toBe(
      '404 record-not-found',
    )
    expect(ok(await stranger.list()).items).toEqual([])
    const clerk = await hand(staff, 'clerk', 'sp_qingshi', clock)
    expect(code(await clerk.open(id))).toBe('403 not-allowed')
    // A supervisor with a role at that station reads none of its ratings, not even in the list.
    const both = await desk()
    await env.DB.prepare(
      "INSERT INTO staff_grant (user_id, role, service_point_id, granted_by, granted_at) VALUES (?, 'clerk', 'sp_qingshi', 'test', 0)",
    )
      .bind(both.id)
      .run()
    expect(code(await both.open(id))).toBe('404 record-not-found')
    expect(ok(await both.list()).items).toEqual([])
    expect(code(await both.do(id, 'fix', { outcome: 'explained', words: 'x' }))).toBe('404 record-not-found')
  })
})

describe('the file for a spreadsheet', () => {
  test('holds days and stations, and nothing of who rated or what', async () => {
    const { id, reference } = await rated({ phone: '13800000009' })
    const supervisor = await desk()
    const answer = await staff.get('/staff/rectifications/csv', supervisor.headers)
    expect(answer.status, answer.text).toBe(200)
    const [head, line, ...rest] = answer.text.trim().split('\r\n')
    expect(head).toContain('"派出所"')
    expect(line).toContain(`"${id}"`)
    expect(line).toContain('"2026-11-30"')
    expect(rest).toEqual([])
    expect(answer.text.includes(reference) || answer.text.includes('0009')).toBe(false)
    const station = await chief()
    expect(code(await staff.get('/staff/rectifications/csv', station.headers))).toBe('403 not-allowed')
  })
})
