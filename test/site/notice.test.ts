import { expect, test } from 'vitest'
import type { NoticeDetail } from '../../api/notice/public/schema.ts'
import { chosenOf, langOf, piecesOf, shortened, sizeOf, typeOf, withChosen } from '../../site/lib/notice.ts'
import type { Page } from '../../site/lib/page.ts'
import { noticeData } from '../../site/lib/structured.ts'
import { wordsIn } from '../../site/lib/text.ts'

test('marks become pieces, and every character is there once', () => {
  const text = '办公时间和办公地点'
  const marks = [
    { from: 0, to: 2 },
    { from: 5, to: 7 },
  ]
  const pieces = piecesOf(text, marks)
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  expect(pieces.filter(({ marked }) => marked).map((piece) => piece.text)).toEqual(['办公', '办公'])
  expect(piecesOf(text, [])).toEqual([{ text, marked: false }])
  expect(piecesOf('', [])).toEqual([])
})

test('what an address asks for that is no filter is left out', () => {
  const chosen = (query: string) => chosenOf(new URLSearchParams(query))
  expect(chosen('q=+%E5%8A%9E%E5%85%AC+&category=notice&station=qingshi&from=2026-11-01')).toMatchObject({
    q: '办公',
    category: 'notice',
    station: 'qingshi',
    from: '2026-11-01',
  })
  expect(Object.values(chosen(`q=&category=A'&station=../x&from=1.11.2026&to=soon`)).filter(Boolean)).toEqual(
    [],
  )
  expect(withChosen('/notices', chosen('category=notice&q=a b'))).toBe('/notices?q=a+b&category=notice')
  expect(withChosen('/notices', {})).toBe('/notices')
})

test('only the lines around a change are shown', () => {
  const line = (kind: 'same' | 'gone' | 'new', text: string) => ({ kind, text })
  const lines = [
    line('same', '1'),
    line('same', '2'),
    line('same', '3'),
    line('gone', '4'),
    line('new', '5'),
    line('same', '6'),
    line('same', '7'),
    line('same', '8'),
  ]
  expect(shortened(lines).map((one) => one?.text ?? null)).toEqual([null, '3', '4', '5', '6', null])
})

test('an attachment says its type and size', () => {
  expect([sizeOf(12), sizeOf(123_456), sizeOf(3_400_000)]).toEqual(['12 B', '123 kB', '3.4 MB'])
  expect(typeOf({ name: '时间表.pdf', type: 'application/pdf' })).toBe('PDF')
  expect(typeOf({ name: '无后缀', type: 'image/png' })).toBe('image/png')
})

test('an English page says which words are Chinese', () => {
  expect(langOf({ zh: '通知', en: '' }, { locale: 'en' })).toBe('zh-Hans-CN')
  expect(langOf({ zh: '通知', en: 'Notice' }, { locale: 'en' })).toBeUndefined()
  expect(langOf({ zh: '通知', en: '' }, { locale: 'zh' })).toBeUndefined()
})

const page = {
  ...wordsIn('en'),
  href: (path: string) => `/en${path}`,
  settings: { origin: 'https://bureau.example', bureauName: { zh: '局', en: 'Bureau' }, demo: false },
} as unknown as Page
const notice = {
  id: 'nt_1',
  number: '2026-0001',
  title: { zh: '恳谈会', en: 'A talk' },
  category: { code: 'meeting', name: { zh: '会议活动', en: 'Meetings' } },
  publisher: { slug: 'one', name: { zh: '一号派出所', en: 'Station One' } },
  publishedAt: '2026-11-23T08:00:00+08:00',
  changedAt: null,
  version: 1,
  html: { zh: '<p>来</p>', en: '' },
  matters: [{ code: 'ID-02', name: { zh: '', en: '' }, plainName: { zh: '换证', en: 'Renew' } }],
  details: null,
} as unknown as NoticeDetail

test('programs read a meeting as an event and the rest as an article', () => {
  expect(noticeData(notice, page)).toMatchObject({
    '@type': 'NewsArticle',
    '@id': 'https://bureau.example/en/notices/nt_1',
    inLanguage: 'zh-Hans-CN',
    dateModified: notice.publishedAt,
    author: { name: 'Station One', url: 'https://bureau.example/en/stations/one' },
    about: [{ name: 'Renew' }],
  })
  const details = {
    startsAt: '2026-11-25T14:00:00+08:00',
    endsAt: '2026-11-25T16:00:00+08:00',
    place: '二楼',
  }
  const bureau = { slug: null, name: { zh: '局', en: 'Bureau' } }
  expect(noticeData({ ...notice, details, publisher: bureau }, page)).toMatchObject({
    '@type': 'Event',
    startDate: details.startsAt,
    location: { name: '二楼' },
    organizer: { name: 'Bureau' },
  })
})
