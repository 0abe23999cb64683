import { experimental_AstroContainer as AstroContainer } from 'astro/container'
import { expect, test } from 'vitest'
import type { StationDetail } from '../../api/station/schema.ts'
import type { Page } from '../../site/lib/page.ts'
import { usualOf } from '../../site/lib/station.ts'
import { pointData } from '../../site/lib/structured.ts'
import { wordsIn } from '../../site/lib/text.ts'

type Component = Parameters<AstroContainer['renderToString']>[0]
type Week = StationDetail['usualWeek']

const found = import.meta.glob<{ default: Component }>('../../site/components/StructuredData/*.astro', {
  eager: true,
})
const StructuredData = Object.values(found)[0]!.default
const container = await AstroContainer.create()

const morning = { opens: '08:30', closes: '12:00', counters: null }
const evening = { opens: '14:00', closes: '17:30', counters: null }
const saturday = { opens: '09:00', closes: '12:00', counters: ['household' as const] }
const week: Week = [
  ...[1, 2, 3, 4, 5].map((weekday) => ({ weekday, windows: [morning, evening] })),
  { weekday: 6, windows: [saturday] },
]

test('the usual week in short, in either language', () => {
  expect(usualOf(week, wordsIn('zh'))).toEqual([
    { days: '周一至周五', hours: '8:30–12:00、14:00–17:30' },
    { days: '周六', hours: '9:00–12:00（只开户籍窗口）' },
  ])
  expect(usualOf(week, wordsIn('en'))[0]).toEqual({
    days: 'Mon to Fri',
    hours: '8:30 am to 12:00 pm, 2:00 pm to 5:30 pm',
  })
  const room: Week = [1, 3, 5, 6].map((weekday) => ({ weekday, windows: [morning] }))
  expect(usualOf(room, wordsIn('zh'))).toEqual([{ days: '周一、周三、周五、周六', hours: '8:30–12:00' }])
  expect(usualOf([], wordsIn('zh'))).toEqual([])
})

const station = {
  slug: 'one',
  kind: 'station',
  name: { zh: '一号派出所', en: 'Station One' },
  address: { zh: '一号路 1 号', en: '1 First Road' },
  dutyLine: { phone: '000-0000-0001', allDay: true },
  parent: null,
  usualWeek: week,
  week: [
    { day: '2026-11-23', status: 'open', windows: [morning, evening], reason: null, provisional: false },
    {
      day: '2026-11-24',
      status: 'closed',
      windows: [],
      reason: { zh: '装修', en: 'Works' },
      provisional: false,
    },
  ],
  changes: [
    {
      day: '2026-12-05',
      status: 'open',
      windows: [saturday],
      reason: { zh: '加班', en: 'Extra' },
      provisional: false,
    },
  ],
  areas: [
    { name: { zh: '甲社区', en: 'A' }, street: { zh: '东街', en: 'East' } },
    { name: { zh: '甲社区', en: 'A' }, street: { zh: '西街', en: 'West' } },
  ],
  matters: [{ code: 'ID-02', plainName: { zh: '换身份证', en: 'Renew an ID card' } }],
} as unknown as StationDetail

const page = (locale: 'zh' | 'en', demo = true) =>
  ({
    ...wordsIn(locale),
    href: (path: string) => (locale === 'en' ? `/en${path}` : path),
    settings: {
      origin: 'https://kaimen.example',
      demo,
      bureauName: { zh: '某县公安局', en: 'The Bureau' },
    },
  }) as unknown as Page

test('a station for programs: its hours, the days unlike them, its areas once, its matters', () => {
  const data = pointData(station, page('en'))
  expect(data).toMatchObject({
    '@type': 'PoliceStation',
    url: 'https://kaimen.example/en/stations/one',
    name: 'Station One',
    telephone: '000-0000-0001',
    areaServed: ['A'],
    disambiguatingDescription: expect.stringContaining('not an official website'),
  })
  const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']
  expect(data.openingHoursSpecification).toMatchObject([
    { dayOfWeek: weekdays, opens: '08:30', closes: '12:00' },
    { dayOfWeek: weekdays, opens: '14:00', closes: '17:30' },
    { dayOfWeek: ['Saturday'], opens: '09:00', description: 'Household counter only' },
    { validFrom: '2026-11-24', validThrough: '2026-11-24', opens: '00:00', closes: '00:00' },
    { validFrom: '2026-12-05', opens: '09:00', closes: '12:00', description: 'Extra' },
  ])
  expect(JSON.stringify(data.makesOffer)).toContain('https://kaimen.example/en/matters/ID-02')
  expect(pointData(station, page('zh', false)).disambiguatingDescription).toBeUndefined()
})

test('no text of the data can end it', async () => {
  const name = '</script><script>alert(1)</script><!--'
  const html = await container.renderToString(StructuredData, { props: { data: { name } } })
  expect(html.match(/<\/?script/g)).toHaveLength(2)
  expect(html).not.toContain('<!--')
  const json = /<script type="application\/ld\+json">(.*)<\/script>/s.exec(html)?.[1] ?? ''
  expect(JSON.parse(json)).toEqual({ '@context': 'https://schema.org', name })
})
