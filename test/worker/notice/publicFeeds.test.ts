import { convertIcsCalendar } from 'ts-ics'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { atomRead } from '../../support/atom.ts'
import {
  correctedRow,
  draftRow,
  fileRow,
  publishedRow,
  silentBureau,
  withdrawnRow,
} from '../../support/noticeRows.ts'

const clock = clockAt(monday)
const api = apiClient({ clock })
const HOUR = 3_600_000

beforeEach(async () => {
  clock.set(monday)
  await silentBureau()
})

const atom = async (query = '') => {
  const { status, headers, text } = await api.get(`/notices.atom${query}`)
  expect(status).toBe(200)
  expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  return atomRead(text)
}
const entry = (feed: Awaited<ReturnType<typeof atom>>, id: string) =>
  feed.entries.find((one) => one.id.endsWith(`:${id}`))

describe('the feeds', () => {
  test('stay valid, and follow a notice through publication, correction and withdrawal', async () => {
    const id = await publishedRow({
      title: '甲 & 乙 <三>',
      body: '见[指南](/matters/ID-02)、[他处](https://example.org/a?b=1&c="d")。\u200b',
      publisher: 'sp_qingshi',
      category: 'safety',
    })
    const file = await fileRow(id, '图.pdf', 1)
    const feed = await atom()
    const first = entry(feed, id)!
    expect(first).toMatchObject({ title: '甲 & 乙 <三>', published: '2026-11-23T00:00:00.000Z' })
    expect(first.updated).toBe(first.published)
    expect(first.content).toMatch(/href="https?:\/\/[^/"]+\/matters\/ID-02"/)
    expect(first.content).not.toMatch(/(href|src)="\//)
    expect(first.enclosures).toEqual([expect.stringContaining(`/api/v1/notices/${id}/files/${file}`)])
    expect(new Set(feed.entries.map((one) => one.id)).size).toBe(feed.entries.length)

    await correctedRow(id, { title: '改正后', body: '正文', at: monday + HOUR, note: '改' })
    clock.set(monday + HOUR)
    const second = await atom()
    expect(entry(second, id)).toMatchObject({
      id: first.id,
      title: '改正后',
      published: first.published,
      updated: '2026-11-23T01:00:00.000Z',
    })
    expect(Date.parse(second.updated)).toBeGreaterThanOrEqual(monday + HOUR)
    expect(second.entries[0]?.id).toBe(first.id)

    await withdrawnRow(id, { at: monday + 2 * HOUR, reason: '依据已废止' })
    clock.set(monday + 2 * HOUR)
    const third = await atom()
    expect(entry(third, id)).toBeUndefined()
    expect(third.deleted).toContainEqual({
      ref: first.id,
      when: '2026-11-23T02:00:00.000Z',
      comment: '依据已废止',
    })
    const { body } = await api.get('/notices.json')
    expect(body._withdrawn.items).toContainEqual({
      id: first.id,
      date_withdrawn: '2026-11-23T02:00:00.000Z',
      reason: '依据已废止',
    })
    expect(JSON.stringify(body.items)).not.toContain('改正后')
  })

  test('a correction of an old notice is told though thirty are newer', async () => {
    const old = await publishedRow({ title: '旧闻' })
    for (let i = 0; i < 31; i++) await publishedRow({ title: `新闻${i}`, at: monday + i })
    expect(entry(await atom(), old)).toBeUndefined()
    await correctedRow(old, { title: '旧闻更正', at: monday + HOUR })
    expect(entry(await atom(), old)).toMatchObject({ title: '旧闻更正' })
    expect(entry(await atom('?station=qingshi'), old)).toBeUndefined()
  })

  test('as JSON say what the format asks for', async () => {
    await publishedRow({
      title: '通知',
      bodyEn: 'Text',
      titleEn: 'Notice',
      category: 'safety',
      publisher: 'sp_qingshi',
    })
    const { body, headers } = await api.get('/notices.json?station=qingshi&category=safety&lang=en')
    expect(headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    expect(body).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      language: 'en-GB',
      home_page_url: expect.stringMatching(/\/en\/notices\?station=qingshi&category=safety$/),
      feed_url: expect.stringMatching(/\/en\/notices\.json\?station=qingshi&category=safety$/),
    })
    const own = body.items.find(({ title }: { title: string }) => title === 'Notice')
    expect(own).toMatchObject({ content_html: '<p>Text</p>\n', language: 'en-GB', tags: ['Safety tips'] })
    for (const item of body.items) {
      expect(typeof item.id).toBe('string')
      expect(new URL(item.url).pathname).toMatch(/^\/en\/notices\//)
      expect(item.date_published).toBe(new Date(item.date_published).toISOString())
    }
  })

  test('the calendar holds meetings and last days, under one name through every change', async () => {
    const details = {
      startsAt: '2026-11-25T14:00:00+08:00',
      endsAt: '2026-11-25T16:00:00+08:00',
      place: '二楼，会议室',
    }
    const id = await publishedRow({
      title: '警民恳谈会',
      category: 'meeting',
      publisher: 'sp_qingshi',
      details,
    })
    const opinion = await publishedRow({
      title: '养犬办法',
      category: 'consultation',
      details: { closesOn: '2026-12-10' },
    })
    const read = async (query = '') => {
      const { text, headers } = await api.get(`/notices.ics${query}`)
      expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
      expect(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
      return convertIcsCalendar(undefined, text).events ?? []
    }
    const found = async (which: string, query = '') =>
      (await read(query)).find(({ uid }) => uid.startsWith(which))
    const first = await found(id)
    expect(first).toMatchObject({ sequence: 1, status: 'CONFIRMED', summary: '警民恳谈会' })
    expect(first?.start.date.toISOString()).toBe('2026-11-25T06:00:00.000Z')
    expect(first?.location).toContain('二楼，会议室')
    expect(await found(opinion)).toMatchObject({ summary: '意见征集截止：养犬办法', start: { type: 'DATE' } })
    expect((await found(opinion))?.start.date.toISOString().slice(0, 10)).toBe('2026-12-10')
    expect(await found(opinion, '?station=qingshi')).toBeUndefined()
    expect(await found(id, '?category=consultation')).toBeUndefined()

    const moved = { ...details, startsAt: '2026-11-26T14:00:00+08:00', endsAt: '2026-11-26T16:00:00+08:00' }
    await correctedRow(id, { title: '警民恳谈会', category: 'meeting', details: moved, at: monday + HOUR })
    const second = await found(id)
    expect(second).toMatchObject({ uid: first?.uid, sequence: 2 })
    expect(second?.start.date.toISOString()).toBe('2026-11-26T06:00:00.000Z')
    await withdrawnRow(id, { at: monday + 2 * HOUR, reason: '改期再定' })
    expect(await found(id)).toMatchObject({
      uid: first?.uid,
      sequence: 3,
      status: 'CANCELLED',
      description: '改期再定',
    })
  })

  test('carry nothing that is not published, and no name a withdrawal hides', async () => {
    for (const state of ['draft', 'review', 'scheduled'] as const) await draftRow({ title: '未公开', state })
    const details = {
      startsAt: '2026-11-25T14:00:00+08:00',
      endsAt: '2026-11-25T16:00:00+08:00',
      place: '张三家',
    }
    const id = await publishedRow({ title: '张三的事', category: 'meeting', details })
    await withdrawnRow(id, { at: monday + 1, reason: '含个人信息', personal: 1 })
    for (const path of ['/notices.atom', '/notices.json', '/notices.ics']) {
      const { text } = await api.get(path)
      expect(text.replaceAll('\r\n ', ''), path).not.toMatch(/未公开|张三/)
    }
  })

  test('are not sent again to those who have them', async () => {
    const id = await publishedRow()
    for (const path of ['/notices.atom', '/notices.json', '/notices.ics']) {
      const { headers } = await api.get(path)
      expect(headers.get('cache-control')).toBe('public, max-age=60')
      const tag = headers.get('etag')!
      const modified = headers.get('last-modified')!
      const again = await api.get(path, { 'if-none-match': `"other", W/${tag}` })
      expect([again.status, again.text]).toEqual([304, ''])
      expect((await api.get(path, { 'if-modified-since': modified })).status).toBe(304)
      expect(
        (await api.get(path, { 'if-none-match': '"other"', 'if-modified-since': modified })).status,
      ).toBe(200)
    }
    const tag = (await api.get('/notices.atom')).headers.get('etag')!
    await correctedRow(id, { at: monday + HOUR, title: '新' })
    expect((await api.get('/notices.atom', { 'if-none-match': tag })).status).toBe(200)
  })

  test('of a station or column that is not there are not found', async () => {
    for (const path of ['/notices.atom', '/notices.json', '/notices.ics'])
      for (const query of ['station=nowhere', 'category=nothing'])
        expect((await api.get(`${path}?${query}`)).status, path).toBe(404)
    expect((await api.get('/notices.atom?station=bureau')).status).toBe(200)
    expect((await api.get('/notices.atom?station=*')).status).toBe(404)
  })
})
