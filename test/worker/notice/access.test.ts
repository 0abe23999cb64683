import { beforeEach, expect, test } from 'vitest'
import { type NoticeRoad, noticeRoad } from '../../support/noticeRoad.ts'

let road: NoticeRoad
beforeEach(async () => {
  road = await noticeRoad()
})

test('another station’s notice looks like one that does not exist, whatever is asked of it', async () => {
  const { people, inReview, act, api } = road
  const id = await inReview()
  const nowhere = `nt_${'0'.repeat(32)}`
  const asks: [string, object][] = [
    ['send', { rev: 1 }],
    ['recall', { rev: 1 }],
    ['return', { rev: 1, remark: 'x' }],
    ['publish', { rev: 1 }],
    ['correct', { rev: 1 }],
    ['discard', { rev: 1 }],
    [`files/nf_${'0'.repeat(32)}/drop`, {}],
  ]
  for (const [verb, body] of asks) {
    const theirs = await act(people.stranger, id, verb, body)
    const none = await act(people.stranger, nowhere, verb, body)
    expect([verb, theirs.status, theirs.body.code], verb).toEqual([verb, 404, 'record-not-found'])
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...none.body, requestId: '' })
  }
  expect((await api.get(`/staff/notices/${id}`, people.stranger)).status).toBe(404)
  const { body } = await api.get('/staff/notices', people.stranger)
  expect([body.underWay, body.published]).toEqual([[], []])
})

test('each does what their role is for', async () => {
  const { people, begin, inReview, act, api, revOf, published } = road
  const id = await inReview()
  expect((await api.get(`/staff/notices/${id}`, people.clerk)).body.code).toBe('not-allowed')
  expect((await api.get('/staff/notices', people.clerk)).body.code).toBe('not-allowed')
  // The supervision desk reads and publishes for every station, and writes for none.
  const begun = { publisher: 'qingshi', category: 'notice', aroseOn: '2026-11-20', title: 'x' }
  expect((await api.post('/staff/notices', begun, people.supervisor)).body.code).toBe('not-allowed')
  expect((await act(people.supervisor, id, 'recall', { rev: await revOf(id) })).body.code).toBe('not-allowed')
  expect((await act(people.supervisor, id, 'publish', { rev: await revOf(id) })).status).toBe(200)
  // A publisher withdraws nothing; whoever answers for the station does.
  const other = await published()
  const reason = { reason: { zh: '有误', en: 'Wrong' } }
  const rev = await revOf(other)
  expect((await act(people.writer, other, 'withdraw', { rev, ...reason })).body.code).toBe('not-allowed')
  expect((await act(people.chief, other, 'withdraw', { rev, ...reason })).status).toBe(200)
  await expect(begin({ publisher: 'nanqiao' })).rejects.toThrow('record-not-found')
  await expect(begin({ publisher: '*' })).rejects.toThrow('record-not-found')
  await expect(begin({ publisher: 'nowhere' })).rejects.toThrow('record-not-found')
})

test('the choices are those of one’s own stations', async () => {
  const { people, api } = road
  const { body } = await api.get('/staff/notices/options', people.writer)
  expect(body.publishers).toMatchObject([{ slug: 'qingshi' }])
  expect(body.categories.map(({ code }: { code: string }) => code)).toContain('lost-found')
})

test('nobody writes from another site’s page, or without signing in', async () => {
  const { people, inReview, act, revOf } = road
  const id = await inReview()
  const rev = await revOf(id)
  const foreign = { ...people.reader, origin: 'https://evil.example' }
  expect((await act(foreign, id, 'publish', { rev })).body.code).toBe('foreign-origin')
  expect((await act({}, id, 'publish', { rev })).status).toBeGreaterThan(400)
  expect((await act({ origin: 'http://localhost' }, id, 'publish', { rev })).body.code).toBe('not-signed-in')
})

test('a page of what is published goes on where the last one ended, by column too', async () => {
  const { people, api, published } = road
  const ids: string[] = []
  for (let i = 0; i < 22; i += 1) ids.unshift(await published({ title: `第${i}条` }))
  const first = (await api.get('/staff/notices', people.writer)).body
  const second = (await api.get(`/staff/notices?cursor=${first.nextCursor}`, people.writer)).body
  const all = [...first.published, ...second.published].map(({ id }) => id)
  expect(all).toEqual(ids)
  expect(second.nextCursor).toBeNull()
  expect((await api.get('/staff/notices?category=briefing', people.writer)).body.published).toEqual([])
  expect((await api.get('/staff/notices?cursor=x', people.writer)).status).toBe(422)
})
