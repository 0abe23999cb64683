import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY } from '../../../api/calendar/day.ts'
import { purgeComplaints } from '../../../api/complaint/purge.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { testCtx } from '../../support/ctx.ts'
import { waitingMessages } from '../../support/outbox.ts'
import { fixedProblem, publicAt, publishing, words } from '../../support/publishing.ts'
import { staffApi } from '../../support/signedIn.ts'
import { aProblem, atComplaints, author, complaintAt, told } from '../../support/telling.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const staff = staffApi({ clock })
const world = { api, staff, clock }
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})
const chief = () => atComplaints(staff, clock, 'chief')
const ids = async (query = '') =>
  (await api.get(`/answered${query}`)).body.items.map(({ id }: { id: string }) => id)
const feed = async (query = '') => (await api.get(`/answered.atom${query}`)).text
const leaves = async (subject: string) => {
  const { results } = await env.DB.prepare('SELECT action FROM audit_leaf WHERE subject = ?')
    .bind(subject)
    .all<{ action: string }>()
  return results.map(({ action }) => action)
}

describe('published', () => {
  test('what was told and what was done, in words of staff, with both photos: in the list, the feed, on its page', async () => {
    const one = await fixedProblem(world, { photos: true })
    const who = await chief()
    const { body: desk } = await who.open(one.reference)
    expect(desk.can).toContain('publish')
    const photos = desk.photos.map(({ id, side }: { id: string; side: string }) => ({
      id,
      shows: side === 'office' ? 'after' : 'before',
    }))
    expect(photos).toHaveLength(2)
    const unseen = await who.do(one.reference, 'publish', { ...words, photos })
    expect(unseen.body.errors).toMatchObject([{ pointer: '/looked' }])
    const done = await who.do(one.reference, 'publish', { ...words, photos, looked: true })
    expect([done.status, done.body.id]).toEqual([200, expect.stringMatching(/^P-\w{8}$/)])
    const { id } = done.body
    const { body } = await api.get('/answered?choices=1')
    expect(body.items).toMatchObject([
      {
        id,
        kind: 'problem',
        ...words,
        station: { slug: 'qingshi' },
        cameDay: '2026-11-23',
        doneDay: '2026-11-23',
        days: 0,
        photos: [{ shows: 'before' }, { shows: 'after' }],
      },
    ])
    expect(body.choices.stations.length).toBeGreaterThan(3)
    const shown = await api.get(`/answered/${id}`)
    expect(shown.body).toEqual(body.items[0])
    // Nothing of its author, and nothing by which the complaint could be opened.
    for (const secret of [one.reference, one.accessCode, '13800000111', '林小满', '3 号楼'])
      expect(shown.text).not.toContain(secret)
    for (const { href } of body.items[0].photos) {
      const picture = await api.get(href.slice('/api/v1'.length))
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    }
    const [elsewhere] = (await api.get(`/open311/v2/requests/${id}.json`)).body
    expect(new URL(elsewhere.media_url).pathname).toBe(body.items[0].photos[0].href)
    expect(await feed('?station=qingshi')).toContain(words.did)
    expect(await feed('?station=donghu')).not.toContain(words.did)
    const station = await api.get('/stations/qingshi')
    expect(station.body.answered.map((item: { id: string }) => item.id)).toEqual([id])
    expect((await api.get('/stations/donghu')).body.answered).toEqual([])
    // Its author is told, with the address everybody may know, and reads what is public.
    const message = (await waitingMessages('complaint.news', one.reference)).at(-1)
    expect(JSON.stringify(message)).toContain(id)
    const own = await author(api, one).read()
    expect(own.published).toEqual({ id, ...words, photos: 2 })
    expect(own.can).toContain('take-back')
    expect(await leaves(one.reference)).toContain('complaint.publish')
    expect((await who.do(one.reference, 'publish', words)).body.code).toBe('step-refused')
  })

  test('is found by station, town, kind, category and month, page by page', async () => {
    const made: string[] = []
    for (let i = 0; i < 3; i++) {
      // What is public is dated by the day.
      clock.set(clock.now() + DAY)
      made.unshift(await publishing(world, await fixedProblem(world, {}), { said: `路灯 ${i}`, did: '换了' }))
    }
    clock.set(clock.now() + DAY)
    const question = await told(api, {
      kind: 'question',
      words: '几点开门？',
      about: 'donghu',
      anonymous: true,
      open: true,
    })
    await walkTo(question.reference, 'closed')
    made.unshift(await publishing(world, question, { said: '几点开门？', did: '九点。' }, 'sp_donghu'))
    const town = '990101100'
    expect(await ids()).toEqual(expect.arrayContaining(made))
    expect(await ids('?kind=question')).toEqual([made[0]])
    expect(await ids('?station=qingshi')).toEqual(made.slice(1))
    expect(await ids(`?town=${town}&category=small-hazard`)).toEqual(made.slice(1))
    expect(await ids('?station=qingshi&category=small-hazard&month=2026-11')).toEqual(made.slice(1))
    expect(await ids('?category=small-noise')).toEqual([])
    expect(await ids('?month=2026-10')).toEqual([])
    const seen: string[] = []
    for (let cursor = '', pages = 0; pages < 9; pages += 1) {
      const { body } = await api.get(`/answered?station=qingshi&limit=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map(({ id }: { id: string }) => id))
      if (!body.nextCursor) break
      cursor = body.nextCursor
    }
    expect(seen).toEqual(made.slice(1))
    expect((await api.get('/answered?cursor=nothing')).status).toBe(422)
    expect((await api.get('/answered/P-NOTHING2')).status).toBe(404)
    expect((await api.get('/answered.atom?station=nowhere')).status).toBe(404)
  })

  test('a room’s own page has what happened in its communities, and its station’s as well', async () => {
    const row = await env.DB.prepare(
      `SELECT j.area_id AS area, p.slug AS slug, s.slug AS station, s.id AS point FROM jurisdiction j
         JOIN service_point p ON p.id = j.service_point_id JOIN service_point s ON s.id = p.parent_id
       WHERE p.kind = 'room' AND s.kind = 'station' LIMIT 1`,
    ).first<{ area: string; slug: string; station: string; point: string }>()
    const one = await told(api, aProblem({ town: undefined, area: row!.area, open: true }))
    await walkTo(one.reference, 'closed')
    const id = await publishing(world, one, words, row!.point)
    for (const slug of [row!.slug, row!.station]) {
      expect((await api.get(`/stations/${slug}`)).body.answered).toMatchObject([
        { id, room: { slug: row!.slug } },
      ])
      expect(await ids(`?station=${slug}`)).toEqual([id])
    }
  })

  test('of an anonymous one no time finer than a day stands anywhere, and its photos open', async () => {
    clock.set(monday + 3_723_456)
    const one = await fixedProblem(world, { photos: true, anonymous: true })
    const id = await publishing(world, one, words)
    const row = await publicAt(one.reference)
    expect([row.published_at, row.came_day]).toEqual([Date.parse('2026-11-23T00:00:00+08:00'), '2026-11-23'])
    const { body } = await api.get(`/answered/${id}`)
    for (const { href } of body.photos) expect((await api.get(href.slice('/api/v1'.length))).status).toBe(200)
    clock.set(clock.now() + 60_000)
    expect((await author(api, one).post('agreement', { agreed: false })).status).toBe(200)
    expect((await publicAt(one.reference)).down_at).toBe(Date.parse('2026-11-23T00:00:00+08:00'))
  })
})

describe('the privacy gate', () => {
  const personal = { said: '3 号楼前的路灯不亮，请打 13912345678。', did: '换好了。' }
  test('stops what looks like personal data; somebody who did not handle it may let it stand, with a reason', async () => {
    const one = await fixedProblem(world, {})
    const who = await chief()
    const stopped = await who.do(one.reference, 'publish', personal)
    expect([stopped.status, stopped.body.code]).toEqual([409, 'notice-gate'])
    const over = stopped.body.findings.map(({ key }: { key: string }) => key)
    expect(over.length).toBeGreaterThan(0)
    expect(stopped.text).not.toContain('13912345678')
    const reasonless = await who.do(one.reference, 'publish', { ...personal, over })
    expect(reasonless.body.errors).toMatchObject([{ pointer: '/why' }])
    expect((await publicAt(one.reference)).state).toBe('kept')
    const done = await who.do(one.reference, 'publish', { ...personal, over, why: '公开的值班电话' })
    expect(done.status).toBe(200)
    const row = await publicAt(one.reference)
    expect([row.over_why, row.over]).toEqual(['公开的值班电话', expect.not.stringContaining('139')])
    expect((await who.open(one.reference)).body.letStand).toBe('公开的值班电话')
    expect(await author(api, one).read()).not.toHaveProperty('letStand')
    // A key for one place lets nothing stand at another.
    const two = await fixedProblem(world, {})
    const elsewhere = { ...personal, said: `另外，${personal.said}`, over, why: '公开的值班电话' }
    expect((await who.do(two.reference, 'publish', elsewhere)).body.code).toBe('notice-gate')
  })

  test('whoever handled it changes the words instead: refused by the verb, and by the database', async () => {
    const one = await fixedProblem(world, {})
    const who = await chief()
    await env.DB.prepare('UPDATE complaint SET handler_id = ? WHERE reference = ?')
      .bind(who.id, one.reference)
      .run()
    const { body } = await who.do(one.reference, 'publish', personal)
    const over = body.findings.map(({ key }: { key: string }) => key)
    const own = await who.do(one.reference, 'publish', { ...personal, over, why: '公开的值班电话' })
    expect([own.status, own.body.code]).toEqual([409, 'own-fix'])
    await expect(
      env.DB.prepare(
        `UPDATE complaint_public SET state = 'out', said = 'a', did = 'b', done_day = '2026-11-23', published_at = 1,
           published_by = ?, over = '[{}]' WHERE complaint_id = (SELECT id FROM complaint WHERE reference = ?)`,
      )
        .bind(who.id, one.reference)
        .run(),
    ).rejects.toThrow('own-fix')
    expect((await who.do(one.reference, 'publish', words)).status).toBe(200)
  })

  test('asks for both texts, each beside its field', async () => {
    const one = await fixedProblem(world, {})
    const who = await chief()
    const empty = await who.do(one.reference, 'publish', { said: ' ', did: 'x'.repeat(501) })
    expect(empty.body.errors).toMatchObject([{ pointer: '/said' }, { pointer: '/did' }])
    const strange = await who.do(one.reference, 'publish', {
      ...words,
      looked: true,
      photos: [{ id: 'cf_nothing', shows: 'after' }],
    })
    expect(strange.body.errors).toMatchObject([{ pointer: '/photos/0/id' }])
  })
})

describe('comes down at once', () => {
  const gone = async (id: string, photos: readonly { href: string }[]) => {
    expect(await ids()).not.toContain(id)
    expect((await api.get(`/answered/${id}`)).status).toBe(404)
    for (const { href } of photos) expect((await api.get(href.slice('/api/v1'.length))).status).toBe(404)
    const atom = await feed()
    expect(atom).not.toContain(words.did)
    expect(atom).toMatch(new RegExp(`deleted-entry ref="[^"]*:${id}"`))
    expect((await api.get('/stations/qingshi')).body.answered).toEqual([])
  }
  const out = async () => {
    const one = await fixedProblem(world, { photos: true })
    const id = await publishing(world, one, words)
    return { one, id, photos: (await api.get(`/answered/${id}`)).body.photos as { href: string }[] }
  }

  test('when its author takes the agreement back; given again, it can be published again under the same name', async () => {
    const { one, id, photos } = await out()
    const self = author(api, one)
    expect(photos).toHaveLength(2)
    expect((await self.post('agreement', { agreed: false })).status).toBe(200)
    await gone(id, photos)
    expect(await self.read()).toMatchObject({ open: false, published: null, downWhy: null })
    const who = await chief()
    expect((await who.open(one.reference)).body.can).not.toContain('publish')
    expect((await who.do(one.reference, 'publish', words)).body.code).toBe('not-agreed')
    const twice = (await complaintAt(one.reference)).rev
    expect((await self.post('agreement', { agreed: false })).status).toBe(200)
    expect((await complaintAt(one.reference)).rev).toBe(twice)
    expect((await self.read()).can).toContain('agree')
    expect((await self.post('agreement', { agreed: true })).status).toBe(200)
    expect(await publishing(world, one, words)).toBe(id)
    expect(await ids()).toContain(id)
    expect(await feed()).not.toContain('deleted-entry')
    expect(await leaves(one.reference)).toEqual(
      expect.arrayContaining(['complaint.disagree', 'complaint.agree']),
    )
  })

  test('when its author objects; answered again it can be published again', async () => {
    const one = await fixedProblem(world, { photos: true }, 'answered')
    const id = await publishing(world, one, words)
    const { photos } = (await api.get(`/answered/${id}`)).body
    expect((await author(api, one).post('object', { words: '又灭了' })).status).toBe(200)
    await gone(id, photos)
    expect((await publicAt(one.reference)).state).toBe('kept')
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    expect((await desk.do(one.reference, 'publish', words)).body.code).toBe('step-refused')
    const answer = { done: '换了整盏灯', by: '督察', noPhoto: '天黑' }
    expect((await desk.do(one.reference, 'answer', answer)).status).toBe(200)
    // The chief of the station reads on, and decides nothing any more: it went one level up.
    expect((await (await chief()).do(one.reference, 'publish', words)).status).toBe(403)
    expect(await publishing(world, one, words, '*')).toBe(id)
    expect((await api.get(`/answered/${id}`)).body.station.slug).toBe('qingshi')
  })

  test('when it turns out to be about somebody: what everybody reads would reach them too', async () => {
    const { one, id, photos } = await out()
    await env.DB.prepare('UPDATE complaint SET closed_at = NULL, closed_how = NULL WHERE reference = ?')
      .bind(one.reference)
      .run()
    const desk = await atComplaints(staff, clock, 'supervisor', '*')
    expect((await desk.do(one.reference, 'bar', { point: 'donghu' })).status).toBe(200)
    await gone(id, photos)
    const again = await desk.do(one.reference, 'publish', words)
    expect([again.status, again.body.code]).toEqual([409, 'not-agreed'])
  })

  test('when staff take it down, for a reason its author reads', async () => {
    const { one, id, photos } = await out()
    const who = await chief()
    const loud = await who.do(one.reference, 'take-down', { words: '请打 13912345678' })
    expect(loud.body.errors).toMatchObject([{ pointer: '/words' }])
    expect((await who.do(one.reference, 'take-down', { words: '照片拍到了人' })).status).toBe(200)
    await gone(id, photos)
    expect(await author(api, one).read()).toMatchObject({ published: null, downWhy: '照片拍到了人' })
    expect((await who.do(one.reference, 'take-down', { words: '再一次' })).body.code).toBe('step-refused')
    expect(await publishing(world, one, words)).toBe(id)
  })

  test('a photo goes when its file does, two years later; the words stay', async () => {
    const { one, id } = await out()
    await env.DB.prepare('UPDATE complaint SET keep_until = 1 WHERE reference = ?').bind(one.reference).run()
    await purgeComplaints(await testCtx({ clock }))
    expect((await api.get(`/answered/${id}`)).body).toMatchObject({ ...words, photos: [] })
  })
})
