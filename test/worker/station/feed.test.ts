import { env } from 'cloudflare:workers'
import { convertIcsCalendar, type IcsEvent } from 'ts-ics'
import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, dayOf, HOUR, toIso } from '../../../api/calendar/day.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'

beforeEach(() => demo(env))

const insert = (table: string, row: Record<string, unknown>) =>
  env.DB.prepare(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => '?')})`)
    .bind(...Object.values(row))
    .run()
const reason = (zh: string, en: string) => ({ reason_zh: zh, reason_en: en })

/** The feed as a calendar app reads it. */
async function feed(slug: string, { now = monday, lang = 'zh' } = {}) {
  const { status, headers, text } = await apiClient({ clock: clockAt(now) }).get(
    `/stations/${slug}/calendar.ics?lang=${lang}`,
  )
  expect(status).toBe(200)
  return { headers, text, events: convertIcsCalendar(undefined, text).events ?? [] }
}
const titled = (events: IcsEvent[], words: string) => events.filter(({ summary }) => summary.includes(words))
const hours = (events: IcsEvent[], day: string) =>
  titled(events, '开门')
    .filter(({ start }) => start.type !== 'DATE' && dayOf(start.date.getTime()) === day)
    .map(({ start, end }) => [start, end].map((at) => toIso(at!.date.getTime()).slice(11, 16)).join('–'))
/** First and last whole day of an entry. */
const wholeDays = ({ start, end }: IcsEvent) => {
  expect(start.type).toBe('DATE')
  return [start.date.getTime(), end!.date.getTime() - DAY].map((ms) =>
    new Date(ms).toISOString().slice(0, 10),
  )
}

describe('GET /stations/{slug}/calendar.ics', () => {
  test('is a calendar that apps come back to', async () => {
    const { headers, text, events } = await feed('qingshi')
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(headers.get('cache-control')).toBe('public, max-age=300')
    expect(headers.get('vary')).toContain('Accept-Language')
    const lines = text.split('\r\n')
    for (const line of [
      'BEGIN:VCALENDAR',
      'METHOD:PUBLISH',
      'NAME:青石派出所开门时间',
      'X-WR-CALNAME:青石派出所开门时间',
      'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
      'X-PUBLISHED-TTL:PT6H',
      'X-WR-TIMEZONE:Asia/Shanghai',
    ])
      expect(lines, line).toContain(line)
    for (const line of lines) expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75)
    expect(text.endsWith('END:VCALENDAR\r\n') || text.endsWith('END:VCALENDAR')).toBe(true)
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    expect(events.every(({ timeTransparent }) => timeTransparent === 'TRANSPARENT')).toBe(true)
    expect(events.every(({ alarms = [] }) => alarms.length === 0)).toBe(true)
    const days = events.map(({ start }) => dayOf(start.date.getTime()))
    expect(days.toSorted()[0]).toBe('2026-11-23')
    expect(days.toSorted().at(-1)! <= '2027-01-21').toBe(true)
  })

  test('tells the hours of each day, and which counter keeps them', async () => {
    const { events } = await feed('qingshi')
    expect(hours(events, '2026-11-23')).toEqual(['08:30–12:00', '14:00–17:30'])
    expect(hours(events, '2026-11-28')).toEqual(['09:00–12:00'])
    expect(hours(events, '2026-11-29')).toEqual([])
    expect(titled(events, '只开户籍窗口').length).toBeGreaterThan(5)
  })

  test('a holiday is shut for its whole days, a day worked in exchange is open', async () => {
    const now = Date.parse('2026-10-03T10:00:00+08:00')
    const { events } = await feed('qingshi', { now })
    const [holiday, ...more] = titled(events, '不开门：国庆节')
    expect(more).toEqual([])
    expect(wholeDays(holiday!)).toEqual(['2026-10-01', '2026-10-07'])
    expect(hours(events, '2026-10-05')).toEqual([])
    expect(hours(events, '2026-10-10')).toEqual(['08:30–12:00', '14:00–17:30'])
    expect(titled(events, '开门').find(({ description }) => description?.includes('调休'))).toBeTruthy()
  })

  test('closures are whole days with their reason, special hours win, one counter alone is named', async () => {
    const at = { service_point_id: 'sp_qingshi', counter_group: '' }
    const closed = { ...at, from_day: '2026-12-01', to_day: '2026-12-03', ...reason('装修', 'Refurbishment') }
    await insert('closure', { id: 'cl_a', ...closed })
    await insert('special_hours', {
      ...at,
      day: '2026-12-03',
      opens: '10:00',
      closes: '11:00',
      ...reason('装修', 'Refurbishment'),
    })
    await insert('closure', {
      id: 'cl_b',
      service_point_id: '*',
      counter_group: 'household',
      from_day: '2026-12-08',
      to_day: '2026-12-08',
      ...reason('系统升级', 'System upgrade'),
    })
    const { events } = await feed('qingshi')
    const [shut] = titled(events, '青石派出所不开门：装修')
    expect(wholeDays(shut!)).toEqual(['2026-12-01', '2026-12-03'])
    expect(hours(events, '2026-12-02')).toEqual([])
    expect(hours(events, '2026-12-03')).toEqual(['10:00–11:00'])
    const [counter] = titled(events, '户籍窗口停办：系统升级')
    expect(wholeDays(counter!)).toEqual(['2026-12-08', '2026-12-08'])
    expect(hours(events, '2026-12-08')).toHaveLength(2)
    const english = await feed('qingshi', { lang: 'en' })
    expect(titled(english.events, 'Household counter closed: System upgrade')).toHaveLength(1)
  })

  test('tells when booking opens for which day, and where to book', async () => {
    const { events } = await feed('qingshi')
    const [first] = titled(events, '开始预约12月8日的时间')
    expect(toIso(first!.start.date.getTime())).toBe('2026-11-24T08:00:00+08:00')
    expect(first!.url).toMatch(/\/book\?station=qingshi$/)
    expect(first!.description).toContain('户籍窗口、综合窗口')
    expect(titled(events, '开始预约12月13日')).toEqual([])
  })

  test('tells the window in which places appear, and keeps to one that was promised', async () => {
    const window = async (words: string, now = monday) =>
      titled((await feed('qingshi', { now })).events, words).map(({ start, end, description }) => [
        ...[start, end].map((at) => toIso(at!.date.getTime()).slice(0, 16)),
        description,
      ])
    expect(await window('开始预约12月8日')).toEqual([
      ['2026-11-24T08:00', '2026-11-24T09:00', expect.stringContaining('在08:00–09:00之间放出')],
    ])
    const from = Date.parse('2026-11-24T10:00:00+08:00')
    await insert('release', {
      service_point_id: 'sp_qingshi',
      counter_group: 'general',
      day: '2026-12-08',
      window_from: from,
      window_to: from + HOUR / 2,
      draw_at: from,
      commitment: 'x',
      state: 'planned',
    })
    expect((await window('开始预约12月8日')).map(([start, end]) => [start, end])).toEqual([
      ['2026-11-24T10:00', '2026-11-24T10:30'],
      ['2026-11-24T08:00', '2026-11-24T09:00'],
    ])
    expect(await window('开始预约1月5日')).toHaveLength(1)
    const rules = JSON.stringify({ releaseWindowMinutes: 0, provisionalDays: 'wait' })
    await insert('booking_rule', { from_day: '2026-11-23', rules, created_at: 0 })
    expect((await window('开始预约12月9日'))[0]?.slice(0, 2)).toEqual([
      '2026-11-25T08:00',
      '2026-11-25T08:15',
    ])
    expect(await window('开始预约1月5日')).toEqual([])
  })

  test('read again, an entry is the same one: the same file on a day, the same names the day after', async () => {
    const [morning, noon, tomorrow] = await Promise.all(
      [0, 4 * HOUR, DAY].map((later) => feed('guta', { now: monday + later })),
    )
    expect(noon!.text).toBe(morning!.text)
    const was = new Map(morning!.events.map((event) => [event.uid, event]))
    const kept = tomorrow!.events.filter(({ uid }) => was.has(uid))
    expect(kept.length).toBeGreaterThan(morning!.events.length - 5)
    for (const event of kept) {
      expect(event.start.date).toEqual(was.get(event.uid)!.start.date)
      expect(event.end!.date).toEqual(was.get(event.uid)!.end!.date)
    }
  })

  test('speaks the language asked for, else the reader’s', async () => {
    const path = '/stations/qingshi/calendar.ics'
    expect((await apiClient({ locale: 'en' }).get(path)).text).toContain('Qingshi Police Station open')
    expect((await apiClient({ locale: 'en' }).get(`${path}?lang=zh`)).text).toContain('青石派出所开门')
    const english = await feed('qingshi', { lang: 'en' })
    expect(titled(english.events, 'booking opens for 8 December')).toHaveLength(1)
    expect(english.events[0]!.url).toContain('/en/stations/qingshi')
  })

  test('a room and a desk that never closes have theirs; an unknown point has none', async () => {
    expect((await feed('qin-haiyan-room')).events.length).toBeGreaterThan(20)
    const unknown = await apiClient().get('/stations/nowhere/calendar.ics')
    expect(unknown.status).toBe(404)
    expect(unknown.body.code).toBe('not-found')
    expect((await apiClient().get('/stations/qingshi/calendar.ics?lang=fr')).status).toBe(422)
  })
})
