import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, toIso } from '../../../api/calendar/day.ts'
import { publishDue } from '../../../api/notice/publishDue.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { systemCtx } from '../../support/appointment.ts'
import { factsOf, type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

let road: NoticeRoad
let clock: ReturnType<typeof clockAt>
beforeEach(async () => {
  clock = clockAt(monday)
  road = await noticeRoad(clock)
})
const due = async () => publishDue(await systemCtx(clock))

test('a scheduled notice is published at its minute, not before, and once', async () => {
  const { people, inReview, publish, desk, done } = road
  const id = await inReview()
  const { body } = await publish(id, { publishAt: toIso(monday + HOUR) })
  expect(body).toMatchObject({ number: null, publishAt: toIso(monday + HOUR) })
  expect(await due()).toEqual({ published: 0, stopped: 0 })
  expect(await desk(id)).toMatchObject({ state: 'scheduled', step: 'scheduled' })
  clock.pass(HOUR + 30_000)
  expect(await due()).toEqual({ published: 1, stopped: 0 })
  expect(await due()).toEqual({ published: 0, stopped: 0 })
  expect(await desk(id, people.writer)).toMatchObject({
    state: 'published',
    publishAt: null,
    publishedAt: '2026-11-23T09:00:30+08:00',
  })
  expect(
    (await done(Promise.resolve(await road.api.get('/staff/notices', people.reader)))).published,
  ).toHaveLength(1)
})

test.each([0, -MINUTE, 400 * DAY])('a time %i from now is none to publish at', async (by) => {
  const { inReview, publish } = road
  const id = await inReview()
  const { body } = await publish(id, { publishAt: toIso(monday + by) })
  expect(body.errors).toMatchObject([{ pointer: '/publishAt', code: 'notice.past' }])
})

test('what is scheduled can be sent back until then', async () => {
  const { people, inReview, publish, act, revOf, desk, done } = road
  const id = await inReview()
  await done(publish(id, { publishAt: toIso(monday + HOUR) }))
  await done(act(people.chief, id, 'return', { rev: await revOf(id), remark: '等一等' }))
  clock.pass(2 * HOUR)
  expect(await due()).toEqual({ published: 0, stopped: 0 })
  expect(await desk(id)).toMatchObject({ state: 'draft', publishAt: null })
})

test('a correction takes the same road; until then the public reads what it read, then what was changed is to be seen', async () => {
  const { people, published, act, revOf, save, desk, publish, done } = road
  const id = await published()
  clock.pass(DAY)
  await done(act(people.chief, id, 'correct', { rev: await revOf(id) }))
  await done(
    save(id, { body: '## 时间\n\n11月26日上午\n\n## 怎么办\n\n急用的，请打值班电话。' }, people.chief),
  )
  const unexplained = await act(people.chief, id, 'send', { rev: await revOf(id) })
  expect(unexplained.body.errors).toMatchObject([{ pointer: '/note', code: 'required' }])
  await done(
    save(
      id,
      { body: '## 时间\n\n11月26日上午\n\n## 怎么办\n\n急用的，请打值班电话。', note: '日期写错了' },
      people.chief,
    ),
  )
  await done(act(people.chief, id, 'send', { rev: await revOf(id) }))
  const before = await apiClient({ clock }).get(`/notices/${id}`)
  expect(before.text).toContain('11月25日上午')
  const reading = await desk(id)
  expect(reading.state).toBe('published')
  expect(reading.changes).toMatchObject([
    {
      field: 'body',
      lines: [
        {},
        {},
        { kind: 'gone', text: '11月25日上午' },
        { kind: 'new', text: '11月26日上午' },
        {},
        {},
        {},
        {},
      ],
    },
  ])
  await done(publish(id))
  const after = await desk(id)
  expect(after).toMatchObject({
    version: 2,
    number: '2026-0001',
    publishedAt: toIso(monday),
    changedAt: toIso(monday + DAY),
  })
  expect(after.versions).toMatchObject([{ version: 2, note: '日期写错了' }, { version: 1 }])
  expect(after.events[0].what).toBe('corrected')
  const { body } = (await env.DB.prepare("SELECT body FROM search_document WHERE scope = 'notice'").first<{
    body: string
  }>())!
  expect(body).toContain('11月26日')
  expect(body).not.toContain('11月25日')
  const column = await env.DB.prepare('SELECT published, last_at FROM notice_column').first()
  expect(column).toEqual({ published: 1, last_at: monday })
})

test('a correction can be thrown away, and its column and day are not moved', async () => {
  const { people, published, act, revOf, save, desk, done } = road
  const id = await published()
  await done(act(people.writer, id, 'correct', { rev: await revOf(id) }))
  const moved = await save(id, { category: 'briefing' })
  expect(moved.body.errors).toMatchObject([{ pointer: '/category' }])
  await done(save(id, { aroseOn: '2026-11-01' }))
  const { body } = await act(people.writer, id, 'discard', { rev: await revOf(id) })
  expect(body).toEqual({ gone: false })
  expect(await desk(id)).toMatchObject({ state: 'published', step: null, version: 1, aroseOn: '2026-11-20' })
})

test('withdrawn: the tombstone stays, the words and the search are gone, nothing brings it back', async () => {
  const { people, published, act, revOf, desk, done } = road
  const id = await published()
  const reason = { zh: '内容有误，另行公布', en: 'It was wrong; a new one follows' }
  const half = await act(people.chief, id, 'withdraw', {
    rev: await revOf(id),
    reason: { zh: '有误', en: '' },
  })
  expect(half.body.errors).toMatchObject([{ pointer: '/reason/en' }])
  await done(act(people.writer, id, 'correct', { rev: await revOf(id) }))
  await done(act(people.chief, id, 'withdraw', { rev: await revOf(id), reason }))
  expect(await desk(id)).toMatchObject({
    state: 'withdrawn',
    step: null,
    withdrawn: { reason, personal: false },
  })
  for (const table of ['search_document', 'search_gram'])
    expect(await env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE scope = 'notice'`).first('n')).toBe(
      0,
    )
  expect(await env.DB.prepare('SELECT published FROM notice_column').first('published')).toBe(0)
  const shown = await apiClient({ clock }).get(`/notices/${id}`)
  expect(shown.text).toContain('内容有误')
  expect(shown.text).not.toContain('急用的')
  for (const [who, verb, body] of [
    [people.chief, 'withdraw', { reason }],
    [people.writer, 'correct', {}],
  ] as const)
    expect((await act(who, id, verb, { rev: await revOf(id), ...body })).body.code).toBe('notice-step')
  expect(await factsOf(id, 'notice.withdraw')).toMatchObject({ personal: false })
})

test('numbers run by the year', async () => {
  const { published, desk } = road
  clock.set(Date.parse('2026-12-31T10:00:00+08:00'))
  const ids = [await published(), await published()]
  clock.set(Date.parse('2027-01-01T00:00:00+08:00'))
  ids.push(await published())
  const numbers = await Promise.all(ids.map(async (id) => (await desk(id)).number))
  expect(numbers).toEqual(['2026-0001', '2026-0002', '2027-0001'])
})
