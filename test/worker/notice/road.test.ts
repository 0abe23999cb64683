import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { MINUTE } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { monday } from '../../support/api.ts'
import { factsOf, harmless, leavesOf, type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

let road: NoticeRoad
let clock: ReturnType<typeof clockAt>
beforeEach(async () => {
  clock = clockAt(monday)
  road = await noticeRoad(clock)
})

test('from draft by a second reader to the public, with its number, search words, column and leaves', async () => {
  const { people, inReview, publish, desk } = road
  const id = await inReview()
  clock.pass(MINUTE)
  const { status, body } = await publish(id)
  expect([status, body]).toEqual([200, { rev: 3, number: '2026-0001', version: 1, publishAt: null }])
  const shown = await desk(id, people.writer)
  expect(shown).toMatchObject({
    state: 'published',
    step: null,
    version: 1,
    publishedAt: '2026-11-23T08:01:00+08:00',
    content: { title: harmless.title, matters: ['ID-02'] },
    dueOn: '2026-12-18',
    late: false,
  })
  expect(shown.html.zh).toContain('<h2>时间</h2>')
  expect(shown.events.map((event: { what: string; role: string }) => [event.what, event.role])).toEqual([
    ['published', 'publisher'],
    ['sent', 'publisher'],
    ['begun', 'publisher'],
  ])
  const { results } = await env.DB.prepare(
    `SELECT rank, body FROM search_document WHERE scope = 'notice' AND doc = ?`,
  )
    .bind(id)
    .all()
  expect(results).toEqual([{ rank: 1, body: expect.stringContaining('户籍窗口周三上午停办') }])
  const columns = await env.DB.prepare('SELECT * FROM notice_column').all()
  expect(columns.results).toMatchObject([
    { publisher_id: 'sp_qingshi', category_code: 'notice', published: 1 },
  ])
  expect((await leavesOf(id)).map(({ action }) => action)).toEqual([
    'notice.begin',
    'notice.publish',
    'notice.send',
  ])
  const facts = await factsOf(id, 'notice.publish')
  expect(facts).toMatchObject({ number: '2026-0001', version: 1, over: 0 })
  // What was sent is what was published, to the letter.
  expect(facts?.sha256).toBe((await factsOf(id, 'notice.send'))?.sha256)
})

test('a draft may be unfinished, but nobody else is given one that is', async () => {
  const { people, begin, act, revOf, save } = road
  const id = await begin()
  const { status, body } = await act(people.writer, id, 'send', { rev: await revOf(id) })
  expect([status, body.errors.map(({ pointer }: { pointer: string }) => pointer)]).toEqual([422, ['/body']])
  await save(id, { titleEn: 'Closed' })
  const half = await act(people.writer, id, 'send', { rev: await revOf(id) })
  expect(half.body.errors).toMatchObject([{ pointer: '/bodyEn', code: 'required' }])
})

test.each([
  ['meeting', null, '/details/startsAt'],
  [
    'meeting',
    { startsAt: '2026-12-01T10:00:00+08:00', endsAt: '2026-12-01T09:00:00+08:00', place: '大厅' },
    '/details/endsAt',
  ],
  ['consultation', null, '/details/closesOn'],
  ['report', { from: '2026-06-30', to: '2026-01-01' }, '/details/to'],
  ['notice', { closesOn: '2026-12-01' }, '/details'],
])('%s with %j is not complete', async (category, details, pointer) => {
  const { people, begin, act, revOf, save, done } = road
  const id = await begin({ category })
  await done(save(id, { category, details }))
  const { status, body } = await act(people.writer, id, 'send', { rev: await revOf(id) })
  expect([status, body.errors.map((error: { pointer: string }) => error.pointer)]).toEqual([422, [pointer]])
})

test('a matter that is none is told before anybody reads', async () => {
  const { people, begin, act, revOf, save, done } = road
  const id = await begin()
  await done(save(id, { matters: ['ZZ-99'] }))
  const { body } = await act(people.writer, id, 'send', { rev: await revOf(id) })
  expect(body.errors).toMatchObject([{ pointer: '/matters', code: 'matter.unknown' }])
})

test('whoever began or ever saved a draft is never its second reader, in code and in the database', async () => {
  const { people, begin, save, done, act, revOf, publish } = road
  const id = await begin()
  await done(save(id))
  await done(save(id, {}, people.chief))
  await done(act(people.reader, id, 'send', { rev: await revOf(id) }))
  for (const who of [people.writer, people.chief]) {
    const { status, body } = await publish(id, {}, who)
    expect([status, body.code]).toEqual([409, 'notice-reader'])
  }
  const later = { publishAt: '2026-11-24T09:00:00+08:00' }
  expect((await publish(id, later, people.chief)).body.code).toBe('notice-reader')
  const schedule = env.DB.prepare(
    `UPDATE notice_draft SET step = 'scheduled', reader_id = (SELECT value FROM json_each(savers) ORDER BY key DESC LIMIT 1)`,
  )
  await expect(schedule.run()).rejects.toThrow('notice_second_reader')
  const { results } = await env.DB.prepare('SELECT author_id, savers FROM notice_draft').all<{
    author_id: string
    savers: string
  }>()
  const draft = results[0]!
  const put = (reader: string) =>
    env.DB.prepare(
      `INSERT INTO notice_version (notice_id, version, title, summary, body, matters, details, author_id, reader_id, at)
       VALUES (?, 1, 't', '', 'b', '[]', 'null', ?, ?, ?)`,
    )
      .bind(id, draft.author_id, reader, monday)
      .run()
  for (const saver of JSON.parse(draft.savers))
    await expect(put(saver)).rejects.toThrow('notice_second_reader')
  // Sending is not writing: whoever only sent it may read it.
  expect((await publish(id, {}, people.reader)).status).toBe(200)
})

test('a remark brings it back to the writer, who may also take it back themselves', async () => {
  const { people, inReview, act, revOf, desk, done } = road
  const id = await inReview()
  const empty = await act(people.reader, id, 'return', { rev: await revOf(id), remark: ' ' })
  expect(empty.body.errors).toMatchObject([{ pointer: '/remark' }])
  await done(act(people.reader, id, 'return', { rev: await revOf(id), remark: '时间写清楚' }))
  expect(await desk(id)).toMatchObject({
    state: 'draft',
    step: 'draft',
    events: [{ what: 'returned', remark: '时间写清楚' }, {}, {}],
  })
  await done(act(people.writer, id, 'send', { rev: await revOf(id) }))
  await done(act(people.writer, id, 'recall', { rev: await revOf(id) }))
  expect((await desk(id)).may).toMatchObject({ publish: false, edit: true })
})

test('nothing goes on twice or out of turn', async () => {
  const { people, inReview, act, revOf, publish, save, done } = road
  const id = await inReview()
  expect((await save(id)).body.code).toBe('notice-step')
  expect((await act(people.writer, id, 'send', { rev: await revOf(id) })).body.code).toBe('notice-step')
  expect((await act(people.writer, id, 'discard', { rev: await revOf(id) })).body.code).toBe('notice-step')
  expect((await act(people.reader, id, 'publish', { rev: 0 })).body.code).toBe('stale')
  await done(publish(id))
  for (const verb of ['recall', 'send', 'discard'])
    expect((await act(people.writer, id, verb, { rev: await revOf(id) })).body.code).toBe('notice-step')
  expect((await publish(id)).body.code).toBe('notice-step')
})

test('a draft that was never published can be thrown away; its leaves stay', async () => {
  const { people, begin, act, revOf, api } = road
  const id = await begin()
  const { body } = await act(people.writer, id, 'discard', { rev: await revOf(id) })
  expect(body).toEqual({ gone: true })
  expect((await api.get(`/staff/notices/${id}`, people.writer)).status).toBe(404)
  expect((await leavesOf(id)).map(({ action }) => action)).toEqual(['notice.begin', 'notice.discard'])
  for (const table of ['notice', 'notice_draft', 'notice_event'])
    expect(await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first('n')).toBe(0)
})

test('the day it came about gives the day it is due; the late come first', async () => {
  const { begin, api, people } = road
  const punctual = await begin({ title: '准时' })
  const late = await begin({ title: '迟了', aroseOn: '2026-10-01' })
  const { body } = await api.get('/staff/notices', people.writer)
  expect(body.underWay).toMatchObject([
    { id: late, late: true, mine: true },
    { id: punctual, late: false, dueOn: '2026-12-18' },
  ])
  for (const aroseOn of ['2026-11-24', '2019-01-01']) {
    const answer = await api.post(
      '/staff/notices',
      { publisher: 'qingshi', category: 'notice', aroseOn, title: 'x' },
      people.writer,
    )
    expect(answer.body.errors).toMatchObject([{ pointer: '/aroseOn', code: 'notice.arose' }])
  }
})

test('whatever is missing at the beginning is said at once', async () => {
  const empty = { publisher: 'qingshi', category: '', aroseOn: '', title: ' ' }
  const { body } = await road.api.post('/staff/notices', empty, road.people.writer)
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
    '/aroseOn',
    '/category',
    '/title',
  ])
})
